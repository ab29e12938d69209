"""Federal and State holidays from the `holidays` package (extra `holidays`); the only file that imports it."""

from __future__ import annotations

from iepkit.calendars.school import Holiday
from iepkit.citations import Authority
from iepkit.errors import MissingExtra, UnknownName

__all__ = ["public_holidays"]


def __dir__() -> list[str]:
    return __all__


def public_holidays(state: str, first_year: int, last_year: int) -> tuple[Holiday, ...]:
    """The Federal holidays and the public holidays of a State, for the years from first to last, in order.

    The package is a secondary source: a State's own list of legal holidays decides.
    Raises `MissingExtra` without the extra `holidays`, and `UnknownName` for a State that the package does not know.

    >>> [holiday.name for holiday in public_holidays("WA", 2026, 2026)][:2]
    ["New Year's Day", 'Martin Luther King Jr. Day']
    """
    try:
        from holidays import country_holidays
    except ImportError as error:
        raise MissingExtra("holidays", "the list of Federal and State holidays") from error

    years = range(first_year, last_year + 1)
    federal = country_holidays("US", years=years)
    if state not in federal.subdivisions:
        raise UnknownName("State", state, federal.subdivisions)
    both = {**country_holidays("US", subdiv=state, years=years), **federal}
    authority = {True: Authority.FEDERAL, False: Authority.STATE}
    return tuple(Holiday(on, name, authority[on in federal]) for on, name in sorted(both.items()))
