"""The pages on coverage: every federal duty in time, what carries it, which cases test that, or why it is outside."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import attrs
from markup import Page, cited, contents, plain, table

from iepkit.formats import edfi
from iepkit.laws import Kind, clocks, law, parameters
from iepkit.reviews import rules

__all__ = ["SECTIONS", "Duty", "Example", "coverage_pages", "duties", "examples"]

HERE = Path(__file__).parent
CASES = HERE.parent / "tests" / "cases"

SECTIONS = {
    "consent-and-notice": "Consent and notice",
    "evaluation": "Child find, evaluation, eligibility, reevaluation",
    "iep": "IEP and placement",
    "part-c": "Part C, and the way from it to Part B",
    "complaints": "State complaints and mediation",
    "due-process": "Due process",
    "discipline": "Discipline",
    "records": "Records",
    "systemic": "States, agencies and the Secretary",
}
"""The files of `docs/duties`, in the order of the list that they follow, and their titles."""

KINDS = {
    "number": "clock with a number",
    "no-number": "clock without a number",
    "rule": "rule or recorded value",
    "outside": "outside",
}


@attrs.frozen
class Duty:
    """One federal duty in time: what it asks, where it stands, and what carries it, or why nothing of a case does."""

    section: str
    id: str
    citation: str
    says: str
    carried_by: tuple[str, ...] = ()
    outside: str = ""

    @property
    def kind(self) -> str:
        """By what it is carried, as one of `KINDS`."""
        running = [clocks()[name] for name in self.carried_by if name in clocks()]
        if any(has_number(clock.parameter) for clock in running):
            return "number"
        return "no-number" if running else "rule" if self.carried_by else "outside"


@attrs.frozen
class Example:
    """A case of the battery: the clock or the rule that it tests, what it says, and the file in which it stands."""

    tests: str
    says: str
    file: str


def has_number(parameter: str) -> bool:
    """Whether federal law itself has, or had, more to say of a parameter than that it has no number."""
    return any(said.value.kind is not Kind.NO_NUMBER for said in law("US").history(parameter))


def duty_of(section: str, row: Mapping[str, Any]) -> Duty:
    """A row as a duty; a key that is not known is refused."""
    said: dict[str, Any] = {**row, "carried_by": tuple(row.get("carried_by", ()))}
    return Duty(section=section, **said)


@cache
def duties() -> tuple[Duty, ...]:
    """Every row of `docs/duties`."""
    files = {section: (HERE / "duties" / f"{section}.toml").read_text("utf-8") for section in SECTIONS}
    return tuple(duty_of(section, row) for section, text in files.items() for row in tomllib.loads(text)["duty"])


@cache
def examples() -> tuple[Example, ...]:
    """Every case of the battery that tests a clock or a rule."""
    return tuple(
        Example(case.get("clock") or case["rule"], case["says"], path.relative_to(CASES).as_posix())
        for path in sorted([*CASES.glob("*.toml"), *CASES.glob("timelines/**/*.toml")])
        for case in tomllib.loads(path.read_text("utf-8")).get("case", ())
        if "clock" in case or "rule" in case
    )


@cache
def testing(name: str) -> tuple[Example, ...]:
    """The cases that test what is called so: of a parameter, those of the clocks that read it."""
    reading = {row.name for row in clocks().values() if name in (row.parameter, row.age, row.past_total)}
    return tuple(example for example in examples() if example.tests in {name, *reading})


def title_of(name: str) -> str:
    """What a clock, a rule or a parameter is called."""
    every = {rule.name: rule.title for rule in (*rules(), *edfi.RULES)}
    return every[name] if name in every else parameters()[name].title


def place_of(name: str) -> str:
    """Where the reference describes it, seen from a page on coverage."""
    if name in clocks():
        return f"../clocks/{name}.md"
    return f"../rules/{name}.md" if name in {rule.name for rule in (*rules(), *edfi.RULES)} else "../law/parameters.md"


def section_page(section: str) -> Page:
    """One section: its duties in a table, and below it the cases by what they test."""
    found = [duty for duty in duties() if duty.section == section]
    rows = [
        (
            plain(duty.says),
            cited(duty.citation),
            "<br>".join(f"[{name}]({place_of(name)})" for name in duty.carried_by) or f"Outside: {plain(duty.outside)}",
            len({example for name in duty.carried_by for example in testing(name)}) or "",
        )
        for duty in found
    ]
    names = dict.fromkeys(name for duty in found for name in duty.carried_by)
    parts = [f"# {SECTIONS[section]}", table(["the duty", "law", "carried by", "cases"], rows)]
    parts += ["## The cases", *map(cases_part, names)] if names else []
    return f"coverage/{section}", "\n\n".join(parts) + "\n"


def cases_part(name: str) -> str:
    """The cases that test one thing, by file."""
    files: dict[str, list[str]] = {}
    for example in testing(name):
        files.setdefault(example.file, []).append(plain(example.says))
    lines = [line for file, said in files.items() for line in (f"- `{file}`", *(f"  - {words}" for words in said))]
    listed = "\n".join(lines) or "No case runs it: it is recorded to be read."
    return f"### {title_of(name)}\n\n`{name}`\n\n{listed}"


def totals() -> Iterator[tuple[object, ...]]:
    """How many duties of each section are carried by what, and the sum of them."""
    counts = {section: Counter(duty.kind for duty in duties() if duty.section == section) for section in SECTIONS}
    for section, found in counts.items():
        yield f"[{SECTIONS[section]}]({section}.md)", found.total(), *(found[kind] for kind in KINDS)
    every = sum(counts.values(), Counter())
    yield "all", every.total(), *(every[kind] for kind in KINDS)


def coverage_pages() -> list[Page]:
    """A page for each section, after an index with the totals."""
    carried = {name for duty in duties() for name in duty.carried_by}
    running = carried & set(clocks())
    outside = sum(duty.kind == "outside" for duty in duties())
    beyond = ", ".join(f"[{clocks()[name].title}](../clocks/{name}.md)" for name in clocks() if name not in carried)
    tested = {example for name in carried for example in testing(name)}
    intro = (
        "The duties in time of 34 CFR Parts 300 and 303, and of 34 CFR Part 99 on access to records:\n"
        "for each, which clock, rule or value carries it, and which cases test that; or why it lies outside a case.\n\n"
        f"- {len(duties())} duties; {len(duties()) - outside} of them are carried, {outside} lie outside.\n"
        f"- {len(running)} clocks carry them, {sum(not has_number(clocks()[name].parameter) for name in running)} of "
        "these without a number: the days are told, and no verdict is given.\n"
        f"- {len(tested)} cases test what carries them.\n"
        f"{f'- Clocks beyond this list: {beyond}.' if beyond else ''}\n\n"
        f"{table(['section', 'duties', *KINDS.values()], totals())}"
    )
    return contents("Coverage", intro, [section_page(section) for section in SECTIONS], folder="coverage")
