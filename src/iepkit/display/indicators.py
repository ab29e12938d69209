"""Indicators as they may be shown: as text, as data for JSON, as rows for CSV, with the same numbers hidden in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any

import attrs

from iepkit.disclosure import HIDDEN, LinkedCounts, Open, Sum, Suppression, suppress_together
from iepkit.display.layout import columns, paragraph, printable
from iepkit.reporting.indicators import Indicator, definitions, year_of

__all__ = ["COLUMNS", "Answer", "ShownIndicators", "indicator_data", "indicator_rows", "indicator_text"]


def __dir__() -> list[str]:
    return __all__


COLUMNS: dict[str, type] = {
    "ffy": int,
    **dict.fromkeys(("district", "indicator", "title", "kind"), str),
    **dict.fromkeys(("numerator", "denominator"), int),
    **dict.fromkeys(("percent", "target"), float),
    "met": bool,
    "not_decided": int,
    "hidden": bool,
}
"""The columns of a table of indicators, in order, and their types; what is hidden or not applicable is empty."""

_SUPPRESSED = Suppression()
_TOGETHER = (("1", "2"), ("5A", "5B", "5C"), ("6A", "6B", "6C"))
"""Indicators whose numerators are parts of one denominator that do not overlap."""
_NUMERATOR, _DENOMINATOR, _REST = "numerator", "denominator", "rest"


@attrs.frozen(repr=False)
class Answer:
    """One indicator as it may be shown; a number that is hidden is `*`.

    `details` says whether the numbers beside the two may be shown: who is in neither, breakdowns, what is not decided.
    They add up in ways of their own, so that they are shown together or, but for zeros, not at all.
    """

    indicator: Indicator
    hidden: frozenset[str]
    details: bool

    @property
    def numerator(self) -> str:
        """The number above."""
        return str(HIDDEN if _NUMERATOR in self.hidden else self.indicator.numerator)

    @property
    def denominator(self) -> str:
        """The number below."""
        return str(HIDDEN if _DENOMINATOR in self.hidden else self.indicator.denominator)

    @property
    def doubts(self) -> str:
        """How many could not be decided."""
        return self._detail(len(self.indicator.doubts))

    def _detail(self, number: int) -> str:
        return str(number if self.details or not number else HIDDEN)

    @property
    def is_hidden(self) -> bool:
        """Whether the percentage is, with one of its numbers."""
        return str(HIDDEN) in {self.numerator, self.denominator}

    @property
    def percent(self) -> str:
        """The percentage, or why there is none."""
        return str(HIDDEN) if self.is_hidden else self.indicator.shown

    @property
    def met(self) -> bool | None:
        """Whether a target of the law is met; `None` where there is none, or it is hidden."""
        return None if self.is_hidden else self.indicator.meets_target

    @property
    def target(self) -> str:
        """The target in words."""
        target = self.indicator.definition.target
        return "the State's" if target is None else f"{target}%"

    @property
    def bounds(self) -> str:
        """Between which percentages it lies, whatever becomes of those that could not be decided."""
        found = self.indicator.bounds
        if not self.indicator.doubts or not self.details or found is None:
            return ""
        return " to ".join(f"{float(bound):.2f}%" for bound in found)

    def exclusions(self) -> Iterator[tuple[str, str]]:
        """Who is in neither number, and how many of each."""
        return ((one.reason, self._detail(one.number)) for one in self.indicator.exclusions)

    def breakdowns(self) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
        """What is reported beside it: a title, and rows with how many; the range of days where all rows are shown."""
        for one in self.indicator.breakdowns:
            ranged = "" if one.least is None or not self.details else f" (from {one.least} to {one.most} days)"
            yield one.title + ranged, tuple((row.words, self._detail(row.number)) for row in one.rows)

    def notes(self) -> Iterator[str]:
        """What to know of it, and what it rests on."""
        about = self.indicator.definition
        if about.lag:
            year = about.data_year(self.indicator.ffy)
            yield f"data of the year before: July {year} to June {year + 1}"
        yield from filter(None, (about.proposed, *about.notes))
        rests = "; ".join((about.citation.text, *about.rules))
        yield f"{rests} ({about.citation.grade}: {about.citation.source})"

    def why(self) -> Iterator[tuple[str, str, str]]:
        """Each case that stands in the way: its id, why, and what would settle it."""
        one = self.indicator
        if one.definition.target is not None:
            short = [case for case in one.in_denominator if case not in {*one.in_numerator}]
            yield from ((case, "in the denominator, not in the numerator", "") for case in short)
        yield from ((case, f"in neither number: {out.reason}", "") for out in one.exclusions for case in out.cases)
        yield from ((doubt.case, f"not decided: {doubt.words}", doubt.settles) for doubt in one.doubts)


@attrs.frozen(repr=False)
class ShownIndicators:
    """The indicators of one year, of the State or of each district, as they may be shown.

    `parts` are by the name of the district, `None` for the State. The two numbers of all indicators of a part are
    looked at together: the rest beside a numerator, and numerators that share a denominator. Small numbers, and what
    would give them away, are hidden unless the policy is `OPEN`; the numbers beside them are shown where none is small.
    """

    ffy: int
    parts: Mapping[str | None, tuple[Indicator, ...]]
    policy: Suppression | Open = _SUPPRESSED

    @cached_property
    def answers(self) -> Mapping[str | None, tuple[Answer, ...]]:
        """Each part with its answers."""
        return {name: tuple(self._answers(told)) for name, told in self.parts.items()}

    def _answers(self, told: Sequence[Indicator]) -> Iterator[Answer]:
        if isinstance(self.policy, Open):
            yield from (Answer(one, frozenset(), details=True) for one in told)
            return
        hidden = suppress_together(_linked(told), self.policy)
        for one in told:
            mine = frozenset(what for name, what in hidden if name == one.id)
            yield Answer(one, mine, details=not mine and not any(map(self.policy.hides, _beside(one))))

    @property
    def disclosure(self) -> str:
        """What is hidden, in words."""
        if isinstance(self.policy, Open):
            return "nothing is hidden: not to be published"
        return f"numbers below {self.policy.minimum}, and others that would give them away, are hidden (*)"

    @property
    def attention(self) -> bool:
        """Whether a target of the law is not met, hidden or not, or something could not be decided."""
        return any(one.meets_target is False or one.doubts for told in self.parts.values() for one in told)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The indicators of the year that are not here, by their ids."""
        here = {one.id for told in self.parts.values() for one in told}
        return tuple(name for name in definitions(self.ffy) if name not in here)


