"""What changed between two IEPs, and what the law asks for then."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import iepkit as ik
from iepkit.changes import Change, How, IepChanges, Toward, diff
from iepkit.changes.amounts import share, toward
from iepkit.changes.pairing import changed
from iepkit.laws import law
from iepkit.records import (
    Accommodation,
    AssessmentParticipation,
    Goal,
    Iep,
    Placement,
    PostsecondaryGoal,
    Service,
    SpecialFactors,
    Transition,
    TransitionService,
)
from iepkit.vocabulary import AssessmentKind, Environment, GoalArea, Location, Period, ServiceKind, ServiceType

US = law("US")
ON = date(2026, 11, 2)
SPEECH = Service(
    id="S1",
    kind=ServiceKind.RELATED_SERVICE,
    type=ServiceType.SPEECH_LANGUAGE_PATHOLOGY,
    minutes=30,
    times=2,
    per=Period.WEEK,
    location=Location.THERAPY_ROOM,
)
READING = Service(kind=ServiceKind.SPECIAL_EDUCATION, type=ServiceType.SPECIALLY_DESIGNED_INSTRUCTION, minutes=45)


def with_services(*services: Service) -> Iep:
    return Iep(services=services)


def said(changes: IepChanges) -> list[str]:
    return str(changes).splitlines()


def test_the_same_iep_did_not_change() -> None:
    iep = with_services(SPEECH, READING)
    assert not diff(iep, iep)
    assert str(diff(iep, iep)) == "nothing changed"


def test_services_added_ended_cut_and_moved() -> None:
    less = attrs.evolve(SPEECH, times=1, location=Location.REGULAR_CLASS)
    changes = diff(with_services(SPEECH, READING), with_services(Service(type=ServiceType.TRANSPORTATION), less))
    assert said(changes) == [
        "service speech-language-pathology changed ($.services[1]): times, location; less time",
        "service specially-designed-instruction ended ($.services[1])",
        "service transportation added ($.services[0])",
    ]
    assert [change.name for change in changes.cut] == ["speech-language-pathology", "specially-designed-instruction"]
    assert [change.name for change in changes.moved] == ["speech-language-pathology"]
    assert changes.placement is None


def test_a_service_of_another_id_is_the_same_one_by_its_words_or_its_kind() -> None:
    other = attrs.evolve(SPEECH, id="S2", minutes=20)
    assert [change.how for change in diff(with_services(SPEECH), with_services(other)).services] == [How.CHANGED]
    two = (
        attrs.evolve(SPEECH, id=None, description="articulation"),
        attrs.evolve(SPEECH, id=None, description="voice"),
    )
    assert not diff(with_services(*two), with_services(*reversed(two)))


def test_dates_and_goals_served_are_no_change_of_a_service() -> None:
    later = attrs.evolve(SPEECH, id="new", start=ON, end=ON, goal_ids=("G",), not_begun=ON, parent_told=ON)
    assert not diff(with_services(SPEECH), with_services(later))


def test_goals_by_id_words_and_area() -> None:
    reads = Goal(id="1", area=GoalArea.READING, text="Reads 90 words.", target=90, unit="words")
    counts = Goal(area=GoalArea.MATHEMATICS, behavior="counts to ten", unit="times")
    before = Iep(goals=(reads, counts, Goal(text="Waves goodbye.")))
    after = Iep(
        goals=(
            Goal(text="waves  GOODBYE."),
            attrs.evolve(reads, text="Reads 120 words.", target=120),
            attrs.evolve(counts, behavior="counts to twenty"),
            Goal(area=GoalArea.WRITING, text="Writes a paragraph."),
        )
    )
    assert said(diff(before, after)) == [
        "goal reading changed ($.goals[1]): text, target",
        "goal mathematics changed ($.goals[2]): behavior",
        "goal writing added ($.goals[3])",
    ]
    assert [change.name for change in diff(after, before).goals if change.how is How.ENDED] == ["writing"]


def test_placement_is_changed_by_where_and_not_by_the_words_about_it() -> None:
    before = Placement(environment=Environment.REGULAR_CLASS_80, nonparticipation="Speech.", decided=date(2025, 1, 1))
    words = diff(Iep(placement=before), Iep(placement=attrs.evolve(before, nonparticipation="Reading.", decided=ON)))
    assert said(words) == ["placement changed ($.placement): nonparticipation"]
    assert words.placement is None
    moved = diff(Iep(placement=before), Iep(placement=attrs.evolve(before, environment=Environment.SEPARATE_SCHOOL)))
    assert moved.placement is not None
    assert not diff(Iep(placement=before), Iep(placement=attrs.evolve(before, decided=ON)))


def test_wholes_that_come_and_go() -> None:
    factors = SpecialFactors(behavior_impedes=True)
    assert said(diff(Iep(), Iep(special_factors=factors))) == ["special factors added ($.special_factors)"]
    assert said(diff(Iep(special_factors=factors), Iep())) == ["special factors ended ($.special_factors)"]


def test_transition_part_by_part() -> None:
    before = Transition(goals=(PostsecondaryGoal(text="Work as a cook."),), courses_of_study="Cooking 1")
    after = Transition(
        goals=(PostsecondaryGoal(text="Work as a baker."),),
        services=(TransitionService(text="A visit to a bakery."),),
        courses_of_study="Cooking 2",
        updated=ON,
    )
    assert said(diff(Iep(transition=before), Iep(transition=after))) == [
        "postsecondary goal ended ($.transition.goals[0])",
        "postsecondary goal added ($.transition.goals[0])",
        "transition service added ($.transition.services[0])",
        "transition changed ($.transition): courses_of_study".replace("_", " "),
    ]
    assert said(diff(Iep(), Iep(transition=after))) == ["transition added ($.transition)"]


def test_accommodations_and_assessments() -> None:
    before = Iep(accommodations=(Accommodation(text="extra time"),), assessments=(assessed(AssessmentKind.REGULAR),))
    after = Iep(
        accommodations=(Accommodation(text="a reader", for_assessment=True),),
        assessments=(assessed(AssessmentKind.ALTERNATE_ALTERNATE_STANDARDS),),
    )
    changes = diff(before, after)
    assert said(changes) == [
        "accommodation ended ($.accommodations[0])",
        "accommodation in assessment added ($.accommodations[0])",
        "assessment changed ($.assessments[0]): kind",
    ]
    assert [one.name for one in changes.requires(law=US, on=ON)] == [
        "meeting-or-agreement",
        "prior-written-notice",
        "alternate-assessment",
    ]
    no_name = AssessmentParticipation(kind=AssessmentKind.REGULAR)
    assert not diff(Iep(assessments=(no_name,)), Iep(assessments=(no_name,)))


def assessed(kind: AssessmentKind) -> AssessmentParticipation:
    return AssessmentParticipation(kind=kind, name="State assessment", subject="reading")


# -- amounts ----------------------------------------------------------------------------------------------------------


def every(minutes: int, times: int, per: Period) -> Service:
    return Service(minutes=minutes, times=times, per=per)


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [
        (every(30, 2, Period.WEEK), every(60, 1, Period.WEEK), Toward.SAME),
        (every(30, 2, Period.WEEK), every(30, 3, Period.WEEK), Toward.MORE),
        (every(30, 2, Period.WEEK), every(30, 8, Period.MONTH), Toward.UNCLEAR),
        (every(60, 9, Period.QUARTER), every(60, 18, Period.SEMESTER), Toward.SAME),
        (every(60, 9, Period.QUARTER), every(60, 35, Period.YEAR), Toward.LESS),
        (every(30, 1, Period.MONTH), every(30, 2, Period.MONTH), Toward.MORE),
        (every(0, 1, Period.WEEK), every(30, 1, Period.WEEK), Toward.UNCLEAR),
        (Service(minutes=60, sessions=10), Service(minutes=60, sessions=12), Toward.MORE),
        (Service(minutes=60, sessions=10), Service(minutes=60), Toward.UNCLEAR),
        (Service(as_needed=True), Service(as_needed=False), Toward.UNCLEAR),
    ],
)
def test_amounts_are_compared_only_where_they_can_be(before: Service, after: Service, way: Toward) -> None:
    assert toward(before, after) is way


def test_the_share_of_the_time_is_exact() -> None:
    assert share(every(30, 2, Period.WEEK), every(40, 2, Period.WEEK)) == Fraction(4, 3)
    assert share(every(30, 2, Period.QUARTER), every(30, 3, Period.TRIMESTER)) == Fraction(9, 8)
    assert share(Service(minutes=20, sessions=10), Service(minutes=30, sessions=10)) == Fraction(3, 2)


terms = st.builds(
    Service,
    minutes=st.integers(1, 90),
    times=st.integers(1, 5),
    per=st.sampled_from([Period.WEEK, Period.DAY]),
    type=st.sampled_from(ServiceType),
    id=st.one_of(st.none(), st.sampled_from("abc")),
)


@given(terms, terms)
def test_shares_of_time_are_each_others_inverse(before: Service, after: Service) -> None:
    there, back = share(before, after), share(after, before)
    if there is None:
        assert back is None
    else:
        assert back is not None
        assert there * back == Fraction(1)


@given(st.lists(terms, max_size=5), st.lists(terms, max_size=5))
def test_every_service_is_accounted_for_once(before: list[Service], after: list[Service]) -> None:
    changes = diff(with_services(*before), with_services(*after)).services
    ended = [one for one in changes if one.how is How.ENDED]
    added = [one for one in changes if one.how is How.ADDED]
    assert len(before) - len(ended) == len(after) - len(added)
    places = [one.before for one in changes if one.before] + [f"+{one.after}" for one in changes if one.after]
    assert len(places) == len(set(places))


@given(st.lists(terms, max_size=5), st.lists(terms, max_size=5))
def test_what_ended_one_way_was_added_the_other(before: list[Service], after: list[Service]) -> None:
    there = diff(with_services(*before), with_services(*after)).services
    back = diff(with_services(*after), with_services(*before)).services
    assert sum(one.how is How.ENDED for one in there) == sum(one.how is How.ADDED for one in back)


# -- what the law asks ------------------------------------------------------------------------------------------------


def test_nothing_is_asked_where_nothing_changed_and_little_where_words_did() -> None:
    assert diff(Iep(), Iep()).requires(law=US, on=ON) == ()
    words = diff(Iep(), Iep(special_factors=SpecialFactors()))
    assert [one.name for one in words.requires(law=law("VA"), on=ON)] == ["meeting-or-agreement"]


MOVED = diff(
    Iep(placement=Placement(environment=Environment.REGULAR_CLASS_80)),
    Iep(placement=Placement(environment=Environment.SEPARATE_SCHOOL)),
)
CUT = diff(with_services(SPEECH), with_services(attrs.evolve(SPEECH, times=1)))


@pytest.mark.parametrize(
    ("changes", "jurisdiction", "consent"),
    [
        (MOVED, "US", None),
        (MOVED, "MA", True),
        (MOVED, "OH", True),
        (MOVED, "VA", True),
        (MOVED, "KS", False),
        (CUT, "US", None),
        (CUT, "MA", None),
        (CUT, "VA", True),
        (CUT, "NH", True),
        (CUT, "KS", False),
        (diff(Iep(), Iep(goals=(Goal(),))), "KS", None),
        (CUT, "TX", None),
    ],
)
def test_consent_where_the_state_asks_for_it(changes: IepChanges, jurisdiction: str, *, consent: bool | None) -> None:
    asked = [one for one in changes.requires(law=law(jurisdiction), on=ON) if one.name == "consent"]
    assert [one.known for one in asked] == ([] if consent is None else [consent])


def test_a_rule_that_nobody_has_read_is_not_known() -> None:
    layer = '[jurisdiction]\ncode = "XX"\nname = "Somewhere"\n[[consent-to-changes]]\nkind = "unknown"\n'
    unread = US.with_layer(layer + 'citation = "not read"\ngrade = "unverified"\n')
    asked = CUT.requires(law=unread, on=ON)[-1]
    assert (asked.name, asked.known, str(asked)) == (
        "consent",
        False,
        "Whether the State asks for consent to it is not known. [not read]",
    )


def test_a_service_that_stays_where_it_is_has_not_moved() -> None:
    assert CUT.moved == ()
    assert diff(with_services(SPEECH), with_services(attrs.evolve(SPEECH, minutes=20))).moved == ()


def test_the_placement_group_decides_a_move() -> None:
    assert "placement-group" in [one.name for one in MOVED.requires(law=US, on=ON)]


# -- what is shown ----------------------------------------------------------------------------------------------------


def test_nothing_of_the_text_is_in_a_repr() -> None:
    changes = diff(Iep(goals=(Goal(id="1", text="Wren reads."),)), Iep(goals=(Goal(id="1", text="Wren writes."),)))
    assert "Wren" not in repr(changes) + str(changes)
    assert changes.goals[0].fields[0].after == "Wren writes."


def test_fields_that_differ_in_case_and_spaces_alone_are_the_same() -> None:
    assert changed(Goal(text=" A  b", target=1), Goal(text="a B", target=1)) == ()
    assert [one.field for one in changed(Goal(text=None), Goal(text="a"))] == ["text"]


def test_only_ieps_are_compared() -> None:
    with pytest.raises(ik.WrongType):
        ik.diff(Iep(), None)  # type: ignore[arg-type]
    with pytest.raises(ik.WrongType):
        CUT.requires(law="VA", on=ON)  # type: ignore[arg-type]


def test_a_change_says_itself() -> None:
    assert str(Change("placement", How.ADDED, after="$.placement")) == "placement added ($.placement)"
