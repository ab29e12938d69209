"""What a review says of services given: the numbers are those of the ledger, where the file has a whole log."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from iepkit.calendars import Closure, SchoolCalendar, SchoolYear
from iepkit.findings import Severity
from iepkit.history import Case
from iepkit.laws import law
from iepkit.records import Iep, Service, ServiceDelivery
from iepkit.reviews import review
from iepkit.services import gaps, ledger
from iepkit.services.words import mixed
from iepkit.vocabulary import MissedReason, Period

FIRST, LAST, MONDAY = date(2026, 9, 8), date(2027, 6, 16), date(2026, 12, 7)
BREAK = Closure(date(2026, 11, 25), date(2026, 11, 27))
CALENDAR = SchoolCalendar((SchoolYear(FIRST, LAST, closures=(BREAK,)),))
SERVICES = (
    Service(id="s", minutes=30, times=2, per=Period.WEEK),
    Service(id="m", minutes=40, times=2, per=Period.MONTH),
    Service(id="d", minutes=45, times=1, per=Period.DAY),
)
DAYS = [FIRST + timedelta(days) for days in range((MONDAY - FIRST).days)]
SESSIONS = st.builds(
    ServiceDelivery,
    on=st.sampled_from([day for day in DAYS if CALENDAR.is_school_day(day)]),
    service_id=st.sampled_from(["s", "m"]),
    minutes=st.integers(0, 60),
    missed_for=st.sampled_from([None, MissedReason.PROVIDER_ABSENT, MissedReason.CHILD_ABSENT]),
)


def in_full(name: str, *days: date) -> tuple[ServiceDelivery, ...]:
    return tuple(ServiceDelivery(day, name, minutes=90, delivered=True) for day in days)


@given(st.lists(SESSIONS, max_size=25))
def test_what_is_behind_is_the_gap_of_the_ledger(sessions: list[ServiceDelivery]) -> None:
    """The log begins with the services, and goes on for one of them, so that every week that is over is asked for."""
    log = [*sessions, *in_full("d", FIRST, MONDAY)]
    for name in ("s", "m"):
        log += in_full(name, FIRST, FIRST + timedelta(1))
    case = Case("7", ieps=(Iep(start=FIRST, end=LAST, services=SERVICES),), deliveries=tuple(log))
    report = review(case, law=law("US"), calendar=CALENDAR, as_of=MONDAY, select=["service-time-behind"])
    found = {finding.path: finding.message for finding in report.findings}
    book = ledger(case, calendar=CALENDAR, as_of=MONDAY)
    wanted = {gap.path: gap for gap in gaps(book) if not gap.path.endswith("[2]")}
    assert {finding.severity for finding in report.findings} <= {Severity.NOTE}
    assert {path for path in found if not path.endswith("[2]")} == set(wanted)
    promised = {entry.path: entry.promised or 0 for entry in book.entries}
    for path, gap in wanted.items():
        assert found[path].startswith(
            f"{mixed(gap.minutes)} of {mixed(promised[path])} minutes are behind since {gap.since}:"
            f" {mixed(gap.missed)} by records of missed sessions, {mixed(gap.undocumented)} without a record"
        )
