"""Several years: whether a State must identify a district now, or may still wait (34 CFR 300.647(b)(6) and (d))."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

import attrs

from iepkit.equity.ratios import Ratio
from iepkit.errors import WrongType

__all__ = ["Determination", "Flexibility", "Outcome", "Progress", "YearWithoutRatio", "determine"]


def __dir__() -> list[str]:
    return __all__


Progress = Callable[[Ratio, Ratio], bool | None]
_MOST_PRIOR, _PROGRESS_YEARS = 3, 2  # (d)(1) and (d)(2)


class Outcome(StrEnum):
    """What follows for one group in one category of one district."""

    IDENTIFIED = "identified: the State must find significant disproportionality"
    NOT_OVER = "not identified: the ratio of this year is not over the threshold, or there is none"
    WAITING = "not identified yet: the ratio was not over the threshold in enough prior years one after the other"
    PROGRESS = "not identified yet: the district shows reasonable progress by the State's own standard"
    UNKNOWN = "unknown: a ratio or the State's word on progress is missing"


class YearWithoutRatio(StrEnum):
    """What a prior year does to a run of years in which the rule works out no ratio; the regulation does not say."""

    ENDS_THE_RUN = "it was not over the threshold, and ends the run"
    PASSED_OVER = "it is passed over, as if the year before it came next"
    UNKNOWN = "it leaves the answer unknown"


@attrs.frozen
class Flexibility:
    """Which of the two freedoms of (d) a State uses; without arguments neither, and one year is enough.

    `prior_years` is how many consecutive years before this one the ratio must also have been over, 0 to 3 ((d)(1)).
    States often say "three years" and mean this one and two prior.
    `progress` is the State's standard: a function of the ratio of a year and that of the year before, which says
    whether the district made reasonable progress, `None` where that is not known ((d)(2)). A State that uses it does
    not identify unless the district was over and made no such progress in each of the two prior years.
    (d) joins the two by "and"; that either can be used alone is the reading of the Department's questions and answers
    of March 2017, of which the contents page was read only (unverified). Where both are used both must be met.
    `without_ratio` is what the State makes of a prior year without a ratio.

    >>> Flexibility(prior_years=4)
    Traceback (most recent call last):
    iepkit.errors.WrongType: prior_years: expected a whole number from 0 to 3
    """

    prior_years: int = 0
    progress: Progress | None = None
    without_ratio: YearWithoutRatio = YearWithoutRatio.ENDS_THE_RUN

    def __attrs_post_init__(self) -> None:
        if type(self.prior_years) is not int or not 0 <= self.prior_years <= _MOST_PRIOR:
            raise WrongType("prior_years", "a whole number from 0 to 3")


@attrs.frozen
class Determination:
    """The outcome, with the number of years over the threshold that end with this one.

    `reserves_funds`: the district must set aside the most that section 613(f) allows for comprehensive coordinated
    early intervening services (300.646(d)); never one that serves only children with disabilities ((e)), for which
    the review of policies and the public report of (c) remain. `None` where the outcome is unknown.
    """

    outcome: Outcome
    run: int
    reserves_funds: bool | None


def determine(
    ratios: Mapping[int, Ratio],
    year: int,
    *,
    flexibility: Flexibility | None = None,
    only_children_with_disabilities: bool = False,
) -> Determination:
    """What follows in `year` from the ratios of one district, group and category, by year.

    Years are numbered so that one follows the other. A prior year without a ratio, for whatever reason of the rule,
    does what the State says (`Flexibility.without_ratio`); this year without one is not over. A year that is not
    given, or whose ratio is unknown, leaves the answer unknown where it matters.

    >>> from iepkit.equity import Count, Standard, ratio_of
    >>> over = ratio_of(Count(24, 120), Count(30, 600), standard=Standard("2.5", cell=10, n=30))
    >>> determine({2025: over, 2026: over}, 2026).outcome.name
    'IDENTIFIED'
    >>> determine({2025: over, 2026: over}, 2026, flexibility=Flexibility(prior_years=2)).outcome.name
    'UNKNOWN'
    """
    flexibility = flexibility or Flexibility()
    years = _years(ratios, year, flexibility.without_ratio)
    over = [_over(ratios, one, flexibility.without_ratio, prior=one != year) for one in years]
    run = next((back for back, one in enumerate(over) if not one), len(over))
    outcome = _outcome(over[: flexibility.prior_years + 1])
    if outcome in {Outcome.IDENTIFIED, Outcome.UNKNOWN} and flexibility.progress:
        shown = _progress(ratios, years, over, flexibility.progress)
        outcome = outcome if shown is Outcome.IDENTIFIED else shown
    reserves = None if outcome is Outcome.UNKNOWN else outcome is Outcome.IDENTIFIED
    return Determination(outcome, run, False if only_children_with_disabilities else reserves)


def _years(ratios: Mapping[int, Ratio], year: int, rule: YearWithoutRatio) -> list[int]:
    """This year and the prior ones that are looked at, the last first."""
    years = [year]
    while len(years) <= _MOST_PRIOR:
        before = years[-1] - 1
        while rule is YearWithoutRatio.PASSED_OVER and before in ratios and _none(ratios[before]):
            before -= 1
        years.append(before)
    return years


def _none(ratio: Ratio) -> bool:
    """Whether the rule works out no ratio, which is not the same as one that is unknown."""
    return ratio.value is None and ratio.exceeds is not None


def _over(ratios: Mapping[int, Ratio], year: int, rule: YearWithoutRatio, *, prior: bool) -> bool | None:
    if year not in ratios or (prior and rule is YearWithoutRatio.UNKNOWN and _none(ratios[year])):
        return None
    return ratios[year].exceeds


def _outcome(over: list[bool | None]) -> Outcome:
    """One clear year that was not over settles it, whatever is not known of the others."""
    if over[0] is False:
        return Outcome.NOT_OVER
    if False in over:
        return Outcome.WAITING
    return Outcome.UNKNOWN if None in over else Outcome.IDENTIFIED


def _progress(ratios: Mapping[int, Ratio], years: list[int], over: list[bool | None], made: Progress) -> Outcome:
    """Whether progress keeps the district from being identified, from the two prior years ((d)(2))."""
    unknown = False
    for back in range(1, _PROGRESS_YEARS + 1):
        if over[back] is False:
            return Outcome.WAITING
        this, before = ratios.get(years[back]), ratios.get(years[back + 1])
        shown = made(this, before) if this and before else None
        if shown:
            return Outcome.PROGRESS
        unknown = unknown or shown is None or over[back] is None
    return Outcome.UNKNOWN if unknown else Outcome.IDENTIFIED
