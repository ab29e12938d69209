"""JSON: what is read, what is refused with which words, and files with many cases."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import attrs
import pytest

from iepkit import formats
from iepkit.errors import CalendarError, InvalidDocument, MissingExtra, Problem
from iepkit.formats import _careful, _fast, _strict
from iepkit.formats import json as ik_json
from iepkit.formats.json import dumps, load_cases, loads
from iepkit.history import Case, Event
from iepkit.records import Goal, Service, Student
from iepkit.vocabulary import EventKind, GoalArea, Period

BOTH = pytest.mark.parametrize("fast", [True, False])


def problems(text: bytes | str, kind: type = Case, *, fast: bool | None = None) -> list[tuple[str, str]]:
    with pytest.raises(InvalidDocument) as caught:
        loads(text, kind, fast=fast)
    return [(problem.path, problem.message) for problem in caught.value.problems]


@BOTH
def test_a_case_is_read(*, fast: bool) -> None:
    text = """{"id": "7", "student": {"id": "s", "birth_date": "2015-02-28"},
        "ieps": [{"goals": [{"area": "reading", "target": 110, "functional": false}]}],
        "events": [{"kind": "referral", "on": "2026-03-02"}]}"""
    case = loads(text, fast=fast)
    assert case.student == Student(id="s", birth_date=date(2015, 2, 28))
    assert case.ieps[0].goals == (Goal(area=GoalArea.READING, target=110.0, functional=False),)
    assert type(case.ieps[0].goals[0].target) is float
    assert case.events == (Event(EventKind.REFERRAL, date(2026, 3, 2)),)
    assert loads(text.encode(), fast=fast) == loads(text.encode("utf-8-sig"), fast=fast) == case


@BOTH
def test_null_is_what_a_file_does_not_say(*, fast: bool) -> None:
    assert loads('{"minutes": null, "goal_ids": []}', Service, fast=fast) == Service()


def test_defaults_are_left_out_and_the_text_is_as_people_write() -> None:
    assert dumps(Case(id="7", note="Zoë")) == '{"id":"7","note":"Zoë"}'
    assert dumps(Event(EventKind.REFERRAL, date(2026, 3, 2)), indent=1) == (
        '{\n "kind": "referral",\n "on": "2026-03-02"\n}'
    )
    assert json.loads(dumps((Goal(area=GoalArea.READING), Goal()))) == [{"area": "reading"}, {}]


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_number_that_json_does_not_have_is_not_written(value: float) -> None:
    with pytest.raises(InvalidDocument, match="finite"):
        dumps(Goal(target=value))


def test_half_a_character_is_not_written() -> None:
    with pytest.raises(InvalidDocument, match="half of a surrogate pair"):
        dumps(Case(id="7", note="\ud83d"))


def test_threads_may_read_their_first_document_at_once() -> None:
    """In processes of their own, since it is the first document that matters."""
    program = """
from threading import Barrier, Thread
from iepkit.formats.json import loads

start, read = Barrier(8), []
def reading():
    start.wait()
    read.append(loads('{"id": "7", "ieps": [{"goals": [{"target": 1}]}]}', fast=True).id)

