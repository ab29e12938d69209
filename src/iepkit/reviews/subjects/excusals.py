"""Members of the IEP Team who stay away: the two kinds of leave, and who can never be given it (34 CFR 300.321(e)).

That the written input of an excused member comes before the meeting is the clock `excusal-input`.
Where another of the same kind was there from beginning to end, nobody need be excused.
"""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.findings import Severity
from iepkit.records import Excusal
from iepkit.reviews.context import Context
from iepkit.reviews.gatherings import PARENTS, Gathering
from iepkit.reviews.registry import Flaw, rule
from iepkit.reviews.seats import EXCUSABLE, SEATS, SPECIAL, replaced, there, weight
from iepkit.vocabulary import ConsentKind, Role

__all__ = ["kind", "not_needed", "recorded", "scope", "with_input"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("team", "excusals")
_UNKNOWN = Severity.UNKNOWN


@rule(
    "TM201",
    "excuse-recorded",
    "Excusal of a member who was not there",
    citation="34 CFR 300.321(e)",
    applies="to a teacher, provider or agency representative on the team who missed the meeting or a part of it",
    says="Such a member stays away only by written agreement or consent, of the kind that the meeting calls for.",
    settle="Record the excusal, or that another member of the kind was there all the time.",
    groups=_GROUPS,
    since="0.3",
)
def recorded(context: Context) -> Iterator[Flaw]:
    """The members who were not there, or not all the time, and for whom no excusal is recorded."""
    for one in context.gatherings:
        for seat in SEATS:
            listed, heavy = seat.listed(one), weight(one, seat)
            if not listed or there(listed) or heavy is None or one.excused(seat.roles):
                continue
            part = [person for person in listed if person.present]
            words = (
                f"The {seat.words} attended a part of the meeting only" if part else f"The {seat.words} did not attend"
            )
            path = f"{part[0].path}.in_part" if part else f"{listed[0].path}.attended"
            if _consent_in_file(context, one):
                words = f"{words}; the file has a consent to an excusal, and does not say for whom."
                yield Flaw(path, words, _UNKNOWN)
            else:
                yield Flaw(path, f"{words}, and no excusal is recorded.", heavy if one.recorded else _UNKNOWN)


def _consent_in_file(context: Context, one: Gathering) -> bool:
    return any(
        row.kind is ConsentKind.EXCUSAL and row.received is not None and (one.on is None or row.received <= one.on)
        for row in context.case.consents
    )


def _excusals(context: Context) -> Iterator[tuple[Gathering, str, Excusal]]:
    """The excusals of those who may be excused and whose like was not there, each with its place."""
    for one in context.gatherings:
        for at, excusal in enumerate(one.meeting.excusals):
            if excusal.role in EXCUSABLE and not replaced(one, excusal.role):
                yield one, f"{one.path}.excusals[{at}]", excusal


_AGREEMENT = "The file does not say that parent and agency both agreed to the member's absence."
_REFUSED = {"parent_consented": "the parent", "agency_consented": "the agency"}


def _contrary(one: Gathering, path: str, excusal: Excusal) -> Iterator[Flaw]:
    """What the file says against an excusal of either kind."""
    for field, who in _REFUSED.items():
        if getattr(excusal, field) is False:
            yield Flaw(f"{path}.{field}", f"The member was excused, and the file says that {who} did not agree.")
    if excusal.in_writing is False:
        yield Flaw(f"{path}.in_writing", "The member was excused, and not in writing.")
    if excusal.agreed is not None and one.on is not None and excusal.agreed > one.on:
        yield Flaw(f"{path}.agreed", "The excusal was agreed on after the meeting from which the member was away.")


def _unsaid(path: str, excusal: Excusal) -> Iterator[Flaw]:
    """What the file does not say of an agreement or a consent."""
    said = (excusal.parent_consented, excusal.agency_consented)
    if excusal.agreed is None and None in said and False not in said:
        yield Flaw(f"{path}.agreed", _AGREEMENT, _UNKNOWN)
    if excusal.in_writing is None:
        yield Flaw(f"{path}.in_writing", "The file does not say whether the excusal is in writing.", _UNKNOWN)


@rule(
    "TM202",
    "excuse-not-needed",
    "Excusal of a member whose area was not discussed",
    citation="34 CFR 300.321(e)(1)",
    applies="to the excusal of a member of 34 CFR 300.321(a)(2) to (a)(5) whose area was neither discussed nor changed",
    says="Parent and agency agree in writing that the member need not attend; no input is asked for.",
    settle="Record the written agreement and its day.",
    groups=_GROUPS,
    since="0.3",
)
def not_needed(context: Context) -> Iterator[Flaw]:
    """The agreements that are not in writing, were not made, or were made after the meeting."""
    for one, path, excusal in _excusals(context):
        if excusal.area_discussed is False:
            yield from _contrary(one, path, excusal)
            yield from _unsaid(path, excusal)


@rule(
    "TM203",
    "excuse-with-input",
    "Excusal of a member whose area was discussed",
    citation="34 CFR 300.321(e)(2)",
    applies="to the excusal of a member of 34 CFR 300.321(a)(2) to (a)(5) whose area was discussed or changed",
    says="The parent consents in writing, the agency too, and the member gives parent and team written input before.",
    settle="Record the consents and how the member's input was given.",
    groups=_GROUPS,
    since="0.3",
)
def with_input(context: Context) -> Iterator[Flaw]:
    """The excusals without the consents, and the input that was not written or did not go to all."""
    for one, path, excusal in _excusals(context):
        if excusal.area_discussed is True:
            yield from _contrary(one, path, excusal)
            yield from _unsaid(path, excusal)
            yield from _input(one, path, excusal)


_INPUT = {
    "input_in_writing": "was in writing",
    "input_to_parent": "went to the parent",
    "input_to_team": "went to the IEP Team",
}


def _input(one: Gathering, path: str, excusal: Excusal) -> Iterator[Flaw]:
    """How the input was given. That there is none by the day of the meeting is for the clock to say."""
    citation = "34 CFR 300.321(e)(2)(ii)"
    if excusal.input_given is None:
        if one.on is None:
            words = "The file does not say whether the excused member gave written input before the meeting."
            yield Flaw(f"{path}.input_given", words, _UNKNOWN, citation)
        return
    for field, words in _INPUT.items():
        said = getattr(excusal, field)
        if said is False:
            yield Flaw(f"{path}.{field}", f"It is not so that the excused member's input {words}.", citation=citation)
        elif said is None:
            message = f"The file does not say whether the excused member's input {words}."
            yield Flaw(f"{path}.{field}", message, _UNKNOWN, citation)


@rule(
    "TM204",
    "excuse-kind",
    "Whether the area of an excused member was discussed",
    citation="34 CFR 300.321(e)",
    severity=_UNKNOWN,
    applies="to the excusal of a member of 34 CFR 300.321(a)(2) to (a)(5) that does not say so",
    says="Which kind of excusal is needed hangs on whether the member's area was discussed or changed.",
    settle="Record whether the member's area was discussed or changed at the meeting.",
    groups=_GROUPS,
    since="0.3",
)
def kind(context: Context) -> Iterator[Flaw]:
    """The excusals of which the kind is not recorded, unless they meet what the stricter one asks."""
    for one, path, excusal in _excusals(context):
        if excusal.area_discussed is None:
            yield from _contrary_to_both(one, path, excusal)
            whole = not [*_unsaid(path, excusal), *_input(one, path, excusal)] and excusal.input_given is not None
            if not whole:
                words = (
                    "The file does not say whether the member's area was discussed, and so which excusal was needed."
                )
                yield Flaw(f"{path}.area_discussed", words)


def _contrary_to_both(one: Gathering, path: str, excusal: Excusal) -> Iterator[Flaw]:
    for flaw in _contrary(one, path, excusal):
        yield Flaw(flaw.path, flaw.message, Severity.VIOLATION)


_NEVER = {
    **dict.fromkeys(PARENTS, ("34 CFR 300.322(d)", "A parent is not excused; without one, attempts are recorded.")),
    Role.CHILD: ("34 CFR 300.321(b)(2)", "A child is not excused; the child's preferences are considered otherwise."),
    Role.PRIVATE_SCHOOL_REPRESENTATIVE: (
        "34 CFR 300.325(a)(2)",
        "A private school is not excused; one that cannot come takes part by other means.",
    ),
}


@rule(
    "TM205",
    "excuse-scope",
    "Members who may be excused",
    citation="34 CFR 300.321(e)",
    applies="to each excusal",
    says="Only teachers, providers, the agency's representative and the interpreter of results are excused.",
    settle="Record whom the excusal is for; where it is for another, record what the law asks for instead.",
    groups=_GROUPS,
    since="0.3",
)
def scope(context: Context) -> Iterator[Flaw]:
    """The excusals of people for whom the law has none. Who came by invitation alone needs none, which is a note."""
    for one in context.gatherings:
        for at, excusal in enumerate(one.meeting.excusals):
            path = f"{one.path}.excusals[{at}].role"
            if excusal.role is None:
                yield Flaw(path, "The excusal does not say for whom it is.", _UNKNOWN)
            elif excusal.role in _NEVER:
                citation, words = _NEVER[excusal.role]
                yield Flaw(path, words, citation=citation)
            elif excusal.role not in EXCUSABLE and not _may_be_special(one, excusal.role):
                words = "A member who comes at the choice of parent or agency needs no excusal, and the law has none."
                yield Flaw(path, words, Severity.NOTE, "34 CFR 300.321(a)(6)")


def _may_be_special(one: Gathering, role: Role) -> bool:
    """Whether the provider of a related service may be the team's only special education provider (300.39(a)(2)(i))."""
    return role is Role.RELATED_SERVICE_PROVIDER and not SPECIAL.listed(one)
