"""The ledger of services: what was promised, given, excused, missed, and what no record shows."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iepkit.calendars import Closure, SchoolCalendar, SchoolYear
from iepkit.days import to_date
from iepkit.errors import WrongType
from iepkit.formats import json
from iepkit.history import Case
from iepkit.records import Amendment, Exit, Iep, Service, ServiceDelivery
from iepkit.services import Entry, Ledger, ServicePolicy, by_week, expected, gaps, in_force, ledger, lines, projections
from iepkit.vocabulary import CompensatoryStep, MissedReason, Period, ServiceType

FIRST, LAST = date(2026, 9, 8), date(2027, 6, 16)
CALENDAR = SchoolCalendar((SchoolYear(FIRST, LAST, closures=(Closure(date(2026, 11, 25), date(2026, 11, 27)),)),))
SPEECH = Service(
    id="s", type=ServiceType.SPEECH_LANGUAGE_PATHOLOGY, minutes=30, times=2, per=Period.WEEK, provider_role="SLP"
)
DAILY = Service(id="d", type=ServiceType.SPECIALLY_DESIGNED_INSTRUCTION, minutes=45, times=1, per=Period.DAY)
MONTHLY = Service(id="m", type=ServiceType.COUNSELING, minutes=40, times=2, per=Period.MONTH)
AS_OF = date(2026, 10, 2)  # a Friday: four weeks of school are over
SICK, OUT = MissedReason.CHILD_ABSENT, MissedReason.PROVIDER_ABSENT


def case(*deliveries: ServiceDelivery, services: Sequence[Service] = (SPEECH,), **iep: object) -> Case:
    whole = Iep(start=FIRST, end=LAST, services=tuple(services))
    return Case("7", ieps=(attrs.evolve(whole, **iep),), deliveries=deliveries)  # type: ignore[arg-type]


def session(on: date, minutes: int | None = 30, **more: object) -> ServiceDelivery:
    return ServiceDelivery(on, "s", **{"minutes": minutes, "delivered": True, **more})  # type: ignore[arg-type]


def missed(on: date, reason: MissedReason | None = OUT, **more: object) -> ServiceDelivery:
    return ServiceDelivery(on, "s", delivered=False, missed_for=reason, **more)  # type: ignore[arg-type]


def only(child: Case, as_of: date = AS_OF, **policy: object) -> Entry:
    book = ledger(child, calendar=CALENDAR, as_of=as_of, policy=ServicePolicy(**policy))  # type: ignore[arg-type]
    return book.entries[0]


def amounts(entry: Entry) -> list[int]:
    found = (entry.promised, entry.delivered, entry.excused, entry.missed, entry.undocumented, entry.over)
    assert all(amount is not None for amount in found)
    return [int(amount) for amount in found if amount is not None and amount.denominator == 1]


MON, WED = date(2026, 9, 14), date(2026, 9, 16)


def test_without_records_everything_promised_is_undocumented() -> None:
    entry = only(case())
    assert amounts(entry) == [240, 0, 0, 0, 240, 0]
    assert (entry.path, entry.first, entry.last) == ("$.ieps[0].services[0]", FIRST, AS_OF)
    assert entry.since == FIRST
    assert entry.behind == 240


def test_what_was_given_missed_and_excused_stands_apart() -> None:
    entry = only(case(session(MON), missed(WED), missed(date(2026, 9, 21), SICK), session(date(2026, 9, 23), 20)))
    assert amounts(entry) == [240, 50, 30, 30, 130, 0]
    assert entry.missed_in == ("$.deliveries[1]", "$.deliveries[2]")
    assert "240 promised = 50 delivered + 30 excused + 30 missed + 130 undocumented." in entry.lines
    assert any("Letter to Balkman" in line for line in entry.lines)


@pytest.mark.parametrize(
    ("reason", "excused"),
    [
        (SICK, {"child-absent", "child-and-school"}),
        (MissedReason.TESTING, {"child-and-school"}),
        (MissedReason.SCHOOL_ACTIVITY, {"child-and-school"}),
        (OUT, set[str]()),
        (MissedReason.NO_PROVIDER, set[str]()),
        (None, set[str]()),
    ],
)
def test_what_excuses_is_a_policy(reason: MissedReason | None, excused: set[str]) -> None:
    for choice in ("child-absent", "child-and-school", "none"):
        entry = only(case(missed(MON, reason)), excused=choice)
        assert (entry.excused, entry.missed) == ((30, 0) if choice in excused else (0, 30))  # type: ignore[comparison-overlap]


def test_a_session_cut_short_is_missed_for_the_rest_where_a_reason_is_recorded() -> None:
    assert amounts(only(case(session(MON, 20, missed_for=OUT)))) == [240, 20, 0, 10, 210, 0]
    assert amounts(only(case(session(MON, 20)))) == [240, 20, 0, 0, 220, 0]
    assert amounts(only(case(session(MON, 0, delivered=None)))) == [240, 0, 0, 30, 210, 0]
    assert amounts(only(case(session(MON, 30, missed_for=OUT)))) == [240, 30, 0, 0, 210, 0]


def test_a_session_without_minutes_counts_as_stated_or_not_at_all() -> None:
    unrecorded = case(session(MON, None))
    entry = only(unrecorded)
    assert amounts(entry) == [240, 30, 0, 0, 210, 0]
    assert "1 session without recorded minutes, at 30 each." in entry.lines
    assert any(line.startswith("Policy unrecorded_minutes") for line in entry.lines)
    assert amounts(only(unrecorded, unrecorded_minutes="undocumented")) == [240, 0, 0, 0, 240, 0]
    assert amounts(only(case(session(MON, None, delivered=None)))) == [240, 0, 0, 0, 240, 0]


def test_more_in_one_week_does_not_fill_another_unless_the_policy_says_so() -> None:
    child = case(session(MON, 90))
    entry = only(child)
    assert amounts(entry) == [240, 60, 0, 0, 180, 30]
    assert "30 minutes beyond what a period promises stand apart." in entry.lines
    assert amounts(only(child, netting="over-all")) == [240, 90, 0, 0, 150, 0]


def test_a_make_up_goes_where_the_session_was_missed() -> None:
    later = date(2026, 9, 30)
    child = case(
        session(later),
        session(later, starts_at="13:00"),
        missed(MON),
        session(later, makes_up_for=MON, starts_at="14:00"),
    )
    entry = only(child)
    assert amounts(entry) == [240, 90, 0, 0, 150, 0]
    assert entry.made_up == 30
    assert entry.repairs == (("$.deliveries[3]", MON),)
    assert "30 of the delivered minutes make up for sessions that were missed." in entry.lines
    part = only(case(missed(MON), session(later, 20, makes_up_for=MON)))
    assert amounts(part) == [240, 20, 0, 10, 210, 0]
    more = only(case(missed(MON), missed(WED), session(later, 45, makes_up_for=MON)))
    assert amounts(more) == [240, 45, 0, 15, 180, 0]  # the promise of the week is 60: what is given comes first


def test_a_make_up_after_the_as_of_day_has_not_been_given() -> None:
    entry = only(case(missed(MON), session(date(2026, 10, 7), makes_up_for=MON)))
    assert amounts(entry) == [240, 0, 0, 30, 210, 0]


def test_the_same_session_counts_once() -> None:
    entry = only(case(session(MON), session(MON)))
    assert amounts(entry)[1] == 30
    assert entry.counted_once == ("$.deliveries[1]",)
    assert "1 record of a session that is there already, left out." in entry.lines
    timed = only(
        case(
            session(MON, 30, starts_at="09:00"),
            session(MON, 20, starts_at="09:00"),
            session(MON, 10, starts_at="13:00"),
        )
    )
    assert amounts(timed)[1] == 30
    assert timed.counted_once == ("$.deliveries[0]",)
    twice_a_day = attrs.evolve(DAILY, times=2, id="s")
    assert amounts(only(case(session(MON, 45), session(MON, 45), session(MON, 45), services=(twice_a_day,))))[1] == 90
    assert only(case(session(MON, 30), session(MON, 25))).counted_once == ()
    assert amounts(only(case(session(MON), session(MON)), same_day="several"))[1] == 60
    assert any(line.startswith("Policy same_day: one-session") for line in entry.lines)


def test_a_week_that_is_not_over_is_left_out() -> None:
    child = case(session(date(2026, 9, 28)), session(date(2026, 9, 30)))
    thursday = only(child, date(2026, 10, 1))
    assert (thursday.last, thursday.promised, thursday.later) == (date(2026, 9, 27), Fraction(180), 60)
    assert any(line.startswith("60 minutes were given in a period that is not over") for line in thursday.lines)
    assert only(child, AS_OF).last == AS_OF
    assert only(child, date(2026, 10, 1)).given == only(child, AS_OF).given == 60
    assert only(case(session(FIRST)), date(2026, 9, 10)).later == 30
    nothing_yet = only(case(), date(2026, 9, 10))
    assert amounts(nothing_yet) == [0] * 6
    assert nothing_yet.since is None
    assert not any((nothing_yet.rows, nothing_yet.repairs, nothing_yet.missed_in, nothing_yet.counted_once))
    assert nothing_yet.lines[-1] == "No period of the service is over yet: nothing is counted."
    assert only(case(end=date(2026, 9, 30)), date(2026, 10, 1)).last == date(2026, 9, 30)  # its last week is cut


def test_days_can_be_asked_for() -> None:
    child = case(session(FIRST), session(MON), session(WED))
    book = ledger(child, calendar=CALENDAR, as_of=AS_OF, first=MON, last=date(2026, 9, 15))
    assert amounts(book.entries[0]) == [24, 24, 0, 0, 0, 6]
    assert book.entries[0].later == 30
    whole = ledger(child, calendar=CALENDAR, as_of=AS_OF, last=LAST)
    assert whole.entries[0].last == AS_OF


def test_sessions_on_days_that_promise_nothing_are_beyond_the_promise() -> None:
    saturday = ServiceDelivery(date(2026, 9, 12), "d", minutes=45, delivered=True)
    entry = only(case(saturday, services=(DAILY,)))
    assert entry.over == 45
    assert [row.over for row in entry.rows][:1] == [45]


def test_what_has_no_number_or_no_day_is_unknown() -> None:
    as_needed = only(case(services=(Service(id="s", as_needed=True),)))
    assert (as_needed.promised, as_needed.behind, as_needed.rows) == (None, None, ())
    assert as_needed.parts == (1, ())
    assert as_needed.lines == (as_needed.unknown,)
    logged = only(case(session(MON), session(WED, delivered=False), services=(Service(id="s", as_needed=True),)))
    assert (logged.given, logged.promised) == (30, None)
    assert logged.lines == (as_needed.unknown, "30 minutes were given by the records.")
    undated = only(case(start=None))
    assert "first day of the service is not known" in undated.unknown
    assert undated.lines[-1] == undated.unknown
    early = only(case(start=date(2026, 8, 3)))
    assert "a calendar for all of them" in early.unknown
    trimester = only(case(services=(Service(id="s", minutes=9, times=9, per=Period.TRIMESTER),)))
    assert "each trimester" in trimester.unknown
    asked = ledger(case(start=None), calendar=CALENDAR, as_of=AS_OF, first=FIRST).entries[0]
    assert asked.promised == 240


def test_deliveries_of_no_service_are_told_with_the_reason() -> None:
    other = ServiceDelivery(MON, type=ServiceType.PHYSICAL_THERAPY, minutes=30)
    bare, late = ServiceDelivery(MON, minutes=30), session(date(2027, 6, 17))
    by_type = ServiceDelivery(MON, type=ServiceType.SPEECH_LANGUAGE_PATHOLOGY, minutes=30)
    two = (SPEECH, attrs.evolve(SPEECH, id="t"))
    book = ledger(case(other, bare, late, by_type, services=two), calendar=CALENDAR, as_of=AS_OF)
    assert [(stray.path, stray.why.split(";")[0].split(":")[0]) for stray in book.strays] == [
        ("$.deliveries[0]", "The delivery names no service that the case has"),
        ("$.deliveries[1]", "The delivery names no service that the case has"),
        ("$.deliveries[2]", "The service is not in force on that day."),
        ("$.deliveries[3]", "More than one service in force on that day fits"),
    ]
    assert amounts(only(case(by_type)))[1] == 30
    unnamed = attrs.evolve(SPEECH, id=None, type=None)
    assert ledger(case(bare, services=(unnamed,)), calendar=CALENDAR, as_of=AS_OF).strays


def test_a_range_is_counted_against_its_lower_end() -> None:
    entry = only(case(services=(attrs.evolve(SPEECH, times_most=3),)))
    assert (entry.promised, entry.promised_most) == (Fraction(240), Fraction(360))
    assert any("240 to 360 minutes promised, counted against the lower end." in line for line in entry.lines)
    free = only(case(services=(attrs.evolve(SPEECH, minutes=0),)))
    assert (free.promised, free.promised_most) == (Fraction(0), Fraction(0))


def test_what_was_given_before_any_period_is_over_is_told_as_that() -> None:
    entry = only(case(session(date(2026, 9, 8)), session(date(2026, 9, 9), None)), date(2026, 9, 10))
    assert amounts(entry) == [0, 0, 0, 0, 0, 0]
    assert (entry.first, entry.given, entry.later) == (None, 60, 60)


def test_an_amendment_on_a_wednesday() -> None:
    """Twice a week through Tuesday, 6 October; three times from Wednesday on."""
    first = Iep(start=FIRST, end=LAST, version=1, services=(SPEECH,))
    made = (Amendment(on=date(2026, 10, 5), effective=date(2026, 10, 7), version=2),)
    second = Iep(start=FIRST, end=LAST, version=2, amendments=made, services=(attrs.evolve(SPEECH, times=3),))
    child = Case("7", ieps=(first, second), deliveries=(session(date(2026, 10, 6)), session(date(2026, 10, 7))))
    book = ledger(child, calendar=CALENDAR, as_of=date(2026, 10, 9))
    old, new = book.entries
    assert (old.last, new.first) == (date(2026, 10, 6), date(2026, 10, 7))
    assert amounts(old) == [264, 24, 0, 0, 240, 0]
    assert amounts(new) == [54, 36, 0, 0, 18, 0]
    assert "6 minutes given under this version count for the one before or after it, in the same period." in old.lines
    assert "6 of the delivered minutes were given before or after the IEP changed, in the same period." in new.lines
    waiting = ledger(child, calendar=CALENDAR, as_of=date(2026, 10, 8)).entries
    assert [amounts(entry)[0] for entry in waiting] == [240, 0]  # the week is not over, in either version
    assert in_force(Iep(amendments=(Amendment(on=MON, version=2),))) is None
    assert in_force(Iep(version=2, amendments=(Amendment(on=MON, version=2), Amendment(on=WED, version=3)))) == MON


def test_the_next_iep_ends_the_one_before_and_an_exit_ends_all() -> None:
    one, two = Iep(start=FIRST, services=(SPEECH,)), Iep(start=date(2027, 1, 4), services=(SPEECH,))
    undated, same = Iep(services=(SPEECH,)), Iep(start=FIRST, version=2, services=(SPEECH,))
    exits = (Exit(), Exit(on=date(2026, 8, 1)), Exit(on=date(2027, 3, 1)))
    found = lines(Case("7", ieps=(two, one, undated), exits=exits))
    ends = [line.dated.end for line in found]
    assert ends == [date(2027, 3, 1), date(2027, 1, 3), date(2026, 8, 1)]
    assert [line.window is None for line in found] == [False, False, True]
    replaced = lines(Case("7", ieps=(one, same)))
    assert replaced[0].dated.end == FIRST - timedelta(1)
    assert replaced[1].dated.end is None


def test_gaps_are_told_with_since_when_and_by_which_record() -> None:
    full = [
        session(day) for week in range(4) for day in (FIRST + timedelta(weeks=week), WED + timedelta(weeks=week - 1))
    ]
    del full[4:6]
    child = case(*full, missed(date(2026, 9, 22)), missed(date(2026, 9, 24), SICK))
    book = ledger(child, calendar=CALENDAR, as_of=AS_OF)
    (gap,) = gaps(book)
    assert (gap.path, gap.since, gap.minutes, gap.share) == (
        "$.ieps[0].services[0]",
        date(2026, 9, 21),
        30,
        Fraction(1, 8),
    )  # type: ignore[comparison-overlap]
    assert gap.records == ("$.deliveries[6]", "$.deliveries[7]")
    assert gap.material is None
    assert "Behind by 30 of 240 minutes (12 1/2 percent) since 2026-09-21" in gap.lines[-2]
    assert "Letter to Clarke" in gap.lines[-1]
    on_time = ledger(case(*full), calendar=CALENDAR, as_of=date(2026, 9, 20))
    assert gaps(on_time) == ()
    assert on_time.entries[0].since is None


@pytest.mark.parametrize(
    ("threshold", "material", "word"), [((1, 8), True, "reaches"), ((1, 4), False, "does not reach")]
)
def test_a_threshold_of_materiality_is_the_callers(threshold: tuple[int, int], material: bool, word: str) -> None:  # noqa: FBT001
    policy = ServicePolicy(material=Fraction(*threshold))
    given_ = [
        session(day) for week in range(4) for day in (FIRST + timedelta(weeks=week), WED + timedelta(weeks=week - 1))
    ]
    (gap,) = gaps(ledger(case(*given_[1:]), calendar=CALENDAR, as_of=AS_OF, policy=policy))
    assert gap.material is material
    assert f"The share {word} " in gap.lines[-1]
    assert "not of the law (Van Duyn" in gap.lines[-1]


def test_the_weeks_of_a_ledger() -> None:
    child = case(
        session(MON), missed(WED), missed(date(2026, 9, 21), SICK), session(date(2026, 9, 30), makes_up_for=WED)
    )
    weeks = by_week(only(child))
    assert [(week.first.day, week.last.day) for week in weeks] == [(8, 13), (14, 20), (21, 27), (28, 2)]
    assert [(week.given, week.missed, week.excused) for week in weeks] == [(0, 0, 0), (60, 0, 0), (0, 0, 30), (0, 0, 0)]
    assert [week.promised_so_far for week in weeks] == [60, 120, 180, 240]
    assert [week.given_so_far for week in weeks] == [0, 60, 60, 60]
    monthly = by_week(only(case(services=(MONTHLY,)), date(2026, 9, 30)))
    assert [week.promised for week in monthly] == [Fraction(80 * days, 17) for days in (4, 5, 5, 3)]
    assert by_week(only(case(), date(2026, 9, 9))) == ()


def test_where_it_stands_at_the_end() -> None:
    child = case(session(MON), end=date(2026, 10, 16))
    book = ledger(child, calendar=CALENDAR, as_of=AS_OF)
    (ahead,) = projections(child, book, calendar=CALENDAR)
    assert (ahead.remaining, ahead.to_give, ahead.a_week, ahead.behind_then) == (120, 330, 165, 315)  # type: ignore[comparison-overlap]
    promised, share = ahead.lines
    assert promised.startswith("120 minutes are still promised through 2026-10-16; with the 210 behind that is 330,")
    assert promised.endswith(" or 165 a week in 2 school weeks.")
    assert share == "At the present share, 315 minutes would be behind at the end."


def test_what_cannot_be_projected_says_why() -> None:
    def project(child: Case, as_of: date = AS_OF, first: date | None = None) -> list[str]:
        book = ledger(child, calendar=CALENDAR, as_of=as_of, first=first)
        return [one.unknown for one in projections(child, book, calendar=CALENDAR)]

    assert "last day of the service is not known" in project(case(end=None))[0]
    assert "a calendar for all of them" in project(case(end=date(2027, 9, 1)))[0]
    assert "As needed" in project(case(services=(Service(as_needed=True),)))[0]
    assert "nothing to project" in project(case(start=None), date(2026, 9, 9), FIRST)[0]
    over = case(end=AS_OF)
    (ended,) = projections(over, ledger(over, calendar=CALENDAR, as_of=AS_OF), calendar=CALENDAR)
    assert (ended.remaining, ended.a_week) == (Fraction(0), None)
    early = case()
    (fresh,) = projections(early, ledger(early, calendar=CALENDAR, as_of=date(2026, 9, 9)), calendar=CALENDAR)
    assert (fresh.behind_then, len(fresh.lines)) == (None, 1)


def test_only_dates_are_dates() -> None:
    with pytest.raises(WrongType, match="as_of"):
        ledger(case(), calendar=CALENDAR, as_of="2026-10-02")  # type: ignore[arg-type]
    with pytest.raises(WrongType, match="first"):
        ledger(case(), calendar=CALENDAR, as_of=AS_OF, first=3)  # type: ignore[arg-type]
    with pytest.raises(WrongType, match="last"):
        ledger(case(), calendar=CALENDAR, as_of=AS_OF, last=3)  # type: ignore[arg-type]


def test_nobody_is_named() -> None:
    child = case(session(MON, missed_because="Ada was with her grandmother", provider_id="Mx. Lee"), missed(WED))
    book = ledger(child, calendar=CALENDAR, as_of=AS_OF)
    told = repr(book) + "".join(line for entry in book.entries for line in entry.lines) + repr(gaps(book))
    assert "Ada" not in told
    assert "Lee" not in told
    assert "SLP" not in told


def test_the_new_fields_are_read_and_written() -> None:
    text = """{"id": "7", "ieps": [{"services": [{"minutes": 20, "minutes_most": 30, "times": 1, "times_most": 2,
        "per": "cycle", "cycle_days": 6, "cycle_on": [1, 4], "days": ["mon"], "starts_at": "09:05", "direct_weeks": 3,
        "indirect_weeks": 1, "indirect": false, "provider_id": "p"}]}], "deliveries": [{"on": "2026-09-14",
        "missed_for": "provider-absent", "starts_at": "09:05", "provider_id": "p", "group_size": 3}],
        "compensatory": [{"on": "2027-01-15", "step": "agreed", "minutes": 600, "until": "2027-06-30"}]}"""
    child = json.loads(text)
    assert child.ieps[0].services[0].cycle_on == (1, 4)
    assert child.deliveries[0].missed_for is OUT
    assert child.compensatory[0].step is CompensatoryStep.AGREED
    assert json.loads(json.dumps(child)) == child


# -- laws -----------------------------------------------------------------------------------------------------------

_on = st.dates(date(2026, 9, 8), date(2026, 12, 18))
_deliveries = st.lists(
    st.builds(
        ServiceDelivery,
        on=_on,
        service_id=st.sampled_from(["s", "d", "m", None, "x"]),
        type=st.sampled_from([None, ServiceType.COUNSELING]),
        minutes=st.sampled_from([None, 0, 10, 30, 45, 90]),
        delivered=st.sampled_from([True, False, None]),
        missed_for=st.sampled_from([None, SICK, OUT, MissedReason.TESTING]),
        makes_up_for=st.none() | _on,
        starts_at=st.sampled_from([None, "09:00", "13:00"]),
    ),
    max_size=60,
)
_policies = st.builds(
    ServicePolicy,
    short_weeks=st.sampled_from(["whole", "prorated"]),
    cut_periods=st.sampled_from(["by-school-days", "whole", "none"]),
    excused=st.sampled_from(["child-absent", "child-and-school", "none"]),
    netting=st.sampled_from(["by-period", "over-all"]),
    unrecorded_minutes=st.sampled_from(["as-stated", "undocumented"]),
    same_day=st.sampled_from(["one-session", "several"]),
)
_ends = st.sampled_from([LAST, date(2026, 11, 4)])


def whole_case(deliveries: Sequence[ServiceDelivery], end: date) -> Case:
    return case(*deliveries, services=(SPEECH, DAILY, MONTHLY), end=end)


@given(_deliveries, _policies, st.dates(FIRST, date(2026, 12, 31)), _ends, st.randoms())
def test_the_ledger_balances_under_any_order_of_entry(
    deliveries: list[ServiceDelivery], policy: ServicePolicy, as_of: date, end: date, shuffle: random.Random
) -> None:
    book = ledger(whole_case(deliveries, end), calendar=CALENDAR, as_of=as_of, policy=policy)
    shuffle.shuffle(deliveries)
    again = ledger(whole_case(deliveries, end), calendar=CALENDAR, as_of=as_of, policy=policy)
    assert again.entries == book.entries
    assert len(again.strays) == len(book.strays)
    for entry in book.entries:
        parts = (entry.delivered, entry.excused, entry.missed, entry.undocumented)
        assert all(part is not None and part >= 0 for part in (*parts, entry.over))
        assert sum((part for part in parts if part is not None), Fraction(0)) == entry.promised
        balanced(entry, policy, end)
        weeks = by_week(entry)
        assert sum((week.promised for week in weeks), Fraction(0)) == entry.promised
        if entry.delivered is not None and entry.over is not None:
            assert sum(week.given for week in weeks) == entry.delivered + entry.over


_SUMS = ("promised", "delivered", "excused", "missed", "undocumented", "over", "made_up", "later", "given")


@given(
    _deliveries,
    _policies,
    st.dates(FIRST, date(2026, 12, 31)),
    st.lists(st.dates(date(2026, 9, 9), date(2026, 12, 18)), max_size=3, unique=True),
    st.booleans(),
)
def test_an_amendment_that_leaves_a_service_as_it_was_changes_no_sum(
    deliveries: list[ServiceDelivery],
    policy: ServicePolicy,
    as_of: date,
    changes: list[date],
    anew: bool,  # noqa: FBT001
) -> None:
    """However often and on whatever day the IEP is amended, or replaced, in the middle of a week or month."""
    # one time of day taken twice, once to repair a day under the other version, contradicts itself; a clash says so
    told = [one if one.makes_up_for is None else attrs.evolve(one, starts_at=None) for one in deliveries]
    plain = whole_case(told, LAST)
    first = plain.ieps[0]
    versions = [
        Iep(start=on if anew else FIRST, end=LAST, version=at, services=first.services, amendments=made)
        for at, on in enumerate(sorted(changes), 2)
        for made in [() if anew else (Amendment(effective=on, version=at),)]
    ]
    amended = attrs.evolve(plain, ieps=(attrs.evolve(first, version=1), *versions))
    whole, parts = (ledger(child, calendar=CALENDAR, as_of=as_of, policy=policy).entries for child in (plain, amended))
    for entry in whole:
        ofit = [one for one in parts if one.service == entry.service]
        assert len(ofit) == 1 + len(changes)
        for name in _SUMS:
            assert sum(getattr(one, name) for one in ofit) == getattr(entry, name), name


def balanced(entry: Entry, policy: ServicePolicy, end: date) -> None:
    """Each row balances, and the rows add up to the entry; promises are those of `expected`."""
    short = next((row.first for row in entry.rows if row.behind), None)
    assert entry.since == (None if short is None else to_date(short))
    whole, parts = entry.parts
    names = ("promised", "delivered", "excused", "missed", "over")
    assert [(row.first, row.last) for row in entry.rows] == [row[:2] for row in parts]
    assert [[getattr(row, name) * whole for name in names] for row in entry.rows] == [list(row[2:]) for row in parts]
    for row in entry.rows:
        assert row.promised == row.delivered + row.excused + row.missed + row.undocumented
    assert sum((row.promised for row in entry.rows), Fraction(0)) == entry.promised
    if policy.netting == "by-period":
        for name in ("delivered", "excused", "missed", "undocumented", "over"):
            assert sum((getattr(row, name) for row in entry.rows), Fraction(0)) == getattr(entry, name)
    if entry.first and entry.last and entry.book:
        service = attrs.evolve(entry.service, start=FIRST, end=end)
        assert expected(service, entry.first, entry.last, calendar=CALENDAR, policy=policy).least == entry.promised


def slowly(deliveries: Sequence[ServiceDelivery], entry: Entry) -> list[Fraction]:
    """The balance of the weekly service once more: a dictionary of weeks, sessions first, then what was missed."""
    assert entry.first is not None
    assert entry.last is not None
    weeks: dict[tuple[int, int], list[Fraction]] = {}
    day = entry.first
    while day <= entry.last:
        weeks.setdefault(day.isocalendar()[:2], [Fraction(0), Fraction(0), Fraction(0), Fraction(0)])
        if CALENDAR.is_school_day(day):
            week = [day + timedelta(n - day.weekday()) for n in range(7)]
            weeks[day.isocalendar()[:2]][0] += Fraction(60, sum(CALENDAR.is_school_day(one) is True for one in week))
        day += timedelta(1)
    for one in deliveries:
        if one.service_id == "s" and entry.first <= one.on <= entry.last:
            week_ = weeks[one.on.isocalendar()[:2]]
            minutes = (
                0 if one.delivered is False else one.minutes if one.minutes is not None else 30 if one.delivered else 0
            )
            week_[1] += minutes
            if minutes < 30 and (one.delivered is False or one.minutes == 0 or one.missed_for):
                week_[2 if one.missed_for is SICK else 3] += 30 - minutes
    sums = [Fraction(0)] * 6
    for promised, given_, excused, lost in weeks.values():
        got = min(promised, given_)
        gone = min(lost, promised - got)
        forgiven = min(excused, promised - got - gone)
        for at, part in enumerate((promised, got, forgiven, gone, promised - got - gone - forgiven, given_ - got)):
            sums[at] += part
    return sums


@given(_deliveries, st.dates(date(2026, 9, 13), date(2026, 12, 18)))
def test_the_ledger_is_that_of_a_slow_count(deliveries: list[ServiceDelivery], as_of: date) -> None:
    """One session a day, and no make-ups, so that the slow count stays easy to read."""
    plain = {
        one.on: attrs.evolve(one, makes_up_for=None) for one in deliveries if one.service_id == "s" and one.on <= as_of
    }
    entry = only(case(*plain.values()), as_of)
    found = [entry.promised, entry.delivered, entry.excused, entry.missed, entry.undocumented, entry.over]
    assert found == slowly(list(plain.values()), entry)


@given(_deliveries, st.dates(FIRST, date(2026, 12, 31)))
def test_what_is_made_up_lowers_what_was_missed_and_never_raises_it(
    deliveries: list[ServiceDelivery], as_of: date
) -> None:
    plain = [attrs.evolve(one, makes_up_for=None) for one in deliveries]
    before = only(whole_case(plain, LAST), as_of)
    made = [session(as_of, 30, makes_up_for=one.on, starts_at=f"1{at % 10}:{at:02}") for at, one in enumerate(plain)]
    after = only(whole_case([*plain, *made], LAST), as_of)
    assert before.behind is not None
    assert after.behind is not None
    assert after.behind <= before.behind
    assert after.promised == before.promised


def test_an_empty_ledger_is_one() -> None:
    assert ledger(Case("7"), calendar=CALENDAR, as_of=AS_OF) == Ledger(AS_OF, ServicePolicy())
