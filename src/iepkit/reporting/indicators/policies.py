"""The year of an indicator, and the choices that change its numbers where the law or the instructions leave one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

import attrs

from iepkit.errors import WrongType

__all__ = ["DEFAULT", "Exceptions", "IndicatorPolicy", "Year", "year_of"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Year:
    """The days of a federal fiscal year as indicators use it: July 1 to June 30."""

    first: date
    last: date

    def __contains__(self, day: date | None) -> bool:
        """Whether a day is in the year; no day is not."""
        return day is not None and self.first <= day <= self.last


def year_of(ffy: int) -> Year:
    """The days of a federal fiscal year.

    >>> year_of(2024).first, year_of(2024).last, date(2025, 6, 30) in year_of(2024)
    (datetime.date(2024, 7, 1), datetime.date(2025, 6, 30), True)
    """
    return Year(date(ffy, 7, 1), date(ffy + 1, 6, 30))


class Exceptions(StrEnum):
    """Where a child stands in Indicator 11 to whom an exception of 34 CFR 300.301(d) applies.

    The instructions to the indicator, as recalled, leave such children out of both numbers; they were not read
    (unverified). A State whose own rules have exceptions counts those in time, as the clock does.
    """

    IN_NEITHER = "in neither number"
    IN_TIME = "in both numbers, as evaluated in time"


_MOST = 21  # nobody is older than that in Part B of most States


def _kept(given: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({**given})


@attrs.frozen(kw_only=True)
class IndicatorPolicy:
    """The choices, each with its default.

    - `exceptions`: see `Exceptions`.
    - `transition_age`: the age in whole years from which Indicator 13 counts. Federal law says 16; a State that begins
      sooner may count from there.
    - `transition_day`: the day on which youth have to be of that age and have an IEP in effect; without one, the last
      day of the federal fiscal year. The law names none.
    - `reasons`: why an evaluation or an IEP was late, by the id of the case, in the State's words; without them what
      the file tells. The words go into the breakdown as they are: nothing of the child belongs in them.

    >>> IndicatorPolicy(transition_age=14).exceptions.value
    'in neither number'
    """

    exceptions: Exceptions = Exceptions.IN_NEITHER
    transition_age: int = 16
    transition_day: date | None = None
    reasons: Mapping[str, str] = attrs.field(factory=dict, converter=_kept, repr=False)

    def __attrs_post_init__(self) -> None:
        if type(self.transition_age) is not int or not 0 < self.transition_age <= _MOST:
            raise WrongType("transition_age", f"an age in whole years, 1 to {_MOST}")


DEFAULT = IndicatorPolicy()
"""The policy that is used where none is given."""
