"""Sessions that clash, the compensatory bank, and what providers have in a week."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iepkit.calendars import SchoolCalendar, SchoolYear, Span, Weekday
from iepkit.errors import WrongType
from iepkit.history import Case
from iepkit.records import Compensatory, Iep, Service, ServiceDelivery
from iepkit.services import (
    Clash,
    ClashKind,
    Gap,
    ServicePolicy,
    bank,
    clashes,
    hour_for_hour,
    provider_clashes,
    workloads,
)
from iepkit.vocabulary import CompensatoryStep as Step
from iepkit.vocabulary import Period, ServiceType

ON = date(2026, 10, 5)
CALENDAR = SchoolCalendar(
    (
        SchoolYear(
            date(2026, 9, 8), date(2027, 6, 16), extended_school_year=(Span(date(2027, 7, 6), date(2027, 7, 30)),)
        ),
    ),
    published_through=date(2027, 8, 1),
)


def given_at(starts_at: str | None, minutes: int | None = 30, service: str = "s", **more: object) -> ServiceDelivery:
    return ServiceDelivery(ON, service, minutes=minutes, starts_at=starts_at, **more)  # type: ignore[arg-type]


def case(*deliveries: ServiceDelivery, services: tuple[Service, ...] = (), id: str = "7") -> Case:  # noqa: A002
    return Case(id, ieps=(Iep(start=date(2026, 9, 8), services=services),), deliveries=deliveries)


def kinds(found: tuple[Clash, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(clash.kind.value, clash.paths) for clash in found]


# -- clashes --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        (given_at("09:00"), given_at("09:15", service="r"), True),
        (given_at("9:00"), given_at("09:29", service="r"), True),
        (given_at("09:00"), given_at("09:30", service="r"), False),
        (given_at("09:00"), given_at("09:00", service="r"), True),
        (given_at("09:00"), given_at("09:00"), False),
        (given_at("09:00"), given_at("09:10"), True),
        (given_at(None), given_at("09:00", service="r"), False),
        (given_at("09:00", None), given_at("09:00", service="r"), False),
        (given_at("09:00", delivered=False), given_at("09:00", service="r"), False),
        (given_at("about nine"), given_at("09:00", service="r"), False),
        (given_at("09:00"), attrs.evolve(given_at("09:00", service="r"), on=date(2026, 10, 6)), False),
    ],
)
def test_a_child_is_in_one_place(one: ServiceDelivery, other: ServiceDelivery, clash: bool) -> None:  # noqa: FBT001
    paths = ("$.deliveries[0]", "$.deliveries[1]")
    found = kinds(clashes(case(one, other)))
    assert [(kind, tuple(sorted(places))) for kind, places in found] == ([("two-places", paths)] if clash else [])


def test_groups_are_held_to_the_iep() -> None:
    alone = Service(id="s", group=False)
    grouped = Service(id="r", group=True, group_size=3)
    free = Service(id="f")
    found = clashes(
        case(
            given_at(None, group=True),
            given_at(None, group_size=2),
            given_at(None, group_size=1),
            given_at(None, service="r", group_size=4),
            given_at(None, service="r", group=False),
            given_at(None, service="r", group=True, group_size=3),
            given_at(None, service="f", group=True, group_size=9),
            given_at(None, group=True, delivered=False),
            given_at(None),
            services=(alone, grouped, free),
        )
    )
    service = "$.ieps[0].services[{}]".format
    assert kinds(found) == [
        ("group-for-individual", ("$.deliveries[0]", service(0))),
        ("group-for-individual", ("$.deliveries[1]", service(0))),
        ("group-too-large", ("$.deliveries[3]", service(1))),
        ("individual-for-group", ("$.deliveries[4]", service(1))),
    ]
    assert found[0].words == "The IEP says an individual session, and the session was a group."
    assert found[2].words == "4 children were in a group in which the IEP allows 3."


def test_days_are_looked_at_with_a_calendar() -> None:
    saturday = ServiceDelivery(date(2026, 10, 3), minutes=30)
    summer = ServiceDelivery(date(2027, 7, 6), minutes=30)
    unknown = ServiceDelivery(date(2028, 7, 6), minutes=30)
    not_given = ServiceDelivery(date(2026, 10, 4), delivered=False)
    early = ServiceDelivery(ON, minutes=30, makes_up_for=date(2026, 10, 9))
    late = ServiceDelivery(ON, minutes=30, makes_up_for=date(2026, 10, 2))
    child = case(saturday, summer, unknown, not_given, early, late)
    assert kinds(clashes(child, calendar=CALENDAR)) == [
        ("no-school-day", ("$.deliveries[0]",)),
        ("before-it-was-missed", ("$.deliveries[4]",)),
    ]
    assert kinds(clashes(child)) == [("before-it-was-missed", ("$.deliveries[4]",))]


def test_a_provider_is_in_one_place() -> None:
    one = case(given_at("09:00", provider_id="p"), given_at("11:00", provider_id="p", group=True))
    two = case(given_at("09:20", provider_id="p"), given_at("11:00", provider_id="p", group=True), given_at("09:00"))
    three = case(given_at("11:10", provider_id="p", group=True), given_at("09:00", provider_id="q"))
    found = provider_clashes([one, two, three])
    assert kinds(found) == [
        ("same-provider", ("[0].deliveries[0]", "[1].deliveries[0]")),
        ("same-provider", ("[0].deliveries[1]", "[2].deliveries[0]")),
        ("same-provider", ("[1].deliveries[1]", "[2].deliveries[0]")),
    ]
    assert provider_clashes([case(given_at("09:00", provider_id="p"), given_at("09:10", provider_id="p"))]) == ()
    with pytest.raises(WrongType, match="cases"):
        provider_clashes(["7"])  # type: ignore[list-item]
    assert all("p" not in clash.paths and clash.kind is ClashKind.SAME_PROVIDER for clash in found)


def test_a_group_is_not_larger_than_its_smallest_iep_allows() -> None:
    pair = Service(id="s", group=True, group_size=2)
    larger, free = attrs.evolve(pair, group_size=3), attrs.evolve(pair, group_size=None)
    at_nine = given_at("09:00", provider_id="p", group=True)
    cases = [
        case(at_nine, services=(pair,)),
        case(attrs.evolve(at_nine, starts_at="9:00"), services=(larger,)),
        case(at_nine, given_at("10:00", provider_id="p"), services=(free,)),
    ]
    assert kinds(provider_clashes(cases)) == [("group-too-large", tuple(f"[{at}].deliveries[0]" for at in range(3)))]
    assert provider_clashes(cases[:2]) == ()
    assert provider_clashes([case(at_nine, services=(free,)), cases[2]]) == ()


_times = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 15)), max_size=10)


@given(_times)
def test_overlaps_are_those_that_share_a_minute(times: list[tuple[int, int]]) -> None:
    sessions = [given_at(f"10:{start:02}", length, str(at)) for at, (start, length) in enumerate(times)]
    minutes = [set(range(start, start + length)) for start, length in times]
    shared = {(a, b) for a in range(len(times)) for b in range(a) if minutes[a] & minutes[b]}
    found = kinds(clashes(case(*sessions)))
    assert len(found) == len(shared)
    names = {tuple(sorted((f"$.deliveries[{a}]", f"$.deliveries[{b}]"))) for a, b in shared}
    assert {tuple(sorted(paths)) for _, paths in found} == names


# -- the compensatory bank ------------------------------------------------------------------------------------------


def entry(step: Step | None, on: date, minutes: int | None, until: date | None = None) -> Compensatory:
    return Compensatory(on, step, minutes=minutes, until=until)


JAN, FEB, MAR, JUN = date(2027, 1, 4), date(2027, 2, 1), date(2027, 3, 1), date(2027, 6, 30)


def test_what_was_agreed_is_delivered_expired_or_left() -> None:
    entries = [
        entry(Step.OWED, JAN, 900),
        entry(Step.OFFERED, JAN, 500),
        entry(Step.AGREED, JAN, 600, MAR),
        entry(Step.AGREED, FEB, 300),
        entry(Step.DELIVERED, FEB, 200),
        entry(Step.DELIVERED, JUN, 50),
        entry(Step.EXPIRED, MAR, 100),
        entry(None, JAN, 5),
        entry(Step.OWED, JAN, None),
    ]
    now = bank(entries, MAR)
    assert (now.owed, now.offered, now.agreed, now.delivered, now.expired, now.left) == (900, 500, 900, 200, 100, 600)
    assert (now.expires_next, now.uncounted, now.beyond) == (MAR, 1, 0)
    assert now.lines[1] == "900 agreed = 200 delivered + 100 expired + 600 left."
    assert now.lines[2] == "1 entry without minutes; the minutes would settle it."
    later = bank(entries, JUN)
    assert (later.delivered, later.expired, later.left, later.expires_next) == (250, 400, 250, None)
    assert bank([entry(Step.DELIVERED, JAN, 60)], JUN).beyond == 60
    with pytest.raises(WrongType, match="as_of"):
        bank([], "2027-01-01")  # type: ignore[arg-type]


_entries = st.lists(
    st.builds(
        Compensatory,
        on=st.dates(JAN, JUN),
        step=st.sampled_from([*Step, None]),
        minutes=st.none() | st.integers(0, 300),
        until=st.none() | st.dates(JAN, JUN),
    ),
    max_size=20,
)


@given(_entries, st.dates(JAN, date(2027, 8, 1)), st.randoms())
def test_the_bank_balances_under_any_order_of_entry(entries: list[Compensatory], as_of: date, shuffle: object) -> None:
    found = bank(entries, as_of)
    assert found.agreed == found.delivered + found.expired + found.left
    assert min(found.delivered, found.expired, found.left, found.beyond) >= 0
    told = sum(one.minutes or 0 for one in entries if one.step is Step.DELIVERED and one.on <= as_of)
    assert found.delivered + found.beyond == told
    shuffle.shuffle(entries)  # type: ignore[attr-defined]
    assert bank(entries, as_of) == found


def test_hour_for_hour_is_a_starting_figure_and_says_so() -> None:
    gap = Gap("$.ieps[0].services[0]", ON, Fraction(90), Fraction(60), Fraction(30), Fraction(1, 2))
    figure = hour_for_hour([gap, gap])
    assert figure.minutes == 120  # what no record speaks of is not in it
    assert "starting figure" in figure.lines[0]
    assert "Reid v. District of Columbia" in figure.lines[1]


# -- caseload and workload ------------------------------------------------------------------------------------------


def test_what_each_provider_has_in_a_week() -> None:
    group = Service(
        minutes=30,
        times=1,
        per=Period.WEEK,
        provider_role="SLP",
        group=True,
        days=(Weekday.MONDAY,),
        starts_at="09:00",
        indirect=False,
    )
    consult = Service(type=ServiceType.CONSULTATION, minutes=20, times=1, per=Period.WEEK, provider_role="SLP")
    monthly = Service(minutes=30, times=4, per=Period.MONTH, provider_role="OT")
    nobody = Service(minutes=0, times=1, per=Period.WEEK)
    ended = Service(minutes=30, times=1, per=Period.WEEK, provider_role="PT", end=date(2026, 9, 30))
    cases = [case(services=(group, consult, ended), id="1"), case(services=(group, monthly, nobody), id="2")]
    blank, ot, slp = workloads(cases, ON, caps={"SLP": 2, "OT": 0})
    assert (slp.provider, slp.children, slp.sessions, slp.minutes) == ("SLP", 2, Fraction(3), Fraction(80))
    assert (slp.direct, slp.on_behalf, slp.unsaid, slp.own_minutes) == (60, 20, 0, 50)  # type: ignore[comparison-overlap]
    assert (slp.over, ot.over, blank.over) == (False, True, None)
    assert slp.lines == (
        "2 children, 3 sessions and 80 minutes a week: 60 with children, 20 on their behalf, 0 unsaid.",
        "The cap that was given is 2 children.",
    )
    assert (ot.unknown, ot.minutes) == (("[1].ieps[0].services[1]",), Fraction(0))
    assert "1 service of which a week cannot be told." in ot.lines
    assert (blank.provider, blank.sessions) == ("", Fraction(0))
    assert "SLP" not in repr(slp)


def test_what_is_not_weekly_is_converted_by_policy_or_calendar() -> None:
    monthly = Service(minutes=30, times=4, per=Period.MONTH, provider_id="p", provider_role="OT")
    (by_policy,) = workloads([case(services=(monthly,))], ON, policy=ServicePolicy(weeks_in_month=4))
    assert (by_policy.provider, by_policy.minutes, by_policy.unsaid) == ("p", Fraction(30), Fraction(30))
    (by_calendar,) = workloads([case(services=(monthly,))], ON, calendar=CALENDAR)
    weeks = len(
        {
            day.isocalendar()[:2]
            for day in map(date.fromordinal, range(date(2026, 9, 8).toordinal(), date(2027, 6, 17).toordinal()))
            if CALENDAR.is_school_day(day)
        }
    )
    assert by_calendar.minutes == Fraction(120 * 10, weeks)
    (summer,) = workloads([case(services=(monthly,))], date(2027, 7, 20), calendar=CALENDAR)
    assert summer.unknown == ("[0].ieps[0].services[0]",)
    assert workloads([case(services=(monthly,))], date(2026, 9, 1)) == ()
    undated = Case("8", ieps=(Iep(services=(monthly,)),))
    assert workloads([undated], ON) == ()
    with pytest.raises(WrongType, match="cases"):
        workloads([3], ON)  # type: ignore[list-item]
