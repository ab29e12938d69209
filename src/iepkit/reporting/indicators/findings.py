"""Indicator 18: findings of noncompliance that were corrected within a year of the State's written notification."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from iepkit.days import add_months, to_date, to_day
from iepkit.errors import expect
from iepkit.reporting.indicators.policies import year_of
from iepkit.reporting.indicators.tallies import Tally, late_by
from iepkit.reporting.indicators.values import Indicator

__all__ = ["NoncomplianceFinding", "from_findings"]


def __dir__() -> list[str]:
    return __all__


_YEAR = 12  # months
_LEAP = ("feb-28", "mar-1")


@attrs.frozen
class NoncomplianceFinding:
    """A finding that the State issued: the day of its written notification, and that of the verified correction.

    `corrected` is `None` as long as it is not. `id` is for who wants to find it again.

    >>> NoncomplianceFinding(date(2023, 9, 1), date(2024, 9, 1)).corrected
    datetime.date(2024, 9, 1)
    """

    issued: date
    corrected: date | None = None
    id: str = attrs.field(default="", repr=False)

    def __attrs_post_init__(self) -> None:
        expect("issued", self.issued, date)
        expect("corrected", self.corrected, date, optional=True)


def from_findings(findings: Iterable[NoncomplianceFinding], *, ffy: int, as_of: date) -> Indicator:
    """Indicator 18 of a federal fiscal year, from the findings issued in the one before.

    One year after the notification is in time, the day after is not (34 CFR 300.600(e)). A finding of 29 February
    has its year on 28 February for sure and after 1 March no more; on the days between it is in doubt, since the law
    does not say. What is not corrected is late once its year is over on the as-of day, and in doubt before.
    Raises `UnknownName` before FFY 2023, which does not have the indicator.

    >>> corrected = NoncomplianceFinding(date(2023, 9, 1), date(2024, 9, 1))
    >>> print(from_findings([corrected], ffy=2024, as_of=date(2026, 2, 1)))
    18 (FFY 2024): 1 of 1 findings, 100.00%, target 100%
    """
    year, tally, late = year_of(ffy - 1), Tally(), list[tuple[str, int]]()
    for one in findings:
        sure, most = (to_date(add_months(to_day(one.issued), _YEAR, leap_day_to=leap)) for leap in _LEAP)
        done = one.corrected if one.corrected is not None and one.corrected <= as_of else None
        if one.issued not in year:
            tally.out(one.id, "The finding was issued in another year.")
        elif done is not None and done < one.issued:
            tally.open(one.id, "The correction is earlier than the finding.", "the two days")
        elif done is not None and done <= sure:
            tally.yes(one.id)
        elif done is not None and done <= most:
            tally.open(one.id, "The finding was issued on 29 February.", "when the State takes its year to be over")
        elif done is None and as_of <= most:
            tally.open(one.id, "The finding is not corrected, and its year is not over.", "its correction, or time")
        else:
            tally.no(one.id)
            if done is not None:
                late.append((one.id, (done - sure).days))
    return tally.indicator("18", ffy, [late_by("Days beyond the year", late)] * bool(late))
