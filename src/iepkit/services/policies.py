"""Service policies: what the law leaves open about minutes, as named choices, each with its default and its source."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

import attrs

from iepkit.citations import Authority, Citation, Grade
from iepkit.errors import UnknownName, WrongType
from iepkit.vocabulary import MissedReason

__all__ = ["DEFAULT", "EXCUSED_BY", "SOURCES", "ServicePolicy", "describe"]


def __dir__() -> list[str]:
    return __all__


def _guidance(text: str, source: str) -> Citation:
    return Citation(text, Authority.FEDERAL, Grade.SECONDARY, source=source)


SOURCES: dict[str, Citation] = {
    "balkman": _guidance(
        "OSEP Letter to Balkman, 23 IDELR 646 (1995)",
        "http://www.parentingnh.com/September-2015/When-does-a-school-have-to-make-up-missed-services/",
    ),
    "clarke": _guidance(
        "OSEP Letter to Clarke, 48 IDELR 77 (2007)",
        "https://inte.asha.org/advocacy/idea/idea-part-b-issue-brief-missed-sessions",
    ),
    "pergament": _guidance(
        "OSEP Letter to Pergament (20 December 2013)",
        "https://sites.ed.gov/idea/idea-files/policy-letter-december-20-2013-to-deborah-pergament/",
    ),
    "kane": _guidance(
        "OSEP Letter to Kane (18 April 2018)", "https://sites.ed.gov/idea/files/letter-to-letter-to-kane-4-18-18.pdf"
    ),
    "van-duyn": _guidance(
        "Van Duyn v. Baker School District 5J, 502 F.3d 811 (9th Cir. 2007)",
        "http://www.ecases.us/case/ca9/c3715679/van-duyn-v-baker-school-district",
    ),
    "reid": _guidance(
        "Reid v. District of Columbia, 401 F.3d 516 (D.C. Cir. 2005)",
        "https://case-law.vlex.com/vid/reid-ex-rel-reid-888915655",
    ),
    "three-to-one": Citation(
        "3:1 service delivery model (Portland, Oregon, from 2001)",
        Authority.DISTRICT,
        Grade.SECONDARY,
        source="http://www.omnie.org/workload/CW11.htm",
    ),
    "partial-day": Citation("34 CFR 300.11(c)(1)"),
    "in-accordance": Citation("34 CFR 300.323(c)(2)"),
}
"""What was read about each question. Letters and pages are secondary: excerpts and reports of them were read."""


def _choice(words: str, *choices: str, source: str = "") -> Any:
    """A field that takes one of several words, the default first."""

    def check(_: object, attribute: attrs.Attribute[str], chosen: str) -> None:
        if chosen not in choices:
            raise UnknownName(f"choice for the policy {attribute.name}", chosen, choices)

    metadata = {"words": words, "choices": choices, "source": source}
    return attrs.field(default=choices[0], validator=check, metadata=metadata)


def _positive(_: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    if value is not None and not (isinstance(value, int | Fraction) and value > 0):
        raise WrongType(attribute.name, "a whole number or a fraction above zero, or None")


def _number(words: str) -> Any:
    """A number that no law has: there is none unless the caller gives it."""
    return attrs.field(default=None, validator=_positive, metadata={"words": words, "choices": (), "source": ""})


@attrs.frozen(kw_only=True, cache_hash=True)
class ServicePolicy:
    """The choice made under every policy on minutes; an answer shows the ones that it used.

    IDEA says that services are given in accordance with the IEP (34 CFR 300.323(c)(2)), and has no rule on short
    weeks, missed sessions or averages. What is a number here is given by the caller or not there at all.
    Raises `UnknownName` for a choice that a policy does not have, `WrongType` for a number that cannot be meant.

    >>> ServicePolicy(short_weeks="prorated").short_weeks
    'prorated'
    >>> ServicePolicy(weeks_in_year=36).weeks_in_year
    36
    """

    short_weeks: str = _choice(
        "what a week, month or cycle with fewer school days than usual promises: the whole amount, a share by school"
        " days, nothing below `least_days`, or only the sessions whose day of the week is a school day",
        "whole",
        "prorated",
        "none-below",
        "as-scheduled",
        source="in-accordance",
    )
    least_days: int | None = _number("the fewest school days with which a week still promises anything")
    cut_periods: str = _choice(
        "what of a week or month counts in which a service begins or ends for good, or a span begins or ends: the share"
        " of its school days, the whole amount, or nothing",
        "by-school-days",
        "whole",
        "none",
    )
    closures: str = _choice(
        "whether a day on which school closed for weather or an emergency promises nothing, or what it would have",
        "not-promised",
        "promised",
        source="pergament",
    )
    testing_days: str = _choice(
        "whether a school day of testing promises what other school days do", "promised", "not-promised", source="kane"
    )
    partial_days: str = _choice(
        "whether a part of a school day counts as a whole one, as half a day, or not at all",
        "whole",
        "half",
        "none",
        source="partial-day",
    )
    year_is: str = _choice(
        "whether an amount per year is for the school year, or for the time from the first to the last day of the"
        " service",
        "school-year",
        "service-year",
    )
    rotation_from: str = _choice(
        "whether the weeks of a 3:1 model are counted from the first week of the school year or of the service; weeks"
        " without school are not counted",
        "school-year",
        "service-start",
        source="three-to-one",
    )
    excused: str = _choice(
        "which missed sessions are kept apart as excused: those for an absence of the child that was not the"
        " school's doing, those for school activities, testing and closures too, or none",
        "child-absent",
        "child-and-school",
        "none",
        source="balkman",
    )
    unrecorded_minutes: str = _choice(
        "whether a session that was given, and whose minutes are not recorded, counts with the length that the IEP"
        " states, or as undocumented",
        "as-stated",
        "undocumented",
    )
    same_day: str = _choice(
        "whether records of one service on one day that are equal, and have no time of day, are one session (as many"
        " as the IEP has on a day, where it is stated per day) or several",
        "one-session",
        "several",
    )
    netting: str = _choice(
        "whether time beyond what one period promises is kept apart, or fills what another period lacks",
        "by-period",
        "over-all",
    )
    material: Fraction | None = attrs.field(
        default=None,
        validator=_positive,
        metadata={
            "words": "the share of the promised time from which a gap is shown as material; the law has no number",
            "choices": (),
            "source": "van-duyn",
        },
    )
    days_in_week: int | None = _number("school days in a week, where no calendar is at hand")
    weeks_in_month: Fraction | int | None = attrs.field(
        default=None,
        validator=_positive,
        metadata={"words": "weeks in a month, where no calendar is at hand", "choices": (), "source": ""},
    )
    weeks_in_year: int | None = _number("school weeks in a year, where no calendar is at hand")
    days_in_year: int | None = _number("school days in a year, where no calendar is at hand")
    months_in_year: int | None = _number("school months in a year, where no calendar is at hand")
    marking_periods_in_year: int | None = _number("marking periods in a year, where no calendar is at hand")

    def __attrs_post_init__(self) -> None:
        if self.short_weeks == "none-below" and self.least_days is None:
            raise WrongType("least_days", "a number of days, which the choice none-below needs")

    def used(self, *names: str) -> tuple[str, ...]:
        """The named choices in words for people, each with its source where it has one."""
        return tuple(_said(name, getattr(self, name)) for name in names)


DEFAULT = ServicePolicy()

EXCUSED_BY: dict[str, frozenset[MissedReason]] = {
    "none": frozenset(),
    "child-absent": frozenset({MissedReason.CHILD_ABSENT}),
    "child-and-school": frozenset(
        {
            MissedReason.CHILD_ABSENT,
            MissedReason.SCHOOL_ACTIVITY,
            MissedReason.TESTING,
            MissedReason.SCHOOL_CLOSED,
        }
    ),
}
"""For each choice of `excused`, the reasons that excuse."""


def describe(name: str) -> tuple[str, tuple[str, ...], Citation | None]:
    """What a policy decides, its choices with the default first, and what was read about it.

    A policy with a number has no choices, and no number unless one is given. Raises `UnknownName`.

    >>> words, choices, source = describe("excused")
    >>> choices[0], str(source)
    ('child-absent', 'OSEP Letter to Balkman, 23 IDELR 646 (1995) (federal, secondary)')
    """
    fields = attrs.fields_dict(ServicePolicy)
    if name not in fields:
        raise UnknownName("policy", name, fields)
    metadata = fields[name].metadata
    return metadata["words"], metadata["choices"], SOURCES.get(metadata["source"])


@cache
def _said(name: str, chosen: object) -> str:
    source = describe(name)[2]
    return f"Policy {name}: {chosen}" + (f" (see {source.text})." if source else ".")
