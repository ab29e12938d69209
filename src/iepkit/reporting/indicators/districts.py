"""Indicators of districts: 4A, 4B, 9, 10. First a number that stands out; for three of them then a review decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from iepkit.equity import CATEGORIES, Group, Ratio, Subject
from iepkit.errors import InvalidDocument, Problem, UnknownName
from iepkit.reporting.indicators.tallies import Tally
from iepkit.reporting.indicators.values import Indicator

__all__ = ["CATEGORIES_OF", "District", "districts_of", "from_districts"]


def __dir__() -> list[str]:
    return __all__


CATEGORIES_OF: Mapping[str, tuple[str, ...]] = {
    "4B": ("di-oss-gt10",),
    "9": ("id-all",),
    "10": tuple(name for name, one in CATEGORIES.items() if one.subject is Subject.IDENTIFICATION and one.disability),
}
"""The categories of `equity` whose ratios can be the first step of an indicator, where a State uses risk ratios.

How a State measures is its own choice. The ages differ: `equity` counts from 3 on, 9 and 10 from kindergarten, so the
counts behind the ratios have to be those of the indicator.
"""

_ONE_STEP, _STEPS = "4A", ("4A", "4B", "9", "10")
_SMALL = "The district does not meet the State's minimum cell or n-size for any group."
_REVIEW = "the outcome of the State's review of policies, procedures and practices"


@attrs.frozen
class District:
    """A district in one indicator of equity.

    `measured`: it meets the State's minimum for at least one group. `flagged`: its number stands out, as the State
    defines it. `reviewed`: the review found that its practices are not compliant (4B), or that children were
    identified wrongly (9, 10). `None` is not known.

    >>> District("North", measured=True, flagged=True).reviewed is None
    True
    """

    name: str
    measured: bool | None = attrs.field(kw_only=True)
    flagged: bool | None = attrs.field(kw_only=True)
    reviewed: bool | None = attrs.field(default=None, kw_only=True)

    @classmethod
    def of(cls, name: str, ratios: Iterable[Ratio], *, reviewed: bool | None = None) -> District:
        """The district by its ratios: measured where there is any, flagged where any is over the threshold.

        >>> from iepkit.equity import Count, Standard, ratio_of
        >>> state = Standard("2.5", cell=10, n=30)
        >>> over = ratio_of(Count(24, 120), Count(30, 600), standard=state)
        >>> District.of("North", [over])
        District(name='North', measured=True, flagged=True, reviewed=None)
        """
        told = list(ratios)
        unknown = any(one.exceeds is None for one in told)
        measured = True if any(one.value is not None for one in told) else None if unknown else False
        flagged = True if any(one.exceeds for one in told) else None if unknown else False
        return cls(name, measured=measured, flagged=flagged, reviewed=reviewed)


def districts_of(
    name: str, ratios: Mapping[tuple[str, str, Group], Ratio], reviewed: Mapping[str, bool | None]
) -> list[District]:
    """The districts of `4B`, `9` or `10` from the ratios of `equity.Counts.ratios` and the outcomes of reviews.

    `reviewed` is by district; one that is not named has no known outcome, which matters only where its number stands
    out. Raises `UnknownName` for another indicator: 4A is of all children with IEPs and not of groups.

    >>> from iepkit.equity import Standard, Standards, read_csv
    >>> counts = read_csv('''district,category,group,outcome,total
    ... North,id-all,black-or-african-american,24,120
    ... North,id-all,white,30,600''')
    >>> ratios = counts.ratios(Standards(Standard("2.5", cell=10, n=30)))
    >>> print(from_districts("9", districts_of("9", ratios, {"North": False}), ffy=2024))
    9 (FFY 2024): 0 of 1 districts, 0.00%, target 0%
    """
    if name not in CATEGORIES_OF:
        raise UnknownName("indicator of groups", name, CATEGORIES_OF)
    told: dict[str, list[Ratio]] = {}
    for (district, category, _), ratio in ratios.items():
        if category in CATEGORIES_OF[name]:
            told.setdefault(district, []).append(ratio)
    return [District.of(each, told[each], reviewed=reviewed.get(each)) for each in sorted(told)]


def from_districts(name: str, districts: Sequence[District], *, ffy: int) -> Indicator:
    """`4A`, `4B`, `9` or `10` from districts. For the last three a number that stands out is never enough.

    A district whose number stands out, without the outcome of the review, is in doubt and in neither number.
    Raises `UnknownName` for another indicator, and `InvalidDocument` where a district is there twice.

    >>> north, south = (District(name, measured=True, flagged=True) for name in ("North", "South"))
    >>> found = from_districts("4B", [north, attrs.evolve(south, reviewed=True)], ffy=2024)
    >>> found.numerator, found.denominator, len(found.doubts)
    (1, 1, 1)
    """
    if name not in _STEPS:
        raise UnknownName("indicator of districts", name, _STEPS)
    first: dict[str, int] = {}
    again = [at for at, one in enumerate(districts) if first.setdefault(one.name, at) != at]
    if again:
        raise InvalidDocument([Problem(f"$[{at}].name", "the district is there twice") for at in again])
    tally = Tally()
    for one in districts:
        _put(one, tally, two_steps=name != _ONE_STEP)
    return tally.indicator(name, ffy)


def _put(one: District, tally: Tally, *, two_steps: bool) -> None:
    if one.measured is False:
        tally.out(one.name, _SMALL)
    elif one.measured is None:
        tally.open(one.name, "Whether the district meets the State's minimum is not known.", "the counts of the State")
    elif one.flagged is False or (two_steps and one.reviewed is False):
        tally.no(one.name)
    elif one.flagged is None:
        tally.open(one.name, "Whether the district's number stands out is not known.", "the counts of the State")
    elif not two_steps or one.reviewed:
        tally.yes(one.name)
    else:
        tally.open(one.name, "The district's number stands out, and no outcome of a review is known.", _REVIEW)
