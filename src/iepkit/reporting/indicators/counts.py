"""Indicators from counts: the numbers that a State or a district has, put into the formula of the year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

import attrs

from iepkit.errors import InvalidDocument, Problem, UnknownName
from iepkit.reporting.indicators.table import Definition, definition, definitions
from iepkit.reporting.indicators.values import Breakdown, Exclusion, Indicator, Row

__all__ = ["AfterSchool", "from_answers", "from_counts", "summary_statements"]


def __dir__() -> list[str]:
    return __all__


def from_counts(name: str, counts: Mapping[str, int], *, ffy: int, part: str = "") -> Indicator:
    """The indicator of this id, from counts by name: `definition(name, ffy).counts` has the words of each.

    Counts that the formula needs must be there; the others may be, and what is left out of the formula is reported
    with its number. `part` says of which part of the whole it is, such as `"North"` or `"reading, grade 4"`.
    Raises `UnknownName` for an indicator that the year does not have, or that has no formula, and `InvalidDocument`
    with every problem: a count that is missing, unknown, no whole number or below zero, parts that are more than the
    whole.

    >>> found = from_counts("12", {"a": 100, "b": 20, "c": 60, "d": 6, "e": 4, "f": 5}, ffy=2024)
    >>> found.numerator, found.denominator, found.shown
    (60, 65, '92.31%')
    >>> from_counts("12", {"a": 20, "b": 20, "c": 0, "d": 0, "e": 0, "f": 0}, ffy=2024).shown
    'not applicable'
    >>> from_counts("11", {"a": 5, "b": 6, "c": 1}, ffy=2024)
    Traceback (most recent call last):
    iepkit.errors.InvalidDocument: document: 1 problem
      $.c: unknown count; known: a, b
    """
    about = definition(name, ffy)
    if about.left_out:
        known = [each for each, one in definitions(ffy).items() if not one.left_out]
        raise UnknownName("indicator with a formula", name, known, advice=about.left_out)
    if wrong := list(_wrong(about, counts)) or list(_too_many(about, counts)):
        raise InvalidDocument(wrong)
    exclusions = [Exclusion(about.counts[each], counts[each]) for each in about.reported if counts.get(each)]
    return Indicator(
        about, ffy, _sum(about.numerator, counts), _sum(about.denominator, counts), tuple(exclusions), part=part
    )


def _sum(terms: Iterable[str], counts: Mapping[str, int]) -> int:
    return sum(-counts[term[1:]] if term.startswith("-") else counts[term] for term in terms)


def _wrong(about: Definition, counts: Mapping[str, object]) -> Iterator[Problem]:
    known = ", ".join(about.counts)
    for name in counts:
        if name not in about.counts:
            yield Problem(f"$.{name}", f"unknown count; known: {known}")
    for name, words in about.counts.items():
        if name not in counts and name in about.used:
            yield Problem(f"$.{name}", f"missing: the number of {words}")
        value = counts.get(name, 0)
        if type(value) is not int or value < 0:
            yield Problem(f"$.{name}", "expected a whole number, 0 or more")


def _too_many(about: Definition, counts: Mapping[str, int]) -> Iterator[Problem]:
    """Parts that are more than their whole; asked only of counts that are whole numbers."""
    for whole, parts in about.part_of.items():
        if sum(counts.get(name, 0) for name in parts) > counts[whole]:
            yield Problem(f"$.{whole}", f"less than {' + '.join(parts)} together, which are a part of it")
    above, below = _sum(about.numerator, counts), _sum(about.denominator, counts)
    if below < above and not about.part_of:
        formula = " ".join(about.denominator).replace(" -", " - ")
        yield Problem(f"$.{about.denominator[0]}", f"the denominator ({formula}) is less than the numerator")


def summary_statements(
    area: str, counts: Mapping[str, int], *, ffy: int, part: str = ""
) -> tuple[Indicator, Indicator]:
    """Both summary statements of `7A`, `7B` or `7C`, from the counts of the five progress categories a to e.

    The first is of children who began behind others of their age, so that e is not in it; where all were at age level
    it is not applicable. The second is of all. Raises as `from_counts`.

    >>> one, two = summary_statements("7A", {"a": 2, "b": 18, "c": 30, "d": 40, "e": 10}, ffy=2024)
    >>> one.shown, two.shown
    ('77.78%', '50.00%')
    """
    first, second = (from_counts(f"{area}-{number}", counts, ffy=ffy, part=part) for number in (1, 2))
    return first, second


class AfterSchool(StrEnum):
    """What a former student did within a year of leaving school, from the highest category to the lowest (14)."""

    HIGHER_EDUCATION = "higher_education"
    COMPETITIVE_EMPLOYMENT = "competitive_employment"
    OTHER_EDUCATION = "other_education"
    OTHER_EMPLOYMENT = "other_employment"


def from_answers(answers: Iterable[Iterable[AfterSchool | str]], *, ffy: int, part: str = "") -> dict[str, Indicator]:
    """14A, 14B and 14C from what each respondent did: any of `AfterSchool`, or nothing. The highest counts.

    Raises `InvalidDocument` with every answer that is none, and `UnknownName` for a year that is not in the table.

    >>> found = from_answers([["higher_education", "other_employment"], ["competitive_employment"], []], ffy=2024)
    >>> [found[name].shown for name in found]
    ['33.33%', '66.67%', '66.67%']
    """
    told = [[str(one) for one in each] for each in answers]
    known = {str(each): 0 for each in AfterSchool}
    wrong = [
        Problem(f"$[{at}]", f"unknown answer; known: {', '.join(known)}")
        for at, each in enumerate(told)
        if not known.keys() >= set(each)
    ]
    if wrong:
        raise InvalidDocument(wrong)
    for each in told:
        highest = next((name for name in known if name in each), None)
        if highest is not None:
            known[highest] += 1
    counts = known | {"respondents": len(told)}
    words = definition("14A", ffy).counts
    rows = [*(Row(words[name], number) for name, number in known.items())]
    rows.append(Row("respondents in none of the four", len(told) - sum(known.values())))
    table = Breakdown("Each respondent in the highest category", tuple(rows))
    found = [from_counts(name, counts, ffy=ffy, part=part) for name in ("14A", "14B", "14C")]
    return {one.id: attrs.evolve(one, breakdowns=(table,)) for one in found}
