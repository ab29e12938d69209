"""What a State declares about its count: the day, the ages of developmental delay, its choices; never constants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

import attrs

from iepkit.errors import InvalidDocument, Problem, expect
from iepkit.placement import PlacementPolicy
from iepkit.placement.policies import DEFAULT
from iepkit.vocabulary import Disability

__all__ = ["Catchment", "DeafnessAs", "Evaluated", "Evidence", "FiveWithoutGrade", "LapsedIep", "StateSettings"]


def __dir__() -> list[str]:
    return __all__


_DELAY_AGES = range(3, 10)  # 34 CFR 300.8(b): children aged three through nine, or any subset
_AGES = range(3, 22)


class DeafnessAs(StrEnum):
    """Under which code a child with deafness is counted.

    Section 602(3) of the Act, Ed-Fi and the CEDS indicator put deafness with hearing impairment; the CEDS data
    warehouse and Generate send it to deaf-blindness.
    """

    HEARING_IMPAIRMENT = "HI"
    DEAF_BLINDNESS = "DB"


class Evaluated(StrEnum):
    """How recent the evaluation behind the eligibility has to be.

    Federal law counts children who are eligible and served; it does not take a child out of the count because a
    reevaluation is late (34 CFR 300.641, 300.303). A State that asks for a current one says so.
    """

    ANY_TIME = "found eligible, however long ago"
    WITHIN_THREE_YEARS = "evaluated, or agreed that it is not needed, within three years of the count"


class Evidence(StrEnum):
    """What a file has to show of a child before the child counts.

    The count is of children who receive services (34 CFR 300.641(a)). Many systems hold no consent and no determination
    of long ago: what is silent is then a doubt, and what speaks against the child is a reason in both.
    """

    AS_SERVED = "an IEP in effect on the day, and nothing in the file against the rest"
    EACH_STEP = "each step: found eligible, consent to services, an IEP in effect, services begun"


class LapsedIep(StrEnum):
    """What becomes of a child whose IEP, as the file has it, ended before the count, with no later one."""

    NOT_IN_EFFECT = "not in effect after its last day"
    IN_EFFECT = "in effect until another one takes its place"


class FiveWithoutGrade(StrEnum):
    """Where a child of five is counted whose grade is not known, or is one of which the State has not said."""

    EARLY_CHILDHOOD = "with the young children, as Generate does"
    NOT_COUNTED = "in neither file until the grade is known"


class Catchment(StrEnum):
    """Within which area a child who moved counts as known to be continuing (EDFacts FS009)."""

    DISTRICT = "Districtwide"
    STATE = "Entire state"


def _ages(given: Iterable[int] | None) -> frozenset[int] | None:
    return None if given is None else frozenset(given)


def _grades(given: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({grade.strip().upper(): code for grade, code in given.items()})


@attrs.frozen(kw_only=True)
class StateSettings:
    """The answers of a State that change the numbers; a result carries the ones it was made with.

    - `count_date`: the day of the count, from October 1 to December 1 (34 CFR 300.641(a)).
    - `delay_ages`: the ages at which the State uses developmental delay, some of 3 to 9; `None` is not told.
    - `correctional_ages`: the ages at which a correctional facility is a permitted environment; `None` is all.
    - `disabilities`: the categories that the State uses; `None` is all fourteen.
    - `deafness_as`, `evidence`, `evaluated`, `lapsed_iep`, `five_without_grade`: named policies, told in their classes.
    - `grades`: what the State says of further grades at five, such as `{"TK": "AGE05K"}` or `"AGE05NOTK"`.
    - `without_prekindergarten`: districts that have none; `only_prekindergarten`: schools that have nothing else.
    - `certificates`, `alternate_diploma`: whether a certificate of completion, and an alternate diploma, are bases of
      exit; `None` is not told. `exit_start` and `exit_end`: the reference period, without them July 1 to June 30.
    - `catchment_state`, `catchment_district`: for children who moved, in the rows of the State and of districts.
    - `maximum_age`: the age at which eligibility ends; `minimum_graduation_age` where there is one.
    - `placement`: how the educational environment is worked out.

    Raises `InvalidDocument` where an answer cannot be. The day of the count is required, there is no federal one.

    >>> from datetime import date
    >>> StateSettings(count_date=date(2025, 11, 3), delay_ages=range(3, 6)).first_year
    2025
    >>> StateSettings(count_date=date(2025, 12, 2))
    Traceback (most recent call last):
    iepkit.errors.InvalidDocument: document: 1 problem
      $.count_date: the count is on a day from October 1 to December 1 (34 CFR 300.641(a))
    """

    count_date: date
    delay_ages: frozenset[int] | None = attrs.field(default=None, converter=_ages)
    correctional_ages: frozenset[int] | None = attrs.field(default=None, converter=_ages)
    disabilities: frozenset[Disability] | None = None
    deafness_as: DeafnessAs = DeafnessAs.HEARING_IMPAIRMENT
    evidence: Evidence = Evidence.AS_SERVED
    evaluated: Evaluated = Evaluated.ANY_TIME
    lapsed_iep: LapsedIep = LapsedIep.NOT_IN_EFFECT
    five_without_grade: FiveWithoutGrade = FiveWithoutGrade.EARLY_CHILDHOOD
    grades: Mapping[str, str] = attrs.field(factory=dict, converter=_grades)
    without_prekindergarten: frozenset[str] = attrs.field(default=frozenset(), repr=False)
    only_prekindergarten: frozenset[str] = attrs.field(default=frozenset(), repr=False)
    certificates: bool | None = None
    alternate_diploma: bool | None = None
    exit_start: date | None = None
    exit_end: date | None = None
    catchment_state: Catchment = Catchment.STATE
    catchment_district: Catchment = Catchment.DISTRICT
    maximum_age: int = 21
    minimum_graduation_age: int | None = None
    placement: PlacementPolicy = DEFAULT

    def __attrs_post_init__(self) -> None:
        expect("count_date", self.count_date, date)
        problems = []
        if not (10, 1) <= (self.count_date.month, self.count_date.day) <= (12, 1):
            words = "the count is on a day from October 1 to December 1 (34 CFR 300.641(a))"
            problems.append(Problem("$.count_date", words))
        if self.delay_ages is not None and not self.delay_ages <= {*_DELAY_AGES}:
            words = "developmental delay is for children of 3 to 9 or some of these ages (34 CFR 300.8(b))"
            problems.append(Problem("$.delay_ages", words))
        if self.correctional_ages is not None and not self.correctional_ages <= {*_AGES}:
            problems.append(Problem("$.correctional_ages", "expected ages of 3 to 21"))
        if not {*self.grades.values()} <= {"AGE05K", "AGE05NOTK"}:
            problems.append(Problem("$.grades", "expected AGE05K or AGE05NOTK for each grade"))
        if self.exit_start and self.exit_end and self.exit_end < self.exit_start:
            problems.append(Problem("$.exit_end", "the period of exits ends before it begins"))
        if problems:
            raise InvalidDocument(problems)

    @property
    def first_year(self) -> int:
        """The calendar year of the count; the school year ends in the next one."""
        return self.count_date.year

    @property
    def school_year(self) -> int:
        """The school year of the count, by the year in which it ends."""
        return self.count_date.year + 1

    def uses_delay(self, age: int) -> bool | None:
        """Whether the State uses developmental delay at an age; `None` where it has not told and law would allow it.

        >>> from datetime import date
        >>> StateSettings(count_date=date(2025, 11, 3)).uses_delay(10)
        False
        """
        if age not in _DELAY_AGES:
            return False
        return None if self.delay_ages is None else age in self.delay_ages
