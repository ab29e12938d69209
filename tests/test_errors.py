"""Errors: what every one of them keeps, and how misuse is refused."""

from __future__ import annotations

import copy
import importlib
import pickle
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest

import iepkit as ik
from iepkit import errors
from iepkit.calendars import Closure, Holiday, SchoolCalendar, SchoolYear, Span
from iepkit.errors import (
    CalendarError,
    IepkitError,
    InvalidDocument,
    LawError,
    MissingExtra,
    Problem,
    UnknownName,
    WrongType,
    expect,
)
from iepkit.formats.json import dumps, loads
from iepkit.history import Case, Event
from iepkit.laws import law
from iepkit.reviews import review, review_all
from iepkit.vocabulary import EventKind

AS_OF = date(2026, 11, 2)
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
PROBLEM = Problem("$.id", "expected text")
EVERY = (
    IepkitError("no more than this"),
    InvalidDocument([PROBLEM], where="case.json"),
    UnknownName("jurisdiction", "ZZ", ("US", "WA")),
    UnknownName("jurisdiction of the case", None, ("US",), advice="give law="),
    LawError([PROBLEM], where="wa.toml"),
    CalendarError([PROBLEM, PROBLEM]),
    MissingExtra("fast", "reading JSON"),
    WrongType("as_of", "a date without a time"),
)
COPIES: tuple[Callable[[Any], Any], ...] = (
    copy.copy,
    copy.deepcopy,
    *(lambda one, protocol=protocol: pickle.loads(pickle.dumps(one, protocol)) for protocol in range(6)),  # noqa: S301
)


def test_every_error_is_here() -> None:
    own = {one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, IepkitError)}
    assert {type(one) for one in EVERY} == own


@pytest.mark.parametrize("error", EVERY, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("again", COPIES)
def test_an_error_survives_a_copy_and_another_process(error: IepkitError, again: Callable[[Any], Any]) -> None:
    error.add_note("told on the way")
    made = again(error)
    assert type(made) is type(error)
    assert (str(made), made.args, vars(made)) == (str(error), error.args, vars(error))
    assert getattr(made, "msg", None) == getattr(error, "msg", None)


def test_a_name_that_is_not_repeated() -> None:
    assert str(EVERY[3]) == "unknown jurisdiction of the case; give law=; known: US"


CASE = Case("7", jurisdiction="WA")
CALENDAR = SchoolCalendar((SchoolYear(date(2026, 9, 2), date(2027, 6, 16)),))
MISUSE: dict[str, Callable[[Any], object]] = {
    "case": lambda wrong: review(wrong, as_of=AS_OF),
    "law": lambda wrong: review(CASE, law=wrong, as_of=AS_OF),
    "calendar": lambda wrong: review(CASE, calendar=wrong, as_of=AS_OF),
    "as_of": lambda wrong: review(CASE, as_of=wrong),
    "policy": lambda wrong: review(CASE, as_of=AS_OF, policy=wrong),
    "data": lambda wrong: loads({wrong: wrong}),  # type: ignore[call-overload]
    "value": dumps,
    "on": CALENDAR.is_school_day,
    "first_day": lambda wrong: SchoolYear(wrong, AS_OF),
    "last_day": lambda wrong: SchoolYear(AS_OF, wrong),
    "extra_days": lambda wrong: SchoolYear(AS_OF, AS_OF, extra_days=(AS_OF, wrong)),
    "partial_days": lambda wrong: SchoolYear(AS_OF, AS_OF, partial_days=(wrong,)),
    "holidays_from": lambda wrong: CALENDAR.with_holidays((), wrong, AS_OF),
    "published_through": lambda wrong: attrs.evolve(CALENDAR, published_through=wrong),
    "first": Closure,
    "last": lambda wrong: Span(AS_OF, wrong),
    "the day": CALENDAR.adding,
}


@pytest.mark.parametrize("argument", MISUSE)
@pytest.mark.parametrize("wrong", ["2026-11-02", NOON, 7], ids=["text", "time", "number"])
def test_misuse_is_refused_by_name(argument: str, wrong: object) -> None:
    with pytest.raises(WrongType, match=f"^{argument}: expected ") as caught:
        MISUSE[argument](wrong)
    assert isinstance(caught.value, IepkitError)
    assert isinstance(caught.value, TypeError)
    assert caught.value.argument == argument
    assert "2026" not in str(caught.value)


@pytest.mark.parametrize(
    "asked",
    [
        CALENDAR.is_business_day,
        CALENDAR.year_of,
        CALENDAR.closing,
        CALENDAR.ending,
        lambda day: CALENDAR.school_days(day, AS_OF),
        lambda day: CALENDAR.school_days(AS_OF, day),
        lambda day: Holiday(day, "a holiday"),
    ],
)
def test_a_day_with_a_time_is_no_day(asked: Callable[[Any], object]) -> None:
    with pytest.raises(WrongType, match="a date without a time"):
        asked(NOON)


def test_what_may_be_left_out_may_be_none() -> None:
    expect("law", None, SchoolCalendar, optional=True)
    with pytest.raises(WrongType, match="or None"):
        expect("law", "WA", SchoolCalendar, optional=True)
    with pytest.raises(WrongType):
        expect("law", None, SchoolCalendar)


@pytest.mark.parametrize("jurisdiction", [None, "Zebulon"])
def test_a_case_without_a_law_is_told_what_to_do_and_not_repeated(jurisdiction: str | None) -> None:
    with pytest.raises(UnknownName, match=r"give law=, or set case\.jurisdiction; known: US, ") as caught:
        review(Case("7", jurisdiction=jurisdiction), as_of=AS_OF)
    assert "Zebulon" not in str(caught.value)
    assert caught.value.name is None


def test_text_alone_is_one_word_to_select() -> None:
    case = Case("7", jurisdiction="US", events=(Event(EventKind.IEP_REVIEWED, date(2024, 3, 4)),))
    whole = review(case, as_of=AS_OF)
    assert [finding.code for finding in whole.findings] == ["IP101"]
    assert review(case, as_of=AS_OF, select="IP101") == whole
    assert list(review_all([case], as_of=AS_OF, select="IP101")) == [whole]
    for ignored in ([review(case, as_of=AS_OF, ignore="IP101")], review_all([case], as_of=AS_OF, ignore="IP101")):
        assert [one.findings for one in ignored] == [()]


def test_an_answer_is_not_written_as_a_record_whatever_it_holds() -> None:
    report = review(CASE, as_of=AS_OF)
    deadline = ik.due("annual-review", date(2026, 3, 2), law=law("US"))
    for answer in (report, deadline, (CASE, report), [CASE], {"id": "7"}, CASE.id, None):
        with pytest.raises(WrongType, match="a record, or a tuple of records"):
            dumps(answer)
    assert dumps(()) == "[]"


def test_the_strategies_need_their_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    monkeypatch.delitem(sys.modules, "iepkit.testing.strategies", raising=False)
    with pytest.raises(MissingExtra, match=r"iepkit\[testing\]"):
        importlib.import_module("iepkit.testing.strategies")
