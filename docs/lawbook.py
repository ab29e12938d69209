"""The reference pages on the law: jurisdictions, parameters, policies, and States side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs
from lawtables import SIDE_BY_SIDE, relation, side_by_side
from markup import Page, cited, contents, definitions, meanings, plain, table

from iepkit.citations import Grade
from iepkit.display.lawtable import table_rows
from iepkit.display.wording import period, told, value_parts, value_told
from iepkit.laws import Kind, Law, Policy, Provision, Value, clocks, jurisdictions, law, parameters

__all__ = ["CODES", "RECORDED_ONLY", "law_pages", "own"]

CODES = ("US", *jurisdictions())

# Recorded for people to read; no clock and no rule computes with them yet.
RECORDED_ONLY = ("ferpa-rights-age", "over-three-option", "part-c-hearing-model", "transfer-of-rights")


def own(code: str, parameter: str) -> list[Provision]:
    """What the layer of one jurisdiction says or said of a parameter, newest first."""
    return [said for said in reversed(law(code).history(parameter)) if said.jurisdiction == code]


def dated(value: Value) -> str:
    """Since when and until when a value is in force, or that it is not recorded."""
    return period(value) or "not recorded"


def details(value: Value) -> dict[str, str]:
    """What a value says beyond its number."""
    return {
        **{f"{name[0].upper()}{name[1:]}": plain(words) for name, words in value_parts(value).items()},
        "Policies": ", ".join(f"[{name}](policies.md)" for name in value.policies),
        "Note": plain(value.note),
        "Sources disagree": "; ".join(map(plain, value.conflicts)),
    }


def jurisdiction_page(code: str) -> Page:
    """One jurisdiction: what its law sets, what it leaves to federal law, what nobody has verified."""
    book: Law = law(code)
    header = book.headers[-1]
    said = {name: own(code, name) for name in parameters()}
    parts = [f"# {book.name}", f"- **Law:** {plain(header.regulations)}"]
    parts[-1] += f"\n- **Read on:** {header.read_on}\n- **Version:** `{book.version}`"
    if header.notes:
        parts += ["## In short", "\n".join(f"- {plain(note)}" for note in header.notes)]
    parts += ["## What it sets", values_table(said)]
    parts += [*inherited_parts(book, said), *unknown_parts(book, said), *detail_parts(said), *silent_parts(book)]
    return f"law/{code.lower()}", "\n\n".join(parts) + "\n"


def of_kind(said: dict[str, list[Provision]], kind: Kind) -> Iterator[tuple[str, str, Provision]]:
    """The provisions of one kind, with the parameter, and with what it is called and, where there were others, when."""
    for name, found in said.items():
        for one in found:
            when = f", {dated(one.value)}" if len(found) > 1 else ""
            yield from [(name, f"{parameters()[name].title}{when}", one)] * (one.value.kind is kind)


def inherited_parts(book: Law, said: dict[str, list[Provision]]) -> Iterator[str]:
    """Where federal law governs: because the law says so, or because no other rule was found."""
    none = book.headers[-1].not_found
    rows = [
        (
            title,
            "; ".join(plain(row.words) for row in table_rows(name, only=["US"])),
            cited(one.value.citation, one.value.source),
            "no rule of its own found" if name in none else one.value.grade,
        )
        for name, title, one in of_kind(said, Kind.INHERIT)
    ]
    if rows:
        intro = "The grade says how well it was verified that there is no other rule."
        yield from ("## Where federal law governs", intro, table(["what", "federal law", "law", "grade"], rows))


def unknown_parts(book: Law, said: dict[str, list[Provision]]) -> Iterator[str]:
    """What is unknown: with what is known all the same, or because nothing was found."""
    found = list(of_kind(said, Kind.UNKNOWN))
    none = [name for name, _, _ in found if name in book.headers[-1].not_found]
    lines = [f"- {title} (`{name}`){unknown_note(one)}" for name, title, one in found if name not in none]
    if found:
        yield from ("## Unknown", "Nobody has verified a value, and no other number stands in for it.")
    if lines:
        yield "\n".join(lines)
    if none:
        yield f"Looked for, and no rule found:\n\n{titles(none)}"


def silent_parts(book: Law) -> Iterator[str]:
    """What of the law of a State nobody has looked for."""
    silent = [name for name in parameters() if not own(book.jurisdiction, name)]
    if silent:
        intro = "In the law of this State nobody has looked for these; deadlines go by federal law."
        yield from ("## Not looked for", intro, titles(silent))


def titles(names: Iterable[str]) -> str:
    """Parameters as a list."""
    return "\n".join(f"- {parameters()[name].title} (`{name}`)" for name in names)


def unknown_note(said: Provision) -> str:
    """What is known of an unknown value all the same."""
    value = said.value
    disputed = f"Sources disagree: {'; '.join(map(plain, value.conflicts))}" if value.conflicts else ""
    words = ". ".join(part.rstrip(".") for part in (plain(value.text), plain(value.note), disputed) if part)
    return f": {words}. See {cited(value.citation, value.source)}." if words else ""


def values_table(said: dict[str, list[Provision]]) -> str:
    """The values that a jurisdiction sets, each linked to where it can be read."""
    rows = [
        (
            f"{parameters()[name].title}<br>`{name}`",
            plain(value_told(one.value))
            + (f"<br>for: {plain(one.value.applies.said(told))}" if one.value.applies else ""),
            cited(one.value.citation, one.value.source),
            one.value.grade,
            dated(one.value),
        )
        for name, found in said.items()
        for one in found
        if one.value.kind not in (Kind.INHERIT, Kind.UNKNOWN)
    ]
    return table(["what", "value", "law", "grade", "in force"], rows)


def detail_parts(said: dict[str, list[Provision]]) -> Iterator[str]:
    """What stands beside the numbers, value by value."""
    parts = []
    for name, found in said.items():
        for one in found:
            words = definitions(details(one.value))
            if words and one.value.kind is not Kind.UNKNOWN:
                since = f", {dated(one.value)}" if len(found) > 1 else ""
                parts.append(f"### {parameters()[name].title}{since}\n\n{plain(value_told(one.value))}\n\n{words}")
    if parts:
        yield from ("## In detail", *parts)


def policies_page() -> Page:
    """The named choices on which the law is silent, with their defaults."""
    parts = [
        "# Policies",
        "Where the law is silent, or practice differs, there is a named choice, with a default.",
        "An explanation shows every choice that it used, and a report keeps them.",
        '```python\nik.review(case, as_of=day, policy=ik.Policy(leap_day="mar-1"))\n```',
    ]
    for field in attrs.fields(Policy):
        default, other = field.metadata["choices"]
        used: dict[str, dict[str, None]] = {}
        for one in (one for code in CODES for one in book_of(code) if field.name in one.value.policies):
            used.setdefault(one.parameter, {})[one.jurisdiction] = None
        named = "; ".join(f"`{name}` ({', '.join(codes)})" for name, codes in used.items())
        words = {"Decides": plain(field.metadata["words"]), "Default": f"`{default}`", "Other": f"`{other}`"}
        parts += [f"## {field.name}", definitions({**words, "Named by": named})]
    return "law/policies", "\n\n".join(parts) + "\n"


def book_of(code: str) -> Iterator[Provision]:
    """Every provision of the layer of one jurisdiction."""
    return (said for name in parameters() for said in own(code, name))


def parameters_page() -> Page:
    """Every parameter, how a State's value stands to the federal one, and what uses it."""
    rows = []
    for name, parameter in parameters().items():
        running = [clock.name for clock in clocks().values() if name in (clock.parameter, clock.age, clock.past_total)]
        users = [f"[{clock}](../clocks/{clock}.md)" for clock in running]
        used = ", ".join(users) or ("nothing yet" if name in RECORDED_ONLY else "content rules")
        rows.append((f"`{name}`", parameter.title, relation(name), used))
    intro = (
        "What the law sets, by the names that a layer of law uses.\n"
        "Those that nothing uses yet are recorded to be read; no deadline and no finding comes from them."
    )
    return "law/parameters", f"# Parameters\n\n{intro}\n\n{table(['name', 'what', 'States', 'used by'], rows)}\n"


