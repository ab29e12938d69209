"""The basis on which a child left special education, with the age and the disability that the exit is counted with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import attrs

from iepkit.reporting.children import Child, Coded, Told
from iepkit.reporting.codes import MISSING, crosswalk
from iepkit.reporting.settings import StateSettings
from iepkit.vocabulary import ExitReason

__all__ = ["Departure", "age_of_exit"]


def __dir__() -> list[str]:
    return __all__


_FOURTEEN = 14  # at this age and later no State may use developmental delay (34 CFR 300.8(b))
_USED = {
    "RC": ("certificates", "certificates are a basis of exit"),
    "GRADALTDPL": ("alternate_diploma", "an alternate diploma is a basis of exit"),
}
"""The bases of exit that only some States use: the setting, and words for it."""


def age_of_exit(born: date, on: date, count_date: date) -> int:
    """The age that an exit is counted with: whole years on the last day of a child count by the day of the exit.

    `count_date` is the State's day of the count; its month and day are used for every year (Generate, FS009).

    >>> age_of_exit(date(2008, 10, 20), date(2025, 9, 1), date(2025, 11, 3))  # the count of 2024
    16
    >>> age_of_exit(date(2008, 10, 20), date(2025, 11, 3), date(2025, 11, 3))
    17
    """
    ahead = (on.month, on.day) < (count_date.month, count_date.day)
    counted = count_date.replace(year=on.year - ahead)
    return counted.year - born.year - ((counted.month, counted.day) < (born.month, born.day))


@attrs.frozen(repr=False)
class Departure:
    """The exit of a child on one day, as the files tell of it; `told` are one or several records of it."""

    child: Child
    told: tuple[Told, ...]
    on: date
    settings: StateSettings

    def __repr__(self) -> str:
        return "<Departure>"

    @property
    def age(self) -> int | None:
        """The age that the exit is counted with; `None` where the birth date is not known."""
        born = self.child.born
        return None if born is None else age_of_exit(born, self.on, self.settings.count_date)

    @property
    def recorded(self) -> set[str]:
        """The reasons that the files give."""
        return {one.event.detail for one in self.told if one.event.detail is not None}

    @property
    def bases(self) -> set[str]:
        """The federal bases of exit that these reasons are; a revoked consent is a return to regular education."""
        codes = crosswalk("exit")
        return {codes[reason] for reason in self.recorded if reason in codes}

    @property
    def not_used(self) -> list[str]:
        """The bases among them that the State has said it does not use."""
        return sorted(basis for basis in self.bases & _USED.keys() if getattr(self.settings, _USED[basis][0]) is False)

    def codes(self) -> Mapping[str, Coded]:
        """The code of each category that is of the exit and not of the child."""
        return {
            "AGEEXITSPED": (MISSING if self.age is None else str(self.age), ()),
            "BASISEXIT": self._basis(),
            "DISABCATIDEAEXIT": self.child.disability_on(self.on, self.settings, self.age or _FOURTEEN),
        }

    def _basis(self) -> Coded:
        bases = self.bases
        basis = next(iter(bases)) if len(bases) == 1 else MISSING
        words = [words for test in _DOUBTS.get(basis, ()) if (words := test(self))]
        code = MISSING if _irregular(self) else basis
        return code, tuple((said, "the basis of the exit") for said in words)


# -- what is not sure about a basis ------------------------------------------------------------------------------------


def _irregular(departure: Departure) -> str:
    rows = {row for one in departure.told for row in one.case.exits if row.on == departure.on}
    if any(row.reason is ExitReason.REGULAR_DIPLOMA and row.diploma_by_definition is False for row in rows):
        return "the diploma is not a regular one by definition (34 CFR 300.102(a)(3)(iv)); the basis is not known"
    return ""


def _too_young(setting: str, words: str) -> Callable[[Departure], str]:
    def told(departure: Departure) -> str:
        age, least = departure.child.age_on(departure.on), getattr(departure.settings, setting)
        return words if age is not None and least is not None and age < least else ""

    return told


def _not_told(basis: str) -> Callable[[Departure], str]:
    setting, words = _USED[basis]

    def told(departure: Departure) -> str:
        return f"the State has not said whether {words}" if getattr(departure.settings, setting) is None else ""

    return told


def _unclear(departure: Departure) -> str:
    return "two bases of exit on one day" if departure.bases else "the file does not say why the child left"


_DOUBTS: dict[str, tuple[Callable[[Departure], str], ...]] = {
    "GHS": (
        _irregular,
        _too_young("minimum_graduation_age", "graduated before the least age in the settings"),
    ),
    "RMA": (_too_young("maximum_age", "reached the maximum age, and is younger than the one in the settings"),),
    "RC": (_not_told("RC"),),
    "GRADALTDPL": (_not_told("GRADALTDPL"),),
    MISSING: (_unclear,),
}