def _beside(one: Indicator) -> Iterator[int]:
    """The numbers beside the two."""
    yield len(one.doubts)
    yield from (out.number for out in one.exclusions)
    yield from (row.number for table in one.breakdowns for row in table.rows)


def _linked(told: Sequence[Indicator]) -> LinkedCounts[tuple[str, str]]:
    """The two numbers of each indicator of a part with what remains beside them.

    Denominators that are one and the same are tied as a sum of one part.
    """
    counts: dict[tuple[str, str], int] = {}
    sums: list[Sum[tuple[str, str]]] = []
    unshown: list[tuple[str, str]] = []
    for one in told:
        whole, part, rest = ((one.id, what) for what in (_DENOMINATOR, _NUMERATOR, _REST))
        counts |= {whole: one.denominator, part: one.numerator, rest: one.denominator - one.numerator}
        sums.append(Sum(whole, (part, rest)))
        unshown.append(rest)
    by_id = {one.id: one for one in told}
    for names in _TOGETHER:
        held = [by_id[name] for name in names if name in by_id]
        wholes = {one.denominator for one in held}
        left = sum(wholes) - sum(one.numerator for one in held)
        if len(held) > 1 and len(wholes) == 1 and left >= 0:
            other = (" ".join(names), _REST)
            counts[other] = left
            unshown.append(other)
            first, *others = ((one.id, _DENOMINATOR) for one in held)
            sums.append(Sum(first, (*((one.id, _NUMERATOR) for one in held), other)))
            sums += [Sum(first, (key,)) for key in others]
    return LinkedCounts.of(counts, sums, unshown)


def indicator_text(
    shown: ShownIndicators, *, why: bool = False, labels: Mapping[str, str] = MappingProxyType({})
) -> Iterator[str]:
    """Piece by piece each indicator with both numbers, who is in neither, what is open, and what it rests on.

    `why` adds a line for each case that stands in the way, called by its label where there is one.
    """
    year = year_of(shown.ffy)
    yield f"Indicators of FFY {shown.ffy}, {year.first} to {year.last}\n"
    yield paragraph(shown.disclosure, 2, hang=2) + "\n"
    yield paragraph("not official, and not for filing", 2) + "\n"
    for name, answers in shown.answers.items():
        yield f"\n{part_words(name)}\n"
        for answer in answers:
            yield "\n" + "\n".join(_lines(answer)) + "\n"
            if why:
                yield "".join(f"{line}\n" for line in _why(answer, labels))
    if shown.left_out:
        words = f"Not here, since they need counts or settings, or were not asked for: {', '.join(shown.left_out)}"
        yield "\n" + paragraph(words, 0, hang=2) + "\n"


