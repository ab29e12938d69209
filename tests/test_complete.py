"""Complete files: a review finds nothing in them, and misses each thing that the law asks for once it is taken away.

The files are examples/complete/. What a deletion leads to is data: cases/complete/<child>.toml, with its own README.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pytest

import iepkit as ik
from iepkit.cli import main
from iepkit.errors import InvalidDocument
from iepkit.formats.json import dumps, loads, structure

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
FILES = EXAMPLES / "complete"
CASES = Path(__file__).parent / "cases" / "complete"
CALENDARS = EXAMPLES / "calendars.json"
AS_OF = date(2026, 11, 2)
CHILDREN = ("preschooler", "fifth-grader", "sixteen-year-old")
UNREADABLE = "unreadable"

Place = tuple[str | int, ...]
Found = Counter[str]


@cache
def document(child: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FILES / f"{child}.json").read_text("utf-8"))
    return found


@cache
def calendars() -> dict[str, ik.SchoolCalendar]:
    listed = json.loads(CALENDARS.read_text("utf-8"))["calendars"]
    return {one.id: one for one in structure(listed, tuple[ik.SchoolCalendar, ...])}


@cache
def tables(name: str) -> dict[str, Any]:
    return tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))


def review(case: ik.Case, law: str = "US") -> ik.Report:
    return ik.review(case, law=ik.law(law), calendar=calendars()["wa-cedar"], as_of=AS_OF)


def found(report: ik.Report) -> Found:
    return Counter(f"{one.rule} {one.severity} {one.path}" for one in report.findings)


# -- nothing is wrong in them ------------------------------------------------------------------------------------------


def explained(child: str, law: str) -> Found:
    """What is found in a whole file under a law, each with a reason in cases/complete/laws.toml."""
    rows = [row for row in tables("laws")["found"] if row["law"] == law and row["child"] in {child, "each"}]
    assert all(row["because"].endswith(".") for row in rows)
    return Counter(row["finding"] for row in rows)


@pytest.mark.parametrize("child", CHILDREN)
@pytest.mark.parametrize("law", ["US", "CA", "MA", "NH", "TX", "WA"])
def test_nothing_is_found_but_what_the_law_of_the_state_explains(child: str, law: str) -> None:
    report = review(structure(document(child), ik.Case), law)
    assert found(report) == explained(child, law)
    assert not {one.severity.value for one in report.findings} & {"violation", "conflict", "note"}


def test_every_explanation_is_of_a_child_and_a_law() -> None:
    assert {row["child"] for row in tables("laws")["found"]} <= {"each", *CHILDREN}
    assert sorted(path.stem for path in CASES.glob("*.toml")) == sorted(["laws", *CHILDREN])
    assert sorted(path.stem for path in FILES.iterdir()) == sorted(CHILDREN)


@pytest.mark.parametrize("child", CHILDREN)
def test_written_and_read_again_it_is_the_same_file(child: str) -> None:
    case = structure(document(child), ik.Case)
    again = loads(dumps(case))
    assert again == case
    assert review(again).findings == review(case).findings


@pytest.mark.parametrize("child", CHILDREN)
def test_the_command_line_finds_the_same(child: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = FILES / f"{child}.json"
    status = main(["review", str(path), "--calendar", str(CALENDARS), "--as-of", AS_OF.isoformat(), "--format", "json"])
    (told,) = json.loads(capsys.readouterr().out)["cases"]
    assert status == 0
    assert Counter(f"{one['rule']} {one['severity']} {one['path']}" for one in told["findings"]) == explained(
        child, "US"
    )


LATER = date(2026, 12, 1)  # the student has turned 17, a year before the age of majority in Washington


def test_rights_that_transfer_are_told_a_year_before() -> None:
    whole = document("sixteen-year-old")
    rules = ("rights-transfer", "iep-transfer-statement")
    told = []
    for plain in (whole, without(whole, ("ieps", 3, "transfer_of_rights"))):
        case, calendar = structure(plain, ik.Case), calendars()["wa-cedar"]
        told.append(found(ik.review(case, law=ik.law("WA"), calendar=calendar, as_of=LATER, select=rules)))
    statement = "iep-transfer-statement violation $.ieps[3].transfer_of_rights"
    assert told == [Counter(), Counter([statement, "rights-transfer violation $"])]


# -- one thing is taken away -------------------------------------------------------------------------------------------


def places(node: object, above: Place = ()) -> Iterator[Place]:
    """Every key and every element, the inner ones first."""
    held: list[tuple[str | int, object]] = []
    if isinstance(node, dict):
        held = list(node.items())
    elif isinstance(node, list):
        held = list(enumerate(node))
    for key, value in held:
        yield from places(value, (*above, key))
        yield (*above, key)


def without(node: Any, place: Place) -> Any:
    """A copy that lacks what stands at a place; the rest is shared."""
    key, *deeper = place
    kept = node.copy()
    if deeper:
        kept[key] = without(node[key], tuple(deeper))
    else:
        del kept[key]
    return kept


def written(place: Place) -> str:
    return "$" + "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in place)


@attrs.frozen
class Row:
    """What a table says of a place, in which `*` is any element of a list: under which heading, and what is found."""

    heading: str
    place: str
    finds: tuple[str, ...]

    def fits(self, path: str) -> list[str] | None:
        """The elements of lists for which the stars stand, where the row is about this place."""
        match = re.fullmatch(re.escape(self.place).replace(re.escape("[*]"), r"\[(\d+)\]"), path)
        return list(match.groups()) if match else None

    def at(self, path: str) -> Found:
        """The findings with their places; one that names none is at the place that was taken away."""
        stars = self.fits(path) or []
        told = (one if one == UNREADABLE or one.count(" ") > 1 else f"{one} {path}" for one in self.finds)
        return Counter(_filled(one, stars) for one in told)


def _filled(text: str, stars: list[str]) -> str:
    for star in stars:
        text = text.replace("[*]", f"[{star}]", 1)
    return text


@cache
def rows(child: str) -> tuple[Row, ...]:
    return tuple(
        Row(heading, place, tuple([finds] if isinstance(finds, str) else finds))
        for heading, table in tables(child).items()
        for place, finds in table.items()
    )


def starred(path: str) -> str:
    return re.sub(r"\[\d+\]", "[*]", path)


@cache
def rows_by_shape(child: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows(child):
        found[starred(row.place)].append(row)
    return found


def row_for(child: str, path: str) -> Row | None:
    """The row on a place: of several that fit, the one with the fewest stars."""
    alike = rows_by_shape(child).get(starred(path), ())
    fitting = [row for row in alike if row.fits(path) is not None]
    return min(fitting, key=lambda row: row.place.count("*"), default=None)


def found_without(child: str, place: Place) -> Found:
    """What is found once a place is taken away, beside what the whole file has."""
    try:
        case = structure(without(document(child), place), ik.Case)
    except InvalidDocument:
        return Counter([UNREADABLE])
    return found(review(case)) - explained(child, "US")


KEYS = [(child, key) for child in CHILDREN for key in document(child)]


@pytest.mark.parametrize(("child", "key"), KEYS)
def test_each_deletion_is_found_as_the_table_says(child: str, key: str) -> None:
    told, used = {}, set()
    for place in [*places(document(child)[key], (key,)), (key,)]:
        path = written(place)
        row = row_for(child, path)
        used.add(row)
        expected = row.at(path) if row else Counter[str]()
        if (seen := found_without(child, place)) != expected:
            told[path] = {"found": sorted(seen.elements()), "expected": sorted(expected.elements())}
    assert told == {}
    of_key = {row for row in rows(child) if re.match(rf"\$\.{key}\b", row.place)}
    assert of_key - used == set(), "rows about nothing in the file"


HEADINGS = {"required", "elsewhere", "cascade", "practice", "unreadable"}


@pytest.mark.parametrize("child", CHILDREN)
def test_what_is_required_has_one_finding_that_names_it(child: str) -> None:
    assert set(tables(child)) <= HEADINGS
    assert {row.place.removeprefix("$.").partition(".")[0].partition("[")[0] for row in rows(child)} <= set(
        document(child)
    )
    wrong = [row for row in rows(child) if heading(row) != row.heading]
    assert wrong == []


def heading(row: Row) -> str:
    """Where a row belongs by what is found."""
    if row.finds == (UNREADABLE,):
        return "unreadable"
    severities = {one.split(" ")[1] for one in row.finds}
    if severities == {"note"}:
        return "practice"
    if len(row.finds) > 1 or "conflict" in severities:
        return "cascade"
    where = row.finds[0].split(" ")[2:]
    return "required" if all(names(one, row.place) for one in where) else "elsewhere"


def names(where: str, place: str) -> bool:
    """Whether a finding stands in what was taken away, or at what is left around it."""
    outer, inner = sorted((where, place), key=len)
    return inner == outer or (inner.startswith(outer) and inner[len(outer)] in ".[")
