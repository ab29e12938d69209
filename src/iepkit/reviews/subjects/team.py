"""The IEP Team at each of its meetings: who must be there, and for which child (34 CFR 300.321(a), 300.325(a)(2)).

A member who is on the team and did not come is the matter of the rules on excusals. The interpreter of evaluation
results is here in full, since other members may do that.
"""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.findings import Severity
from iepkit.reviews.context import Context
from iepkit.reviews.gatherings import PARENTS, Gathering, Person
from iepkit.reviews.registry import Flaw, rule
from iepkit.reviews.seats import AGENCY, REGULAR, SPECIAL, Seat, authority, interprets, is_initial, three_tests, weight
from iepkit.vocabulary import Role

__all__ = ["agrees", "interpreter", "parent", "private_school", "regular", "representative", "special"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("team",)
_UNKNOWN = Severity.UNKNOWN


def _teams(context: Context) -> Iterator[Gathering]:
    """The meetings of the IEP Team of which the file names the people, and not only the family."""
    return (one for one in context.gatherings if one.names_team)


@rule(
    "TM101",
    "team-parent",
    "Parent on the IEP Team",
    citation="34 CFR 300.321(a)(1)",
    applies="to each meeting of the IEP Team of which the file names the people",
    says="The parents are members of the IEP Team; a student who has their rights takes their place.",
    settle="Record the parent who took part, in person or by other means, or the attempts to bring a parent there.",
    groups=_GROUPS,
    since="0.3",
)
def parent(context: Context) -> Iterator[Flaw]:
    """The teams of which no parent is recorded, neither as there, nor as absent, nor as having been asked."""
    for one in _teams(context):
        if one.parent is None and not one.tried:
            yield Flaw(one.team_path, "The file names the people at the meeting, and no parent is among them.")


def _missing(one: Gathering, seat: Seat) -> Iterator[Flaw]:
    """A seat for which the team has nobody, or only a teacher who is not the child's."""
    heavy = weight(one, seat)
    if heavy is None or one.excused(seat.roles) or seat.listed(one):
        return
    others = [person for person in one.people if person.has(seat.roles)]
    if others:
        words = f"The meeting had no {seat.words}: the file says that this one does not teach the child."
        yield Flaw(f"{others[0].path}.teacher_of_child", words, _UNKNOWN if is_initial(one) else heavy)
        return
    words = f"The team at the meeting had no {seat.words}."
    if heavy is _UNKNOWN:
        words = f"{words} Whether the child is or may be in the regular education environment is not known."
    yield Flaw(one.team_path, words, heavy)


@rule(
    "TM102",
    "team-regular",
    "Regular education teacher on the IEP Team",
    citation=REGULAR.citation,
    applies="to each meeting of the IEP Team of a child who is, or may be, in the regular education environment",
    says="The IEP Team has at least one regular education teacher of such a child.",
    settle="Record the teacher or the excusal; or the placement, if the child is not with nondisabled children.",
    groups=_GROUPS,
    since="0.3",
)
def regular(context: Context) -> Iterator[Flaw]:
    """The teams without a regular education teacher of a child who is in the regular environment."""
    for one in _teams(context):
        yield from _missing(one, REGULAR)


@rule(
    "TM103",
    "team-sped",
    "Special education teacher or provider on the IEP Team",
    citation=SPECIAL.citation,
    applies="to each meeting of the IEP Team of which the file names the people",
    says="The IEP Team has at least one special education teacher of the child or, where appropriate, provider.",
    settle="Record the teacher or provider, or the excusal.",
    groups=_GROUPS,
    since="0.3",
)
def special(context: Context) -> Iterator[Flaw]:
    """The teams without a special education teacher or provider."""
    for one in _teams(context):
        for flaw in _missing(one, SPECIAL):
            place = _related(one)
            if place and flaw.path == one.team_path:
                words = "No special education teacher or provider is named; whether the provider of a related service"
                words = f"{words} gives what State standards count as special education is not known."
                yield Flaw(place, words, _UNKNOWN)
            else:
                yield flaw


def _related(one: Gathering) -> str:
    """The place that tells of the provider of a related service who came or was excused, if one does."""
    provider = one.present(Role.RELATED_SERVICE_PROVIDER)
    if provider:
        return f"{provider[0].path}.roles"
    excused = (at for at, row in enumerate(one.meeting.excusals) if row.role is Role.RELATED_SERVICE_PROVIDER)
    return next((f"{one.path}.excusals[{at}].role" for at in excused), "")


@rule(
    "TM104",
    "team-agency-rep",
    "Representative of the public agency on the IEP Team",
    citation=AGENCY.citation,
    applies="to each meeting of the IEP Team of which the file names the people",
    says=(
        "A representative of the agency can provide or supervise specially designed instruction and knows the "
        "curriculum and the agency's resources; another of its members on the team may be designated."
    ),
    settle="Record who represented the agency, and that the person meets all three tests; or the excusal.",
    groups=_GROUPS,
    since="0.3",
)
def representative(context: Context) -> Iterator[Flaw]:
    """The teams without a representative of the agency, and the representatives who do not meet the three tests."""
    for one in _teams(context):
        able = [person for person in one.people if person.present and authority(person.member)]
        there = one.present(*AGENCY.roles)
        if able and not AGENCY.listed(one) and not one.excused(AGENCY.roles):
            words = "A member meets the tests for a representative of the agency; that one was designated is not said."
            yield Flaw(f"{able[0].path}.roles", words, _UNKNOWN, "34 CFR 300.321(d)")
        elif not there:
            yield from _missing(one, AGENCY)
        elif not any(authority(person.member) for person in there):
            yield from _untested(there)


def _untested(there: list[Person]) -> Iterator[Flaw]:
    """Representatives of whom none is known to meet all three tests: what the file says of the first who may."""
    open_ones = [person for person in there if authority(person.member) is None]
    if open_ones:
        words = "The file does not say whether the representative of the agency meets all three tests."
        tests = list(three_tests(open_ones[0].member))
        left = [(field, cited) for field, cited, said in tests if said is None]
        field, cited = left[0] if len(left) < len(tests) else ("agency_authority", AGENCY.citation)
        yield Flaw(f"{open_ones[0].path}.{field}", words, _UNKNOWN, cited)
        return
    member, path = there[0].member, there[0].path
    failed = [(field, citation) for field, citation, said in three_tests(member) if said is False]
    for field, citation in failed or [("agency_authority", AGENCY.citation)]:
        if member.agency_authority:
            words = (
                "The representative of the agency is recorded as meeting all three tests, and as not meeting this one."
            )
            yield Flaw(f"{path}.{field}", words, Severity.CONFLICT, citation)
        else:
            words = "The file says that the representative of the agency does not meet what the law asks of one."
            yield Flaw(f"{path}.{field}", words, citation=citation)


_NO_INTERPRETERS = frozenset({Role.PARENT, Role.CHILD, Role.SURROGATE_PARENT})  # 34 CFR 300.321(a)(5)
_INTERPRETER = frozenset({Role.EVALUATION_INTERPRETER})


@rule(
    "TM105",
    "team-interpreter",
    "Someone who can interpret evaluation results",
    citation="34 CFR 300.321(a)(5)",
    applies="to each meeting of the IEP Team of which the file names the people",
    says="Somebody there can say what evaluation results mean for instruction; any member but parent and child may.",
    settle="Record which of those who were there can interpret the results, or the excusal.",
    groups=_GROUPS,
    since="0.3",
)
def interpreter(context: Context) -> Iterator[Flaw]:
    """The teams in which nobody is known to interpret evaluation results."""
    for one in _teams(context):
        may = [person for person in one.people if person.present and not set(person.member.roles) <= _NO_INTERPRETERS]
        if any(map(interprets, may)) or one.excused(_INTERPRETER):
            continue
        if may and any(person.member.interprets_evaluation is None for person in may):
            words = (
                "The file does not say who at the meeting could interpret what evaluation results mean for instruction."
            )
            yield Flaw(one.team_path, words, _UNKNOWN)
        else:
            words = (
                "Nobody at the meeting is recorded as able to interpret what evaluation results mean for instruction."
            )
            yield Flaw(one.team_path, words)


_SCHOOL = Role.PRIVATE_SCHOOL_REPRESENTATIVE


@rule(
    "TM106",
    "team-private-rep",
    "Representative of the private school in which the agency places the child",
    citation="34 CFR 300.325(a)(2)",
    applies="to the meeting for the IEP by which the agency places the child in, or refers it to, a private school",
    says="A representative of the school attends, or takes part by other means, such as a call.",
    settle="Record the representative, or how the school took part otherwise.",
    groups=(*_GROUPS, "private-school"),
    since="0.3",
)
def private_school(context: Context) -> Iterator[Flaw]:
    """The meetings before a private placement at which the school was not represented."""
    for one in _teams(context):
        placement = one.iep.placement if one.iep is not None and one.made else None
        placed = placement.private_school if placement is not None else None
        if placed is None or one.on is None or one.on > placed or one.present(_SCHOOL):
            continue  # in a review after the placement the school has a part of its own (300.325(b))
        listed = [person.path for person in one.people if person.has({_SCHOOL})]
        words = "The private school or facility was not represented at the meeting, in person or by other means."
        yield Flaw(f"{listed[0]}.attended" if listed else one.team_path, words)


@rule(
    "TM121",
    "team-agrees",
    "Attendance that the file tells in two ways",
    citation="34 CFR 300.321(a)",
    severity=Severity.CONFLICT,
    applies="to each meeting of the IEP Team on which two places in the file speak of the same person",
    says="A member was at the meeting or was not.",
    settle="Check who attended.",
    groups=(*_GROUPS, "contradictions"),
    since="0.3",
)
def agrees(context: Context) -> Iterator[Flaw]:
    """The people who attended by one place of the file and did not by another."""
    for one in context.gatherings:
        for person in one.people:
            if person.contradicted is not None:
                words = "The meeting and the IEP that it made say opposite things on whether this member attended."
                yield Flaw(person.contradicted, words)
        said, listed = one.meeting.parent_attended, [p.member for p in one.people if p.has(one.decides)]
        came = any(member.attended for member in listed if PARENTS & set(member.roles))
        stayed = bool(listed) and all(member.attended is False and not member.by_other_means for member in listed)
        if (said is False and came) or (said is True and stayed):
            words = "The meeting says one thing of the parents' attendance, and the list of its people another."
            yield Flaw(f"{one.path}.parent_attended", words)
