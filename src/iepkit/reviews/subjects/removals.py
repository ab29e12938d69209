"""Removals for conduct: what makes one a change of placement, an interim setting and who chose it, services meanwhile.

How long a removal may last, and from which day services are due, is for the clocks (34 CFR 300.530 to 300.536).
Which unique circumstances were considered is never asked (300.530(a)).
"""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.findings import Severity
from iepkit.records import BehaviorIncident, Offense, Removal
from iepkit.reviews.conduct import (
    DURING,
    changes_placement,
    consecutive,
    determination_of,
    incident_of,
    incidents,
    is_interim,
    recorded,
    removals,
)
from iepkit.reviews.context import Context
from iepkit.reviews.registry import Flaw, rule
from iepkit.vocabulary import RemovalKind

__all__ = ["change_of_placement", "crime", "services", "setting", "special_circumstances", "who_decides"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("discipline",)
_TEN = 10  # school days, 34 CFR 300.530(b)(1), 300.536(a)
_BY_OFFICER = RemovalKind.INTERIM_SETTING_BY_HEARING_OFFICER


# -- special circumstances and the interim setting ---------------------------------------------------------------------


_TERMS = {
    Offense.WEAPON: ("34 CFR 300.530(i)(4)", "whether it was a dangerous weapon"),
    Offense.DRUGS: ("34 CFR 300.530(i)(2)", "whether an illegal drug was knowingly held or used, or one was sold"),
    Offense.SERIOUS_BODILY_INJURY: ("34 CFR 300.530(i)(3)", "whether the injury was a serious one by its definition"),
}
_NO_TERM = "The child is in an interim setting for long, and the conduct was none of the three special circumstances."


@rule(
    "DI521",
    "special-circ",
    "Interim setting for special circumstances",
    citation="34 CFR 300.530(g)",
    applies="to a removal to an interim setting by school personnel, where the file holds the conduct",
    says=(
        "Whatever the determination, school personnel may use an interim setting for a dangerous weapon, illegal drugs "
        "or serious bodily injury, at school, on its premises or at a school function."
    ),
    settle="Check the conduct and where it was, and record the determination or the agreement on another placement.",
    groups=_GROUPS,
    since="0.3",
)
def special_circumstances(context: Context) -> Iterator[Flaw]:
    """The interim settings that neither special circumstances nor anything else allows, or are not known to."""
    for path, removal in removals(context):
        if removal.kind is not RemovalKind.INTERIM_SETTING:
            continue
        where, conduct = incident_of(context, removal) or ("", BehaviorIncident())
        offense = conduct.offense
        if offense is None:
            continue
        if offense is Offense.OTHER or False in (conduct.at_school, conduct.meets_definition):
            yield from _without_circumstances(context, path, removal)
        elif recorded(conduct, "at_school", "meets_definition"):
            yield from _unsettled(where, conduct, offense)


def _unsettled(where: str, conduct: BehaviorIncident, offense: Offense) -> Iterator[Flaw]:
    """What the file leaves open of the terms of special circumstances."""
    if conduct.at_school is None:
        words = "The file does not say whether it was at school, on school premises or at a school function."
        yield Flaw(f"{where}.at_school", words, Severity.UNKNOWN)
    if conduct.meets_definition is None:
        citation, asked = _TERMS[offense]
        yield Flaw(f"{where}.meets_definition", f"The file does not say {asked}.", Severity.UNKNOWN, citation)


def _without_circumstances(context: Context, path: str, removal: Removal) -> Iterator[Flaw]:
    """A long interim setting needs conduct that was no manifestation, or an agreement; a short one needs neither."""
    if not changes_placement(removal):
        return
    found = determination_of(context, removal)
    one = found[1] if found else None
    if one is not None and (one.manifestation is False or one.placement_change_agreed):
        return  # 34 CFR 300.530(c), (f)(2)
    if one is not None and one.manifestation:
        yield Flaw(f"{path}.kind", _NO_TERM)
    else:
        words = f"{_NO_TERM[:-1]}; the file holds no outcome of a determination that would allow it."
        yield Flaw(f"{path}.kind", words, Severity.UNKNOWN)


@rule(
    "DI522",
    "iaes-who",
    "Interim setting chosen by the IEP Team",
    citation="34 CFR 300.531",
    applies="to a removal that is a change of placement or to an interim setting, but by a hearing officer's order",
    says="The IEP Team determines the interim setting for services.",
    settle="Record who chose the setting, or let the IEP Team choose it.",
    groups=_GROUPS,
    since="0.3",
)
def setting(context: Context) -> Iterator[Flaw]:
    """The interim settings that somebody else chose, or that the file does not say who did."""
    for path, removal in removals(context):
        interim = removal.kind is RemovalKind.INTERIM_SETTING
        if removal.kind is _BY_OFFICER or not (interim or changes_placement(removal)):
            continue
        where = f"{path}.setting_chosen_by_team"
        if removal.setting_chosen_by_team is False:
            yield Flaw(where, "The setting was not chosen by the IEP Team.")
        elif removal.setting_chosen_by_team is None and interim and recorded(removal, *DURING):
            yield Flaw(where, "The file does not say whether the IEP Team chose the interim setting.", Severity.UNKNOWN)


# -- services during a removal -----------------------------------------------------------------------------------------


_SERVICES = {
    "services_continue": (
        "34 CFR 300.530(d)(1)(i)",
        "The child has no services with which to go on taking part in the general curriculum.",
        "whether services let the child go on taking part in the general curriculum",
    ),
    "goals_continue": (
        "34 CFR 300.530(d)(1)(i)",
        "The child has no services with which to go on toward the goals of the IEP.",
        "whether services let the child go on toward the goals of the IEP",
    ),
    "services_chosen_by_team": (
        "34 CFR 300.530(d)(5)",
        "The services during the removal were not determined by the IEP Team.",
        "whether the IEP Team determined the services during the removal",
    ),
}


@rule(
    "DI531",
    "removal-services",
    "Services during a long removal",
    citation="34 CFR 300.530(d)(1)(i)",
    applies="to a removal that is a change of placement or to an interim setting",
    says=(
        "The child has services that let it take part in the general curriculum and go on toward its goals, "
        "as the IEP Team determines them."
    ),
    settle="Provide the services that the IEP Team determines, and record them.",
    groups=_GROUPS,
    since="0.3",
)
def services(context: Context) -> Iterator[Flaw]:
    """The services that a child does not have, also where the conduct was no manifestation."""
    for path, removal in removals(context):
        if not is_interim(removal) and not changes_placement(removal):
            continue
        ordered = removal.kind is _BY_OFFICER  # 300.530(d)(1) speaks of removals by school personnel, and FAPE goes on
        for field, (stated, lacking, asked) in _SERVICES.items():
            given, citation = getattr(removal, field), "34 CFR 300.101(a)" if ordered else stated
            if ordered and field == "services_chosen_by_team":
                continue
            by_team = field == "services_chosen_by_team" and not changes_placement(removal)
            if by_team and removal.school_days is not None:
                continue  # the team determines them where the placement changes (300.530(d)(5))
            if given is False:
                yield Flaw(f"{path}.{field}", lacking, Severity.UNKNOWN if by_team else None, citation)
            elif given is None and recorded(removal, *DURING):
                yield Flaw(f"{path}.{field}", f"The file does not say {asked}.", Severity.UNKNOWN, citation)


# -- change of placement -----------------------------------------------------------------------------------------------


_FACTORS = {
    "length_considered": "the length of each removal",
    "total_considered": "the total of the time",
    "proximity_considered": "how near the removals are to one another",
}
_WEIGHED = ("similar_behavior", "decided_individually", *_FACTORS)


@rule(
    "DI541",
    "cop-test",
    "What makes removals a change of placement",
    citation="34 CFR 300.536(a)",
    applies="to a removal of more than ten school days in a row, and to one with a decision on a pattern",
    says=(
        "More than ten school days in a row are a change of placement; so is a series of more than ten in the school "
        "year for substantially similar behavior that is a pattern by length, total and proximity."
    ),
    settle="Check the decision and what it rests on.",
    groups=_GROUPS,
    since="0.3",
)
def change_of_placement(context: Context) -> Iterator[Flaw]:
    """The decisions that do not agree with the test, and those whose grounds are recorded in part."""
    for path, removal in removals(context):
        if consecutive(removal) and removal.change_of_placement is False:
            words = (
                "The removal is for more than ten school days in a row, and the file says that it changed no placement."
            )
            yield Flaw(f"{path}.change_of_placement", words, citation="34 CFR 300.536(a)(1)")
        if removal.pattern:
            yield from _against_the_test(context, path, removal)
        if removal.pattern is not None and recorded(removal, *_WEIGHED):
            yield from _not_told(path, removal)


def _against_the_test(context: Context, path: str, removal: Removal) -> Iterator[Flaw]:
    where = f"{path}.pattern"
    if removal.similar_behavior is False:
        words = "The removals are called a pattern, and the file says that the behavior was not substantially similar."
        yield Flaw(where, words, Severity.CONFLICT, "34 CFR 300.536(a)(2)(ii)")
    days = [row.school_days for _, row in removals(context)]
    known = [number for number in days if number is not None]
    if len(known) == len(days) and sum(known) <= _TEN:
        words = "The removals are called a pattern, and all of the file together are not more than ten school days."
        # a child who came from another school may have been removed there, in the same school year
        came = bool(context.known.days("transferred-in"))
        yield Flaw(where, words, Severity.UNKNOWN if came else Severity.CONFLICT, "34 CFR 300.536(a)(2)(i)")
    if {getattr(removal, field) for field in _FACTORS} == {False}:
        words = "The removals are called a pattern, and neither length nor total nor proximity was considered."
        yield Flaw(where, words, citation="34 CFR 300.536(a)(2)(iii)")


def _not_told(path: str, removal: Removal) -> Iterator[Flaw]:
    if removal.similar_behavior is None:
        words = "The file does not say whether the behavior was substantially similar."
        yield Flaw(f"{path}.similar_behavior", words, Severity.UNKNOWN, "34 CFR 300.536(a)(2)(ii)")
    for field, factor in _FACTORS.items():
        if getattr(removal, field) is None and removal.similar_behavior is not False:
            words = f"The file does not say whether the agency considered {factor}."
            yield Flaw(f"{path}.{field}", words, Severity.UNKNOWN, "34 CFR 300.536(a)(2)(iii)")


@rule(
    "DI542",
    "cop-who",
    "Decision on a pattern case by case",
    citation="34 CFR 300.536(b)(1)",
    applies="to a removal with a decision on a pattern of which the file holds the grounds",
    says="The agency decides on a case-by-case basis whether removals are a pattern that is a change of placement.",
    settle="Decide on the child's own case, and record that.",
    groups=_GROUPS,
    since="0.3",
)
def who_decides(context: Context) -> Iterator[Flaw]:
    """The patterns that were decided by a general rule, or are not known not to be."""
    for path, removal in removals(context):
        if removal.pattern is None:
            continue
        where = f"{path}.decided_individually"
        if removal.decided_individually is False:
            yield Flaw(where, "Whether the removals are a pattern was not decided on the child's own case.")
        elif removal.decided_individually is None and recorded(removal, *_WEIGHED):
            words = "The file does not say whether the pattern was decided on the child's own case."
            yield Flaw(where, words, Severity.UNKNOWN)


# -- crimes ------------------------------------------------------------------------------------------------------------


@rule(
    "DI551",
    "crime-records",
    "Records sent to whom a crime was reported",
    citation="34 CFR 300.535(b)(1)",
    applies="to conduct that the agency reported as a crime",
    says="As far as FERPA permits, copies of the special education and disciplinary records go along with the report.",
    settle="Send the copies as far as FERPA permits, or record that it does not.",
    groups=_GROUPS,
    since="0.3",
)
def crime(context: Context) -> Iterator[Flaw]:
    """The records that were not sent though they may be, or were sent though they may not."""
    for path, conduct in incidents(context):
        if not conduct.reported_as_crime:
            continue
        where, sent, permitted = f"{path}.records_sent", conduct.records_sent, conduct.records_permitted
        if sent is False and permitted:
            yield Flaw(where, "The crime was reported, and copies of the records were not sent, which FERPA permits.")
        elif sent and permitted is False:
            yield Flaw(where, "Copies of the records were sent, which FERPA does not permit.", citation=_AS_PERMITTED)
        elif sent is False and permitted is None:
            words = "Copies of the records were not sent; whether FERPA permits that the file does not say."
            yield Flaw(where, words, Severity.UNKNOWN, _AS_PERMITTED)
        elif sent is None and permitted is not False:
            words = "The crime was reported; the file does not say whether copies of the records were sent."
            yield Flaw(where, words, Severity.UNKNOWN)


_AS_PERMITTED = "34 CFR 300.535(b)(2)"