def part_words(name: str | None) -> str:
    """What to call the State or a district."""
    return "State" if name is None else printable(name) or "district not known"


def _lines(answer: Answer) -> Iterator[str]:
    about = answer.indicator.definition
    yield paragraph(f"{about.id}  {about.title}", 2, hang=4)
    yield paragraph(about.says, 6)
    yield paragraph(result_words(answer), 6, hang=2)
    for words, number in answer.exclusions():
        yield columns([(number.rjust(5), f"in neither number: {words}")], (5, 67), 6)
    for title, rows in answer.breakdowns():
        yield paragraph(f"{title}:", 6)
        yield columns([(number.rjust(5), words) for words, number in rows], (5, 65), 8)
    if answer.indicator.doubts:
        between = f"; with them it lies between {answer.bounds.replace(' to ', ' and ')}" if answer.bounds else ""
        yield paragraph(f"not decided: {answer.doubts}{between}", 6, hang=2)
        asked = dict.fromkeys((doubt.words, doubt.settles) for doubt in answer.indicator.doubts)
        yield from (paragraph(_settled(words, settles), 8, hang=2) for words, settles in asked)
    yield from (paragraph(note, 6, hang=2) for note in answer.notes())


def _settled(words: str, settles: str) -> str:
    return f"{words} To settle: {settles}." if settles else words


def result_words(answer: Answer) -> str:
    """The answer in words: both numbers, the percentage, the target, and whether it is met."""
    about = answer.indicator.definition
    met = {True: ": met", False: ": NOT MET", None: ""}[answer.met]
    target = f"target {answer.target}{met}"
    if answer.percent == answer.indicator.shown and answer.indicator.percent is None:
        return f"not applicable: there are no {about.unit} to count; {target}"
    return f"{answer.numerator} of {answer.denominator} {about.unit}, {answer.percent}; {target}"


def _why(answer: Answer, labels: Mapping[str, str]) -> Iterator[str]:
    for case, words, settles in answer.why():
        name = printable(labels.get(case, "") or case)
        yield paragraph(f"{name}: {words}" + (f" To settle: {settles}." if settles else ""), 8, hang=2)


def _number(text: str, number: Any) -> Any:
    return None if text == str(HIDDEN) else number


def indicator_rows(shown: ShownIndicators) -> Iterator[dict[str, Any]]:
    """A row for each indicator of each part."""
    for name, answers in shown.answers.items():
        for answer in answers:
            one = answer.indicator
            yield {
                "ffy": shown.ffy,
                "district": name,
                "indicator": one.id,
                "title": one.definition.title,
                "kind": one.definition.kind.value,
                "numerator": _number(answer.numerator, one.numerator),
                "denominator": _number(answer.denominator, one.denominator),
                "percent": None if one.percent is None else _number(answer.percent, float(one.percent)),
                "target": one.definition.target,
                "met": answer.met,
                "not_decided": _number(answer.doubts, len(one.doubts)),
                "hidden": answer.is_hidden,
            }


def indicator_data(shown: ShownIndicators, *, why: bool = False) -> dict[str, Any]:
    """The same for a program, with who is in neither number, the breakdowns, and what each rests on."""
    rows = indicator_rows(shown)
    found = []
    for answers in shown.answers.values():
        for answer in answers:
            row = next(rows) | {
                "exclusions": [
                    {"reason": words, "number": _as_number(number)} for words, number in answer.exclusions()
                ],
                "breakdowns": [
                    {
                        "title": title,
                        "rows": [{"words": words, "number": _as_number(number)} for words, number in lines],
                    }
                    for title, lines in answer.breakdowns()
                ],
                "notes": list(answer.notes()),
            }
            if why:
                row["cases"] = [{"case": case, "why": words, "settles": more} for case, words, more in answer.why()]
            found.append(row)
    return {
        "ffy": shown.ffy,
        "disclosure": shown.disclosure,
        "indicators": found,
        "left_out": list(shown.left_out),
    }


def _as_number(text: str) -> int | None:
    return None if text == str(HIDDEN) else int(text)
