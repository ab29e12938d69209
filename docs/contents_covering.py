"""The pages on coverage of content: every federal rule on content, what carries it, what tests it, or why nothing does.

A rule of the law may be carried by rules of the review and by clocks, stand as a question for people, or both;
or lie outside a case. What the law never asks for is listed too, with the cases in which the review stays silent.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import attrs
from covering import CASES, HERE, cases_part, place_of, testing, title_of
from markup import Page, cited, contents, plain, table

from iepkit.laws import clocks
from iepkit.reviews.questions import ChecklistRow, checklist

__all__ = ["KINDS", "SECTIONS", "ContentRule", "beyond", "content_pages", "content_rules", "silent", "totals"]

SECTIONS = {
    "eligibility": "Eligibility categories",
    "evaluation": "Evaluation procedures and the eligibility decision",
    "learning-disability": "Specific learning disability",
    "iep-content": "IEP content",
    "iep-team": "IEP Team, attendance, parent participation",
    "iep-development": "IEP development, review, amendment",
    "placement": "Placement and least restrictive environment",
    "services": "Services and FAPE",
    "services-plans": "Services plans of private schools",
    "notices": "Notices, complaints, agreements",
    "discipline": "Discipline",
    "ifsp": "IFSP content and meetings, eligibility under Part C",
    "never-required": "What validators invent",
}
"""The files of `docs/content`, in the order of the list that they follow, and their titles."""

BEYOND = "beyond"  # the file with the rules of the review that the list of federal rules does not hold

KINDS = {
    "both": "rule and question",
    "rule": "rule",
    "question": "question for people",
    "never": "never asked for",
    "outside": "outside",
}


@attrs.frozen
class ContentRule:
    """One federal rule on content: what it asks, what carries it, which questions stand for it, or why neither.

    `never` marks what the law does not ask for; `outside` then says what keeps the review silent.
    """

    section: str
    id: str
    citation: str
    says: str
    carried_by: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    outside: str = ""
    never: bool = False

    @property
    def kind(self) -> str:
        """By what it is carried, as one of `KINDS`."""
        if self.never:
            return "never"
        carriers = {"rule": self.carried_by, "question": self.questions}
        found = [kind for kind, names in carriers.items() if names]
        return "both" if len(found) == len(carriers) else found[0] if found else "outside"


def rule_of(section: str, row: Mapping[str, Any]) -> ContentRule:
    """A row as a rule on content; a key that is not known is refused."""
    lists = {key: tuple(row.get(key, ())) for key in ("carried_by", "questions")}
    return ContentRule(section=section, **{**row, **lists})


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / "content" / f"{name}.toml").read_text("utf-8"))


@cache
def content_rules() -> tuple[ContentRule, ...]:
    """Every row of `docs/content`, section by section."""
    return tuple(rule_of(section, row) for section in SECTIONS for row in _read(section)["rule"])


@cache
def beyond() -> Mapping[str, str]:
    """The rules of the review that carry no row of the list, each with the reason why it is there."""
    return {name: row["reason"] for row in _read(BEYOND)["beyond"] for name in row["rules"]}


@cache
def silent() -> tuple[str, ...]:
    """The situations in which a review of the content must find nothing."""
    rows = tomllib.loads((CASES / "never_required.toml").read_text("utf-8"))["case"]
    return tuple(row["says"] for row in rows)


def _asked() -> Mapping[str, ChecklistRow]:
    return {row.name: row for row in checklist()}


def section_page(section: str) -> Page:
    """One section: its rules in a table, then the questions and the cases, by what they test."""
    found = [rule for rule in content_rules() if rule.section == section]
    rows = [(plain(rule.says), cited(rule.citation), _carriers(rule), _cases(rule)) for rule in found]
    parts = [f"# {SECTIONS[section]}", table(["what the law asks", "law", "carried by", "cases"], rows)]
    names = dict.fromkeys(name for rule in found for name in rule.questions)
    if names:
        questions = [(plain(_asked()[name].asks), cited(_asked()[name].citation), f"`{name}`") for name in names]
        parts += ["## Questions for people", "No record decides these. A review lists them beside its findings."]
        parts += [table(["question", "law", "name"], questions)]
    carriers = dict.fromkeys(name for rule in found for name in rule.carried_by if name not in clocks())
    parts += ["## The cases", *map(cases_part, carriers)] if carriers else []
    if all(rule.never for rule in found):
        parts += ["## The cases in which a review stays silent", "\n".join(f"- {plain(words)}" for words in silent())]
    return f"content/{section}", "\n\n".join(parts) + "\n"


def _carriers(rule: ContentRule) -> str:
    """What carries a rule, or why nothing does."""
    if not (rule.carried_by or rule.questions):
        return f"{'Never asked for' if rule.never else 'Outside'}: {plain(rule.outside)}"
    linked = [f"[{name}]({place_of(name)})" for name in rule.carried_by]
    return "<br>".join([*linked, *(f"question: `{name}`" for name in rule.questions)])


def _cases(rule: ContentRule) -> int | str:
    return len({example for name in rule.carried_by for example in testing(name)}) or ""


def totals() -> Iterator[tuple[object, ...]]:
    """How many rules of each section are carried by what, and the sum of them."""
    counts = {
        section: Counter(rule.kind for rule in content_rules() if rule.section == section) for section in SECTIONS
    }
    for section, found in counts.items():
        yield f"[{SECTIONS[section]}]({section}.md)", found.total(), *(found[kind] for kind in KINDS)
    every = sum(counts.values(), Counter())
    yield "all", every.total(), *(every[kind] for kind in KINDS)


def _linked(name: str) -> str:
    return f"[{title_of(name)}]({place_of(name)})"


def _by_reason() -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, reason in beyond().items():
        found.setdefault(reason, []).append(name)
    return found


def content_pages() -> list[Page]:
    """A page for each section, after an index with the totals."""
    kinds = Counter(rule.kind for rule in content_rules())
    carried = {name for rule in content_rules() for name in rule.carried_by}
    tested = {example for name in carried - set(clocks()) for example in testing(name)}
    others = [(plain(reason), "<br>".join(map(_linked, names))) for reason, names in _by_reason().items()]
    intro = (
        "What 34 CFR Parts 300 and 303 ask of a file beside its dates: for each rule, which rules of the review or\n"
        "clocks carry it and which cases test those, or which question stands for it where no record decides; "
        "or why it lies outside a case.\n\n"
        f"- {len(content_rules())} rows: {kinds['both'] + kinds['rule']} are carried by rules or clocks, "
        f"{kinds['question']} by questions alone, {kinds['outside']} lie outside a case, "
        f"and {kinds['never']} say what is never asked for.\n"
        f"- {len(carried - set(clocks()))} rules of the review and {len(carried & set(clocks()))} clocks carry them, "
        f"with {len(checklist())} questions beside.\n"
        f"- {len(tested)} cases test the rules, and {len(silent())} more must stay silent.\n\n"
        f"{table(['section', 'rules', *KINDS.values()], totals())}\n\n"
        "## Rules beyond this list\n\n"
        f"{table(['why they are there', 'rules'], others)}"
    )
    pages = [section_page(section) for section in SECTIONS]
    return contents("Coverage of content", intro, pages, folder="content")
