"""The educational environment of a child, school age or before kindergarten, with the arithmetic and the policy."""

from __future__ import annotations

from datetime import date

from iepkit.placement.answers import EnvironmentAnswer
from iepkit.placement.early_childhood import early_childhood
from iepkit.placement.groups import Table, table_for
from iepkit.placement.policies import DEFAULT, PlacementPolicy
from iepkit.placement.school_age import school_age
from iepkit.records import BellSchedule, Iep, Student

__all__ = ["environment"]


def __dir__() -> list[str]:
    return __all__


def environment(
    iep: Iep,
    student: Student | None = None,
    *,
    schedule: BellSchedule | None = None,
    on: date | None = None,
    policy: PlacementPolicy = DEFAULT,
) -> EnvironmentAnswer:
    """The educational environment that an IEP's services, schedule and setting make, in the terms of the federal count.

    `schedule` is the bell schedule of the week where the placement does not hold it. `on` is the day for which it is
    asked, such as that of the count; without it the day on which the placement or the IEP starts. The answer has the
    `environment`, the `percent` of the school week inside the regular class (exact, 0 to 100) with its `numerator` and
    `denominator` in minutes, the `policy`, the arithmetic in `lines`, and what is `unknown`. Nothing raises.

    Sources: IDEA section 618, Part B child count and educational environments; EDFacts FS002 and FS089;
    34 CFR 300.114 to 300.116.

    >>> from iepkit.records import Placement, Service
    >>> from iepkit.vocabulary import Location, Period
    >>> reading = Service(minutes=90, times=1, per=Period.DAY, location=Location.RESOURCE_ROOM)
    >>> iep = Iep(services=(reading,), placement=Placement(minutes_school_week=1950, days_school_week=5))
    >>> answer = environment(iep, Student(id="7", grade="4"))
    >>> print(answer.explain())
    School week: 1950 minutes as the placement states, by: the whole school day, lunch and recess included
    services[0]: 90 minutes outside in the resource-room, once a day on 5 school days: 450 minutes a week
    Outside the regular class: 450 minutes a week
    Inside the regular class: 1500 of 1950 minutes, 76.92 percent
    Environment: regular-class-40-to-79
    """
    placed = iep.placement.start if iep.placement else None
    day = on or placed or iep.start
    table, unknown = table_for(student, iep, day, policy)
    if table is None:
        stated = iep.placement.environment if iep.placement else None
        return EnvironmentAnswer(None, policy, stated=stated, unknown=(unknown,))
    if table is Table.EARLY_CHILDHOOD:
        return early_childhood(iep, on=on, policy=policy)
    return school_age(iep, student, schedule=schedule, on=on, policy=policy)
