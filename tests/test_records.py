"""Records: frozen values that say nothing of a person and hold what a file holds, contradictions too."""

from __future__ import annotations

import types
from datetime import date
from enum import Enum
from typing import Any, get_args, get_origin

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iepkit import records
from iepkit.errors import IepkitError, InvalidDocument
from iepkit.history import Case, Event
from iepkit.records import Goal, Iep, Placement, Service, Student
from iepkit.testing.strategies import cases
from iepkit.vocabulary import EventKind

PLAIN = (str, int, float, bool, date)
CLASSES = [
    kind
    for name in records.__all__
    if isinstance(kind := getattr(records, name), type) and attrs.has(kind) and not issubclass(kind, Enum)
] + [Case, Event]


def _resolved(kind: type[attrs.AttrsInstance]) -> tuple[attrs.Attribute[Any], ...]:
    return tuple(attrs.fields(attrs.resolve_types(kind)))


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_a_class_is_frozen_and_slotted(kind: type[attrs.AttrsInstance]) -> None:
    assert "__dict__" not in dir(kind)
    assert kind.__setattr__ is not object.__setattr__


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_field_is_of_a_kind_that_all_formats_can_read(kind: type[attrs.AttrsInstance]) -> None:
    for field in _resolved(kind):
        inside: Any = field.type
        if get_origin(inside) is types.UnionType:
            some = [one for one in get_args(inside) if one is not types.NoneType]
            assert len(some) == 1, field.name
            assert field.default is None, field.name
            (inside,) = some
        if get_origin(inside) is tuple:
            assert field.default == (), field.name
            inside = get_args(inside)[0]
        assert inside in PLAIN or attrs.has(inside) or issubclass(inside, Enum), field.name
        assert field.converter is None, field.name


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_only_what_is_needed_to_tell_things_apart_is_required(kind: type[attrs.AttrsInstance]) -> None:
    required = {field.name for field in _resolved(kind) if field.default is attrs.NOTHING}
    assert required <= {"id", "kind", "on", "value"}


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_repr_shows_no_name_no_birth_date_no_identifier_and_no_free_text(kind: type[attrs.AttrsInstance]) -> None:
    shown = {field.name for field in _resolved(kind) if field.repr}
    assert not shown & {"name", "birth_date", "id", "text", "note", "language", "reason"} or kind in (
        records.Instrument,
        records.TransitionAssessment,
        records.AssessmentParticipation,
        records.Consent,
        records.Notice,
        records.Exit,
        records.Extension,
        records.PartCDelay,
    )


def test_repr_of_a_whole_case_is_silent_about_the_child() -> None:
    case = Case(
        id="case-771",
        student=Student(id="771", name="Ada Example", birth_date=date(2015, 2, 28)),
        ieps=(Iep(id="771-a", goals=(Goal(id="771-g", text="Ada will read"),)),),
    )
    shown = repr(case)
    assert "771" not in shown
    assert "Ada" not in shown
    assert "2015" not in shown


@pytest.mark.parametrize(
    "misuse",
    [
        lambda: Service(minutes=-1),
        lambda: Service(times=-1),
        lambda: Goal(reported_times=-1),
        lambda: Placement(percent_regular_class=100.5),
        lambda: Placement(percent_regular_class=-0.5),
    ],
)
def test_an_impossible_amount_is_misuse(misuse: Any) -> None:
    with pytest.raises(IepkitError) as caught:
        misuse()
    assert isinstance(caught.value, ValueError)


def test_the_message_of_an_impossible_amount_names_the_field_and_not_the_amount() -> None:
    with pytest.raises(InvalidDocument) as caught:
        Service(minutes=-4711)
    assert [problem.path for problem in caught.value.problems] == ["$.minutes"]
    assert "4711" not in str(caught.value)


def test_zero_and_the_most_are_allowed() -> None:
    assert Service(minutes=0).minutes == 0
    assert Placement(percent_regular_class=100).percent_regular_class == 100


def test_dates_that_contradict_each_other_are_kept_for_the_review() -> None:
    assert Iep(start=date(2026, 9, 1), end=date(2026, 8, 1)).end == date(2026, 8, 1)


def test_events_that_differ_only_in_their_place_are_equal() -> None:
    day = date(2026, 3, 2)
    assert Event(EventKind.REFERRAL, day, path="$.a") == Event(EventKind.REFERRAL, day)
    assert hash(Event(EventKind.REFERRAL, day, path="$.a")) == hash(Event(EventKind.REFERRAL, day))


@given(st.data())
def test_records_are_hashable(data: st.DataObject) -> None:
    assert isinstance(hash(data.draw(cases())), int)


def test_every_public_module_lists_its_names() -> None:
    for module in (records, records.fields, records.people, records.plan, records.goals, records.services):
        assert dir(module) == sorted(module.__all__)
