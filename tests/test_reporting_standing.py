"""Who counts on the day: each reason in a case that has it, one that has not, and one to which it does not apply."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from iepkit.days import to_day
from iepkit.history import Case, Event
from iepkit.records import (
    Amendment,
    Consent,
    Eligibility,
    Evaluation,
    Exit,
    Iep,
    ReevaluationAgreement,
    Service,
    ServiceDelivery,
    ServicesPlan,
    Student,
    Transfer,
)
from iepkit.reporting.settings import Evaluated, Evidence, LapsedIep, StateSettings
from iepkit.reporting.standing import SETTLES, Reason, Standing, iep_on, lasting, standing_on
from iepkit.vocabulary import ConsentKind, Disability, EventKind, ExitReason, Purpose, ServiceKind

DAY = date(2025, 11, 3)
BEFORE, AFTER = date(2025, 10, 1), date(2025, 11, 10)
STATE = StateSettings(count_date=DAY)
STRICT = attrs.evolve(STATE, evidence=Evidence.EACH_STEP)
INSTRUCTION = Service(id="sdi", kind=ServiceKind.SPECIAL_EDUCATION)

SERVED = Case(
    "7",
    student=Student("7", birth_date=date(2016, 5, 4), grade="4"),
    evaluations=(Evaluation(purpose=Purpose.INITIAL, completed=date(2024, 4, 20)),),
    eligibility=(
        Eligibility(date(2024, 5, 2), purpose=Purpose.INITIAL, eligible=True, categories=(Disability.AUTISM,)),
    ),
    consents=(Consent(kind=ConsentKind.INITIAL_SERVICES, received=date(2024, 5, 10)),),
    ieps=(Iep(start=date(2025, 5, 15), implemented=date(2025, 5, 15), services=(INSTRUCTION,)),),
)


def but(**changes: Any) -> Case:
    return attrs.evolve(SERVED, **changes)


def reason(case: Case, settings: StateSettings = STATE) -> Reason | None:
    return standing_on(case, settings).reason


def doubts(case: Case, settings: StateSettings = STATE) -> list[str]:
    found = standing_on(case, settings)
    assert found.reason is None
    return [words for words, _ in found.doubts]


def event(kind: EventKind, on: date = BEFORE, **rest: Any) -> Event:
    return Event(kind, on, **rest)


def left(on: date, why: ExitReason | None = None) -> tuple[Exit, ...]:
    return (Exit(on=on, reason=why),)


def test_a_child_with_each_step_on_file_counts_without_a_doubt() -> None:
    for settings in (STATE, STRICT):
        found = standing_on(SERVED, settings)
        assert found == Standing(iep=SERVED.ieps[0], since=to_day(date(2025, 5, 15)))
    assert "autism" not in repr(standing_on(SERVED, STATE))


def test_every_reason_is_a_sentence_and_what_is_open_says_what_would_settle_it() -> None:
    assert all(one.value.startswith(("the ", "no ", "an ")) for one in Reason)
    closed = {*Reason} - {*SETTLES}
    assert closed == {
        Reason.TOO_YOUNG,
        Reason.TOO_OLD,
        Reason.LEFT,
        Reason.MOVED,
        Reason.REVOKED,
        Reason.REFUSED,
        Reason.NOT_ELIGIBLE,
        Reason.CONSENT_LATER,
    }


@pytest.mark.parametrize(
    ("why", "expected"),
    [
        (None, Reason.LEFT),
        (ExitReason.REGULAR_DIPLOMA, Reason.LEFT),
        (ExitReason.MOVED_KNOWN_TO_CONTINUE, Reason.MOVED),
        (ExitReason.CONSENT_REVOKED, Reason.REVOKED),
    ],
)
def test_who_left_before_the_day_does_not_count(why: ExitReason | None, expected: Reason) -> None:
    assert reason(but(exits=left(BEFORE, why))) is expected


def test_who_left_after_the_day_counts_and_on_the_day_with_a_doubt() -> None:
    assert doubts(but(exits=left(AFTER))) == []
    assert doubts(but(exits=left(DAY))) == ["the child left special education on the day of the count"]


def test_who_came_back_counts_again() -> None:
    back = event(EventKind.FOUND_ELIGIBLE, date(2025, 10, 20))
    new = Iep(start=date(2025, 10, 21), services=(INSTRUCTION,))
    assert reason(but(exits=left(BEFORE), events=(back,), ieps=(*SERVED.ieps, new))) is None


def test_an_exit_without_a_day_is_a_doubt() -> None:
    assert doubts(but(exits=(Exit(reason=ExitReason.REGULAR_DIPLOMA),))) == [
        "the file tells that the child left special education, and not on which day"
    ]


def test_who_lived_in_another_state_on_the_day_is_not_in_this_count() -> None:
    def came(on: date, here: str | None = "WA") -> Case:
        return but(jurisdiction=here, transfers=(Transfer(enrolled=on, from_jurisdiction="or"),))

    assert reason(came(AFTER)) is Reason.ANOTHER_STATE
    assert reason(came(BEFORE)) is None
    assert reason(came(AFTER, here=None)) is None
    assert reason(but(jurisdiction="wa")) is None


def test_consent_that_was_revoked_ends_the_count_from_the_next_day() -> None:
    def case(on: date, *more: Consent) -> Case:
        return but(consents=(*SERVED.consents, Consent(kind=ConsentKind.CONTINUED_SERVICES, withdrawn=on), *more))

    assert reason(case(BEFORE)) is Reason.REVOKED
    assert doubts(case(DAY)) == ["the parent revoked consent on the day of the count"]
    assert doubts(case(AFTER)) == []
    again = Consent(kind=ConsentKind.INITIAL_SERVICES, received=date(2025, 10, 20))
    assert reason(case(BEFORE, again)) is None


def test_a_refusal_of_services_stands_until_a_consent_or_a_services_plan() -> None:
    refused = Consent(kind=ConsentKind.INITIAL_SERVICES, refused=BEFORE)
    assert reason(but(consents=(refused,))) is Reason.REFUSED
    agreed = Consent(kind=ConsentKind.INITIAL_SERVICES, received=date(2025, 10, 20))
    assert reason(but(consents=(refused, agreed))) is None
    plan = ServicesPlan(start=date(2025, 10, 20))
    found = standing_on(but(consents=(refused,), services_plans=(plan,)), STATE)
    assert found == Standing(services_plan=True, since=to_day(date(2025, 10, 20)))


def found_not(on: date) -> Eligibility:
    return Eligibility(on, purpose=Purpose.REEVALUATION, eligible=False)


def test_who_was_found_not_eligible_does_not_count_from_the_next_day() -> None:
    assert reason(but(eligibility=(*SERVED.eligibility, found_not(BEFORE)))) is Reason.NOT_ELIGIBLE
    assert reason(but(eligibility=(found_not(BEFORE),))) is Reason.NOT_ELIGIBLE
    assert reason(but(eligibility=(found_not(DAY),))) is Reason.NOT_ELIGIBLE
    on_the_day = but(eligibility=(*SERVED.eligibility, found_not(DAY)))
    assert doubts(on_the_day) == ["the child was found no longer eligible on the day of the count"]
    assert doubts(but(eligibility=(*SERVED.eligibility, found_not(AFTER)))) == []


def test_a_determination_that_is_not_on_file_is_a_doubt_or_a_reason_by_policy() -> None:
    silent = but(eligibility=())
    assert doubts(silent) == [Reason.ELIGIBILITY_UNKNOWN.value]
    assert standing_on(silent, STRICT) == Standing(
        Reason.ELIGIBILITY_UNKNOWN, "record the determination of eligibility and its day"
    )


def test_a_determination_without_a_day_says_what_it_says() -> None:
    undated = but(eligibility=(Eligibility(eligible=True),))
    assert doubts(undated) == [Reason.ELIGIBILITY_DAY_UNKNOWN.value]
    assert reason(undated, STRICT) is Reason.ELIGIBILITY_DAY_UNKNOWN
    assert reason(but(eligibility=(Eligibility(eligible=True), Eligibility(eligible=False)))) is Reason.NOT_ELIGIBLE
    assert doubts(but(eligibility=(Eligibility(),))) == [Reason.ELIGIBILITY_UNKNOWN.value]


def test_a_determination_without_a_day_may_contradict_a_dated_one() -> None:
    assert doubts(but(eligibility=(*SERVED.eligibility, Eligibility(eligible=False)))) == [
        "a determination without a day found the child not eligible"
    ]
    assert doubts(but(eligibility=(*SERVED.eligibility, Eligibility(eligible=True)))) == []


def test_who_is_first_found_eligible_after_the_day_does_not_count() -> None:
    later = (Eligibility(AFTER, purpose=Purpose.INITIAL, eligible=True),)
    assert reason(but(eligibility=later, ieps=())) is Reason.NOT_YET_ELIGIBLE
    # an IEP in effect before that contradicts it, and the child was served
    assert doubts(but(eligibility=later)) == [Reason.ELIGIBILITY_UNKNOWN.value]


def test_a_current_evaluation_is_asked_for_only_by_policy() -> None:
    current = attrs.evolve(STATE, evaluated=Evaluated.WITHIN_THREE_YEARS)

    def last(on: date) -> Case:
        return but(evaluations=(Evaluation(completed=on),))

    assert reason(last(date(2022, 11, 3)), current) is None
    assert reason(last(date(2022, 11, 2)), current) is Reason.EVALUATION_OLD
    assert reason(last(date(2022, 11, 2))) is None
    assert reason(but(evaluations=()), current) is Reason.EVALUATION_UNKNOWN
    agreed = (ReevaluationAgreement(unnecessary=BEFORE),)
    assert reason(attrs.evolve(last(date(2019, 1, 7)), reevaluation_agreements=agreed), current) is None


def test_no_iep_and_one_that_comes_later() -> None:
    assert reason(but(ieps=())) is Reason.NO_IEP
    assert reason(but(ieps=(Iep(meeting_date=BEFORE),))) is Reason.NO_IEP  # nothing says from when it is in effect
    assert reason(but(ieps=(Iep(start=AFTER),))) is Reason.IEP_LATER
    assert reason(but(ieps=(Iep(start=DAY, services=(INSTRUCTION,)),))) is None


def test_an_iep_past_its_last_day_is_in_effect_or_not_by_policy() -> None:
    ended = but(ieps=(attrs.evolve(SERVED.ieps[0], end=BEFORE),), events=())
    assert reason(ended) is Reason.IEP_ENDED
    kept = but(events=(event(EventKind.IEP_IN_EFFECT, date(2024, 5, 15), until=date(2025, 5, 14)),), ieps=())
    lasting = attrs.evolve(STATE, lapsed_iep=LapsedIep.IN_EFFECT)
    assert doubts(kept, lasting) == [Reason.IEP_ENDED.value, Reason.SERVICES_UNKNOWN.value]
    assert reason(kept) is Reason.IEP_ENDED
    assert reason(but(ieps=(attrs.evolve(SERVED.ieps[0], end=DAY),))) is None


def test_an_iep_that_goes_on_does_so_with_its_services() -> None:
    goes_on = attrs.evolve(STATE, lapsed_iep=LapsedIep.IN_EFFECT)
    last = date(2025, 10, 15)

    def over(*ends: date | None) -> Case:
        services = tuple(attrs.evolve(INSTRUCTION, end=end) for end in ends)
        return but(ieps=(Iep(start=date(2024, 10, 16), end=last, services=services),))

    assert reason(over(None, last)) is Reason.IEP_ENDED
    for case in (over(None), over(last), over(date(2025, 6, 12), date(2025, 12, 1))):
        assert doubts(case, goes_on) == [Reason.IEP_ENDED.value]
    assert reason(over(date(2025, 6, 12)), goes_on) is Reason.SERVICES_OVER  # before the IEP itself
    iep = standing_on(over(last), goes_on).iep
    assert iep is not None
    assert (iep.end, iep.services[0].end) == (None, None)
    for case in (SERVED, but(ieps=()), but(ieps=(attrs.evolve(SERVED.ieps[0], end=DAY),))):
        assert lasting(case, goes_on) is case
    assert lasting(over(last), STATE) == over(last)


def test_an_iep_that_was_ended_is_not_in_effect_whatever_the_policy() -> None:
    lasting = attrs.evolve(STATE, lapsed_iep=LapsedIep.IN_EFFECT)
    assert reason(but(events=(event(EventKind.IEP_ENDED),)), lasting) is Reason.IEP_ENDED
    assert reason(but(events=(event(EventKind.IEP_ENDED, DAY),)), lasting) is None
    assert reason(but(events=(event(EventKind.IEP_ENDED, date(2025, 5, 14)),)), lasting) is None


def test_of_two_spans_that_begin_on_one_day_the_longer_one_is_taken() -> None:
    spans = [event(EventKind.IEP_IN_EFFECT, BEFORE, until=until) for until in (date(2025, 10, 5), date(2026, 5, 1))]
    assert reason(but(ieps=(), events=tuple(spans))) is None


def test_comparable_services_after_a_transfer_count_with_a_doubt() -> None:
    came = Transfer(enrolled=BEFORE, iep_in_effect=True, comparable_services=date(2025, 10, 3))
    case = but(ieps=(), consents=(), eligibility=(), transfers=(came,))
    assert doubts(case) == [
        Reason.ELIGIBILITY_UNKNOWN.value,
        "the child came from another agency and has services comparable to the IEP of that agency",
    ]


def test_an_iep_that_was_carried_out_or_adopted_without_a_first_day() -> None:
    carried_out = but(ieps=(Iep(implemented=BEFORE),))
    adopted = but(ieps=(), transfers=(Transfer(enrolled=BEFORE, iep_adopted=BEFORE),))
    assert doubts(carried_out) == [Reason.IEP_DAY_UNKNOWN.value]
    assert doubts(adopted) == [Reason.IEP_DAY_UNKNOWN.value, Reason.SERVICES_UNKNOWN.value]
    assert reason(carried_out, STRICT) is Reason.IEP_DAY_UNKNOWN
    assert reason(but(ieps=(Iep(implemented=AFTER),))) is Reason.NO_IEP


def test_children_who_are_not_in_a_public_school() -> None:
    def taught(**where: Any) -> Case:
        return but(student=Student("7", birth_date=date(2016, 5, 4), **where))

    assert doubts(taught(parentally_placed_private=True)) == [
        "the parents placed the child in a private school, and the file shows no services plan"
    ]
    plan = (ServicesPlan(start=date(2025, 9, 2)),)
    assert doubts(attrs.evolve(taught(parentally_placed_private=True), services_plans=plan)) == []
    assert doubts(taught(home_schooled=True)) == ["the parents teach the child at home"]
    assert doubts(attrs.evolve(SERVED, student=None)) == []


def test_consent_that_came_later_and_consent_that_is_not_on_file() -> None:
    later = Consent(kind=ConsentKind.INITIAL_SERVICES, received=AFTER)
    assert reason(but(consents=(later,))) is Reason.CONSENT_LATER
    assert doubts(but(consents=())) == [Reason.CONSENT_UNKNOWN.value]
    assert reason(but(consents=()), STRICT) is Reason.CONSENT_UNKNOWN


def test_services_that_have_not_begun_or_are_over() -> None:
    def served(*services: Service, implemented: date | None = None) -> Case:
        return but(ieps=(Iep(start=date(2025, 5, 15), services=services, implemented=implemented),))

    ahead = attrs.evolve(INSTRUCTION, start=AFTER)
    over = attrs.evolve(INSTRUCTION, end=BEFORE)
    assert reason(served(ahead)) is Reason.SERVICES_LATER
    assert reason(served(over)) is Reason.SERVICES_OVER
    assert reason(served(over, ahead)) is Reason.SERVICES_OVER
    assert reason(served(over, INSTRUCTION)) is None
    summer = attrs.evolve(INSTRUCTION, extended_school_year=True)
    aid = Service(kind=ServiceKind.SUPPLEMENTARY_AID)
    assert doubts(served(summer, aid)) == [Reason.SERVICES_UNKNOWN.value]
    assert reason(served(INSTRUCTION), STRICT) is Reason.SERVICES_UNKNOWN
    assert reason(served(implemented=AFTER)) is Reason.SERVICES_LATER
    assert reason(served(implemented=BEFORE), STRICT) is None


def test_a_session_on_record_shows_that_services_began() -> None:
    case = but(ieps=(Iep(start=date(2025, 5, 15)),), deliveries=(ServiceDelivery(on=BEFORE, minutes=30),))
    assert reason(case, STRICT) is None


def test_a_services_plan_counts_where_it_is_in_effect_and_no_newer_iep_is() -> None:
    def planned(start: date, end: date | None = None, ieps: tuple[Iep, ...] = ()) -> Standing:
        return standing_on(but(services_plans=(ServicesPlan(start=start, end=end),), ieps=ieps, consents=()), STRICT)

    assert planned(BEFORE) == Standing(services_plan=True, since=to_day(BEFORE))
    assert planned(BEFORE, end=DAY).services_plan
    assert planned(BEFORE, end=date(2025, 10, 30)).reason is Reason.NO_IEP
    assert planned(AFTER).reason is Reason.NO_IEP
    newer = (Iep(start=date(2025, 10, 2), services=(INSTRUCTION,)),)
    assert not planned(BEFORE, ieps=newer).services_plan
    assert planned(date(2025, 10, 3), ieps=newer).services_plan


def test_the_iep_of_a_day_is_the_last_version_to_take_effect() -> None:
    first = Iep(start=date(2025, 5, 15), version=1)
    amended = Iep(
        start=date(2025, 5, 15), version=2, amendments=(Amendment(on=BEFORE, effective=date(2025, 10, 8), version=2),)
    )
    assert iep_on((amended, first), DAY) is amended
    assert iep_on((amended, first), date(2025, 10, 7)) is first
    assert iep_on((Iep(), Iep(start=AFTER)), DAY) is None