def law_pages() -> list[Page]:
    """Every page on the law, after an index."""
    said = [(c, [one for one in book_of(c) if one.value.kind is not Kind.UNKNOWN]) for c in CODES]
    rows = [
        (
            f"[{law(c).name}]({c.lower()}.md)",
            plain(law(c).headers[-1].regulations),
            *(sum(one.value.grade is grade for one in found) for grade in Grade),
            sum(one.value.kind is Kind.UNKNOWN for one in book_of(c)),
        )
        for c, found in said
    ]
    grades = definitions({f"`{word}`": words for word, words in meanings(Grade).items()})
    links = ", ".join(f"[{title}]({name}.md)" for name, title in SIDE_BY_SIDE.items())
    intro = (
        "What each jurisdiction says, value by value, with its citation and its grade.\n\n"
        f"{grades}\n\n"
        f"{table(['jurisdiction', 'law', *Grade, 'unknown'], rows)}\n\n"
        "A State counts as unverified also where no rule of its own was found, and federal law governs.\n\n"
        f"State by State: {links}.\n\n"
        "Two lists go with them: [the parameters](parameters.md) and [the policies](policies.md)."
    )
    pages = [*map(jurisdiction_page, CODES), *side_by_side(), parameters_page(), policies_page()]
    return contents("The law", intro, pages, folder="law")
