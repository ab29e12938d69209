"""The laws of JSON: what is written reads back the same, and both readers say the same of any text."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from iepkit.errors import InvalidDocument, Problem
from iepkit.formats import _fast
from iepkit.formats.json import dumps, loads
from iepkit.history import Case
from iepkit.records import Goal, Iep, Service
from iepkit.testing.strategies import cases, ieps, records

SPACE = st.sampled_from(["", " ", "\n", "\t", "\r", " \n "])
NUMBERS = st.sampled_from(
    ["0", "-0", "01", "1.0", "-1", "1e2", "1E-2", "1e400", "1e-400", "2.5", ".5", "1.", "-", "+1"]
)
BIG = st.sampled_from(["9007199254740991", "9007199254740992", "-9007199254740992", "1" * 30, "1" * 310, "Infinity"])
STRINGS = st.text(max_size=4).map(json.dumps) | st.sampled_from(
    [
        '"a:b"',
        '"\\u003a"',
        '"\\":"',
        '"\\ud800"',
        '"\\ud83d\\ude00"',
        '"\\x"',
        '"2026-02-29"',
        '"2028-02-29"',
        '"\\u0000"',
    ]
)
VALUES = (
    st.sampled_from(["null", "true", "false", "[]", "{}", "[null]", '{"id":"1"}', '"reading"', '"week"'])
    | NUMBERS
    | BIG
    | STRINGS
)
KEYS = st.sampled_from(
    ["id", "text", "times", "per", "target", "area", "start", "objectives", "data", "Ada", "zzz", "a:b"]
)
PIECES = st.sampled_from(
    [*list('{}[]:,"\\'), "null", "true", '"id":', '"text":"a"', ":", " :", "\\u003a", "1", "é", "\x00"]
)


def outcome(text: bytes | str, kind: type[Any], *, fast: bool) -> tuple[object, ...]:
    """What reading gives: the record as text, so that `-0.0` is seen too, or the problems."""
    try:
        found = loads(text, kind, fast=fast)
    except InvalidDocument as error:
        return error.problems
    return found, dumps(found).replace("-0.0", "0.0")


def same(text: bytes | str, kind: type[Any]) -> None:
    strict = outcome(text, kind, fast=False)
    assert outcome(text, kind, fast=True) == strict
    # The fast decoder leaves what it cannot judge to the strict reader; else each must judge alike by itself.
    raw = text if isinstance(text, bytes) else text.encode()
    if b"\\u" not in raw and not raw.startswith(b"\xef\xbb\xbf"):
        assert (_fast.decode(text, kind) is None) == (type(strict[0]) is Problem)


@st.composite
def objects(draw: st.DrawFn, inside: st.SearchStrategy[str] = VALUES) -> str:
    """The text of an object with known, unknown and repeated keys, spaced anyhow."""
    members = draw(st.lists(st.tuples(KEYS, SPACE, SPACE, inside, SPACE), max_size=4))
    return "{" + ",".join(f'{a}"{key}"{b}:{a}{value}{c}' for key, a, b, value, c in members) + "}"


@given(cases())
def test_a_case_reads_back_as_it_was_written(case: Case) -> None:
    text = dumps(case)
    assert loads(text, fast=False) == case
    assert loads(text, fast=True) == case
    assert dumps(loads(text)) == text


@given(ieps(), st.integers(0, 4))
def test_indentation_changes_nothing(iep: Iep, indent: int) -> None:
    assert loads(dumps(iep, indent=indent), Iep) == iep


@given(cases())
def test_what_is_written_is_read_by_the_fast_decoder_itself(case: Case) -> None:
    text = dumps(case)
    assert ("\\u003" in text) or _fast.decode(text, Case) == case


@given(st.lists(cases(), max_size=2).map(tuple))
def test_a_tuple_of_cases_reads_back(several: tuple[Case, ...]) -> None:
    assert loads(dumps(several), tuple[Case, ...]) == several


@given(records(Goal), st.booleans())
def test_other_writers_are_read_the_same(goal: Goal, ascii_only: bool) -> None:  # noqa: FBT001
    plain = dict.fromkeys(("area", "text", "start")) | json.loads(dumps(goal))
    for separators in ((", ", ": "), (" , ", " : ")):
        text = json.dumps(plain, ensure_ascii=ascii_only, separators=separators)
        assert loads(text, Goal, fast=True) == loads(text, Goal, fast=False) == goal


@given(objects(VALUES | objects() | objects().map("[{}]".format)), st.sampled_from([Goal, Service, Case, Iep]))
def test_both_readers_say_the_same_of_any_object(text: str, kind: type[Any]) -> None:
    same(text, kind)


@given(records(Goal), st.data())
def test_both_readers_say_the_same_of_a_text_with_a_slip(goal: Goal, data: st.DataObject) -> None:
    text = dumps(goal)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 3)))
    same(text[:start] + data.draw(st.just("") | PIECES) + text[end:], Goal)


@given(cases(), st.data())
def test_both_readers_say_the_same_of_a_changed_value(case: Case, data: st.DataObject) -> None:
    plain = json.loads(dumps(case))
    holders = [plain]
    for holder in holders:
        holders.extend(
            one for one in (holder.values() if isinstance(holder, dict) else holder) if isinstance(one, dict | list)
        )
    holder = data.draw(st.sampled_from([one for one in holders if one]))
    key = data.draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))
    mark = "@changed@"
    holder[key] = mark
    same(json.dumps(plain).replace(f'"{mark}"', data.draw(VALUES)), Case)


@given(cases(), st.data())
def test_a_repeated_key_is_never_read(case: Case, data: st.DataObject) -> None:
    text = dumps(case)
    at = data.draw(st.sampled_from([place for place, char in enumerate(text) if text[place:].startswith('{"')]))
    key = text[at + 1 :].split(":", 1)[0]
    broken = f"{text[: at + 1]}{key}{data.draw(SPACE)}:{data.draw(VALUES)},{text[at + 1 :]}"
    same(broken, Case)


@given(st.binary(max_size=40))
def test_bytes_of_any_kind_are_read_or_refused(noise: bytes) -> None:
    same(noise, Case)