threads = [Thread(target=reading) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert read == ["7"] * 8, read
"""
    environment = {**os.environ, "PYTHONPATH": str(Path(formats.__file__).parents[2])}
    for _ in range(3):
        ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, env=environment)
        assert (ran.returncode, ran.stderr) == (0, b"")


def test_a_thread_that_waited_takes_what_the_other_made() -> None:
    assert _fast._made_ready(Case) is _fast._made_ready(Case)


ONE_OF_PERIODS = f"expected one of: {', '.join(Period)}"


@BOTH
@pytest.mark.parametrize(
    ("text", "kind", "path", "message"),
    [
        ('{"minutes": true}', Service, "$.minutes", "expected a whole number"),
        ('{"minutes": "30"}', Service, "$.minutes", "expected a whole number"),
        ('{"minutes": 30.0}', Service, "$.minutes", "expected a whole number"),
        ('{"minutes": 9007199254740992}', Service, "$.minutes", "expected a whole number"),
        ('{"minutes": -1}', Service, "$.minutes", "expected a number that is not negative"),
        ('{"target": true}', Goal, "$.target", "expected a number"),
        ('{"target": "1.5"}', Goal, "$.target", "expected a number"),
        ('{"target": 1e999}', Goal, "$.target", "expected a number"),
        ('{"target": 1' + "0" * 400 + "}", Goal, "$.target", "expected a number"),
        ('{"functional": 1}', Goal, "$.functional", "expected true or false"),
        ('{"functional": "true"}', Goal, "$.functional", "expected true or false"),
        ('{"text": 5}', Goal, "$.text", "expected text"),
        ('{"text": ["a"]}', Goal, "$.text", "expected text"),
        ('{"per": "decade"}', Service, "$.per", ONE_OF_PERIODS),
        ('{"per": {}}', Service, "$.per", ONE_OF_PERIODS),
        *(
            (f'{{"start": {value}}}', Service, "$.start", "expected a day that exists, written YYYY-MM-DD")
            for value in (
                '"2026-02-30"',
                '"2026-13-01"',
                '"2026-03-02T00:00:00"',
                '"20260302"',
                '"2026-W10-1"',
                '"03/02/2026"',
                '"\N{FULLWIDTH DIGIT TWO}026-03-02"',
                "20260302",
                '""',
            )
        ),
        ('{"goal_ids": "g1"}', Service, "$.goal_ids", "expected a list"),
        ('{"goal_ids": null}', Service, "$.goal_ids", "expected a list"),
        ('{"goal_ids": {"0": "g1"}}', Service, "$.goal_ids", "expected a list"),
        ('{"goal_ids": ["g1", 2]}', Service, "$.goal_ids[1]", "expected text"),
        ('{"student": []}', Case, "$.student", "expected an object"),
        ("[]", Service, "$", "expected an object"),
        ('""', Service, "$", "expected an object"),
        ("null", Service, "$", "expected an object"),
        ("{}", Student, "$.id", "this key is required"),
        ('{"minuets": 30}', Service, "$", "unknown key 'minuets'; did you mean 'minutes'?"),
        ('{"zzzz": 30}', Service, "$", "unknown key 'zzzz'"),
        ('{"Ada Example": 30}', Service, "$", "an unknown key"),
        ('{"": 30}', Service, "$", "an unknown key"),
    ],
)
def test_what_is_refused_and_in_which_words(text: str, kind: type, path: str, message: str, *, fast: bool) -> None:
    expected = [("$.id", "this key is required")] if '"student"' in text else []
    assert problems(text, kind, fast=fast) == [*expected, (path, message)]


@BOTH
@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", "not valid JSON, line 1, column 1"),
        (b'{"id": "7",\n "note": }', "not valid JSON, line 2, column 10"),
        (b'{"id": "7"} {}', "not valid JSON, line 1, column 13"),
        (b'{"id": "Ada\tExample"}', "not valid JSON, line 1, column 12"),
        (b'{"id": "\xff"}', "not valid UTF-8"),
        ('{"id": "7"}'.encode("utf-16"), "not valid UTF-8"),
        (b'{"id": "\\ud83d"}', "not valid UTF-8"),
        (b'{"id": "\\uDC00"}', "not valid UTF-8"),
        (b'{"id": "7", "note": NaN}', "NaN and Infinity are not JSON numbers"),
        (b'{"id": "7", "note": -Infinity}', "NaN and Infinity are not JSON numbers"),
        (b'{"id": "7", "id": "7"}', "an object has the same key twice"),
        (b'{"id": "7", "\\u0069d": "8"}', "an object has the same key twice"),
        (b'{"id" : "7", "id" : "8"}', "an object has the same key twice"),
        (b'{"id": "a\\u003ab", "id": "8"}', "an object has the same key twice"),
        (b'{"id": "7", "ieps": [], "ieps": []}', "an object has the same key twice"),
        (b'{"id": "7", "student": {"id": "1", "name": "Ada", "name": "Eve"}}', "an object has the same key twice"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"id": ' + b"1" * 5000 + b"}", "a number is too long"),
    ],
)
def test_text_that_is_no_document(text: bytes, message: str, *, fast: bool) -> None:
    assert problems(text, fast=fast) == [("$", message)]


def test_text_with_half_a_character_is_no_document() -> None:
    assert problems('{"id": "\ud83d"}') == [("$", "not valid UTF-8")]


@BOTH
def test_escapes_that_make_a_character_are_read(*, fast: bool) -> None:
    assert loads(b'{"id": "\\ud83d\\ude00 \\u003a \\" \\\\"}', fast=fast).id == '\N{GRINNING FACE} : " \\'


@BOTH
def test_all_problems_come_at_once(*, fast: bool) -> None:
    text = """{"calendar": 5, "Student": {}, "ieps": [
        {"goals": [{"times": -2, "reported_times": -3, "aera": "reading"}, 7], "start": "soon"},
        {"placement": {"percent_regular_class": 101, "environment": "moon"}}]}"""
    found = problems(text, fast=fast)
    assert [path for path, _ in found] == [
        "$",
        "$.id",
        "$.calendar",
        "$.ieps[0].start",
        "$.ieps[0].goals[0]",
        "$.ieps[0].goals[0].times",
        "$.ieps[0].goals[0].reported_times",
        "$.ieps[0].goals[1]",
        "$.ieps[1].placement.environment",
        "$.ieps[1].placement.percent_regular_class",
    ]


def test_no_value_is_ever_repeated() -> None:
    private = "Ada-2015-02-28"
    text = json.dumps(
        {
            "id": [private],
            private: private,
            "student": {"birth_date": private, private: 1},
            "events": [{"kind": private}],
        }
    )
    assert private not in str(InvalidDocument([Problem(path, message) for path, message in problems(text)]))


@attrs.frozen
class Week:
    """A class of another room, with what records do not use: free keys and rules of its own."""

    name: str
    days: dict[str, int] = attrs.field(factory=dict)
    goals: dict[str, Goal] = attrs.field(factory=dict)
    least: int | None = None
    most: int | None = None
    parts: tuple[Week, ...] = ()
    count: int = attrs.field(init=False, default=0)

    def __attrs_post_init__(self) -> None:
        if self.name == "empty":
            raise CalendarError([Problem("$.days", "expected a day")])
        if self.least is not None and self.most is not None and self.least > self.most:
            raise ValueError(f"{self.name} contradicts itself")


def _odd(_: object, __: object, value: int) -> None:
    if value % 2 == 0:
        raise ValueError(str(value))


@attrs.frozen
class Odd:
    """A class with a validator that says too much."""

    value: int = attrs.field(validator=_odd)
    name: str = ""


@BOTH
def test_a_class_of_another_room_is_read(*, fast: bool) -> None:
    text = '{"name": "w", "days": {"Mon:day": 6}, "goals": {"a": {"target": 1}}, "parts": []}'
    week = loads(text, Week, fast=fast)
    assert week == Week("w", days={"Mon:day": 6}, goals={"a": Goal(target=1.0)})
    assert loads(dumps(week), Week, fast=fast) == week
    assert loads('["a", "b"]', tuple[str, ...], fast=fast) == ("a", "b")
    assert loads('{"a": "b:c", "d": "e"}', dict[str, str], fast=fast) == {"a": "b:c", "d": "e"}


@BOTH
def test_the_problems_of_a_class_of_another_room(*, fast: bool) -> None:
    text = """{"name": "w", "days": {"mon": "x", "Ada": "y"}, "parts": [{"name": "empty"}, {"name": "v", "least": 2,
        "most": 1}], "goals": [], "count": 3}"""
    assert problems(text, Week, fast=fast) == [
        ("$", "unknown key 'count'"),
        ("$.days.mon", "expected a whole number"),
        ("$.days.*", "expected a whole number"),
        ("$.goals", "expected an object"),
        ("$.parts[0].days", "expected a day"),
        ("$.parts[1]", "expected values that agree with each other"),
    ]
    assert problems('{"name": "w", "days": []}', Week, fast=fast) == [("$.days", "expected an object")]
    assert problems('{"value": 4, "name": 5}', Odd, fast=fast) == [
        ("$", "expected values that agree with each other"),
        ("$.name", "expected text"),
    ]
    assert problems('{"name": "w", "days": {"a": 1, "a": 2}}', Week, fast=fast) == [
        ("$", "an object has the same key twice")
    ]


@BOTH
def test_a_type_that_no_document_can_have_is_misuse(*, fast: bool) -> None:
    with pytest.raises(KeyError):
        loads("{}", complex, fast=fast)


def test_a_reader_that_fails_on_a_sound_document_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ArithmeticError

    monkeypatch.setattr(ik_json, "_CONVERTER", SimpleNamespace(structure=broken))
    with pytest.raises(ArithmeticError):
        loads('{"id": "7"}', fast=False)


def test_without_the_extra_the_strict_reader_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "iepkit.formats._fast", None)
    monkeypatch.delattr(formats, "_fast", raising=False)
    ik_json._decoder.cache_clear()
    try:
        assert loads('{"id": "7"}').id == "7"
        with pytest.raises(MissingExtra, match=r"iepkit\[fast\]"):
            loads('{"id": "7"}', fast=True)
    finally:
        ik_json._decoder.cache_clear()


def test_the_fast_decoder_reads_itself_what_is_sound() -> None:
    assert _fast.decode(b'{"id":"7"}', Case) == Case(id="7")
    assert _fast.decode('{"id": "7", "note": null, "ieps": [{"goals": []}]}', Case) is not None
    assert _fast.decode(b'{"id":"7","id":"7"}', Case) is None


# --- files with many cases


def outcome(found: Iterator[tuple[str, Case | InvalidDocument]]) -> list[tuple[str, object]]:
    return [
        (Path(where).name, one.id if isinstance(one, Case) else [str(problem) for problem in one.problems])
        for where, one in found
    ]


@BOTH
def test_a_folder_is_read_in_order_and_bad_cases_hide_nothing(tmp_path: Path, *, fast: bool) -> None:
    (tmp_path / "a.json").write_text('{"id": "a"}')
    (tmp_path / "b.json").write_text("{")
    (tmp_path / "c.ndjson").write_text('{"id": "c1"}\n\n{"id": 2}\n{"id": "c3"}')
    (tmp_path / "d.json").write_text('[{"id": "d0"}, {"id": "d1", "ieps": 1}, {"id": "d2"}]')
    (tmp_path / "e.json").write_text('{"cases": [{"id": "e0"}, {"id": 5}], "extra": 1}')
    (tmp_path / "f").mkdir()
    (tmp_path / "f" / "g.jsonl").write_bytes(b'\xef\xbb\xbf{"id": "g"}\n')
    (tmp_path / "h.json").write_text('{"cases": 5}')
    (tmp_path / "i.json").write_text('{"cases": [{"id": "i0"}, {"id": "i1"}]}')
    (tmp_path / "j.json").write_text('[{"id": "j0"}]')
    (tmp_path / "k.json").write_text('{"ieps": []}')
    (tmp_path / "notes.txt").write_text("nothing")
    found = list(load_cases(tmp_path, fast=fast))
    assert outcome(iter(found)) == [
        ("a.json", "a"),
        ("b.json", ["$: not valid JSON, line 1, column 2"]),
        ("c.ndjson:1", "c1"),
        ("c.ndjson:3", ["$.id: expected text"]),
        ("c.ndjson:4", "c3"),
        ("d.json[0]", "d0"),
        ("d.json[1]", ["$[1].ieps: expected a list"]),
        ("d.json[2]", "d2"),
        ("e.json", ["$: unknown key 'extra'"]),
        ("e.json[0]", "e0"),
        ("e.json[1]", ["$.cases[1].id: expected text"]),
        ("g.jsonl:1", "g"),
        ("h.json", ["$.cases: expected a list"]),
        ("i.json[0]", "i0"),
        ("i.json[1]", "i1"),
        ("j.json[0]", "j0"),
        ("k.json", ["$.id: this key is required"]),
    ]
    assert all(one.where == where for where, one in found if isinstance(one, InvalidDocument))


def test_one_file_many_files_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    here = tmp_path / "a.json"
    here.write_text('{"id": "a"}')
    assert outcome(load_cases(str(here))) == [("a.json", "a")]
    assert outcome(load_cases([here, tmp_path / "absent.json"])) == [
        ("a.json", "a"),
        ("absent.json", ["$: this file cannot be read"]),
    ]


def test_a_suffix_may_be_in_capitals(tmp_path: Path) -> None:
    (tmp_path / "A.JSON").write_text('{"id": "a"}')
    for name in ("B.NDJSON", "C.Jsonl"):
        (tmp_path / name).write_text('{"id": "1"}\n{"id": "2"}')
    expected = [("A.JSON", "a"), ("B.NDJSON:1", "1"), ("B.NDJSON:2", "2"), ("C.Jsonl:1", "1"), ("C.Jsonl:2", "2")]
    assert outcome(load_cases(tmp_path)) == expected


def test_lines_are_read_one_at_a_time(tmp_path: Path) -> None:
    file = tmp_path / "many.ndjson"
    file.write_text('{"id": "1"}\n' * 3 + "{broken")
    stream = load_cases(file)
    assert next(stream) == (f"{file}:1", Case(id="1"))
    assert [type(one) for _, one in stream] == [Case, Case, InvalidDocument]


def test_the_modules_list_their_names() -> None:
    for module in (formats, ik_json, _strict, _careful, _fast):
        assert dir(module) == sorted(module.__all__)
