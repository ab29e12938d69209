"""The attribute table of a child count: what is known of each child besides what happened, one row a case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from iepkit.errors import InvalidDocument, Problem
from iepkit.history import Case
from iepkit.records import Student
from iepkit.reporting.childcount import child_names
from iepkit.reporting.codes import crosswalk
from iepkit.reporting.coding import Coded, code_child
from iepkit.reporting.entries import Entry
from iepkit.reporting.settings import StateSettings
from iepkit.reporting.standing import (
    ServicesOn,
    Standing,
    iep_on,
    in_another_state,
    lasting,
    services_on,
    undated_answer,
)

__all__ = ["SERVICES", "AttributeTable", "Words", "attributes_of"]


def __dir__() -> list[str]:
    return __all__


SERVICES = tuple(ServicesOn)  # a code is a place in it
_UNTOLD = SERVICES.index(ServicesOn.UNTOLD)
_YES_NO = {None: -1, False: 0, True: 1}


def _places(values: npt.ArrayLike) -> npt.NDArray[np.integer[Any]]:
    """The array itself where it holds whole numbers; small types are kept, since they are faster."""
    array = np.asarray(values)
    return array if array.dtype.kind in "iu" else array.astype(np.int32)


@attrs.frozen(eq=False, repr=False)
class Words:
    """A column of words: for each row a place among `names`, of which one may be `None`, what is not known.

    >>> sexes = Words.of(["F", None, "M", "F"])
    >>> sexes.names, sexes.places.tolist()
    ((None, 'F', 'M'), [1, 0, 2, 1])
    """

    places: npt.NDArray[np.integer[Any]] = attrs.field(converter=_places)
    names: tuple[str | None, ...] = (None,)

    def __len__(self) -> int:
        return len(self.places)

    def __repr__(self) -> str:
        return f"Words({len(self)} rows, {len(self.names)} names)"

    @classmethod
    def of(cls, words: Iterable[str | None]) -> Words:
        """The column of these words."""
        known: dict[str | None, int] = {None: 0}
        places = [known.setdefault(word, len(known)) for word in words]
        return cls(np.array(places, np.int32), tuple(known))


_NOTHING: Any = attrs.Factory(lambda table: Words(np.zeros(table.rows, np.uint8)), takes_self=True)
_NUMBERED: Any = attrs.Factory(lambda table: np.arange(table.rows, dtype=np.int32), takes_self=True)
_NO_ANSWER: Any = attrs.Factory(lambda table: np.full(table.rows, -1, np.int8), takes_self=True)
_NOWHERE_ELSE: Any = attrs.Factory(lambda table: np.zeros(table.rows, np.int8), takes_self=True)
_NOT_TOLD: Any = attrs.Factory(lambda table: np.full(table.rows, _UNTOLD, np.int8), takes_self=True)


@attrs.frozen(eq=False, repr=False, kw_only=True)
class AttributeTable:
    """What is known of the children of an event table, `rows` of them, one for each case and in the order of its cases.

    All columns but `rows` may be left out: nothing is known then. In words:
    `lea` and `school`; `sex`, `race`, `learner`, `disability` and `environment` as the codes of EDFacts, such as `"F"`,
    `"HI7"`, `"LEP"`, `"AUT"` and `"RC80"`; `grade` as `"AGE05K"` or `"AGE05NOTK"`, in kindergarten or before it, and
    `preschool` the same by the word of an IEP, where there is no grade.
    In numbers: `child`, the same number for cases of the same child; `rank`, which of several cases of a child goes
    first where the days are equal; `undated`, an answer on eligibility that has no day, -1 where there is none, 0 no,
    1 yes; `services`, a place in `SERVICES`, what the services of the IEP in effect are on the day; `elsewhere`, 1
    where the child lived in another State on the day.

    Raises `InvalidDocument` where columns differ in length or a code has no place.

    >>> AttributeTable(rows=2, sex=Words.of(["F", "M"]))
    AttributeTable(2 cases)
    """

    rows: int
    lea: Words = _NOTHING
    school: Words = _NOTHING
    sex: Words = _NOTHING
    race: Words = _NOTHING
    learner: Words = _NOTHING
    disability: Words = _NOTHING
    environment: Words = _NOTHING
    grade: Words = _NOTHING
    preschool: Words = _NOTHING
    child: npt.NDArray[np.integer[Any]] = attrs.field(converter=_places, default=_NUMBERED)
    rank: npt.NDArray[np.integer[Any]] = attrs.field(converter=_places, default=_NUMBERED)
    undated: npt.NDArray[np.integer[Any]] = attrs.field(converter=_places, default=_NO_ANSWER)
    services: npt.NDArray[np.integer[Any]] = attrs.field(converter=_places, default=_NOT_TOLD)
    elsewhere: npt.NDArray[np.integer[Any]] = attrs.field(converter=_places, default=_NOWHERE_ELSE)

    def __attrs_post_init__(self) -> None:
        problems = list(_problems(self))
        if problems:
            raise InvalidDocument(problems, where="attribute table")

    def __repr__(self) -> str:
        return f"AttributeTable({self.rows} case{'s' * (self.rows != 1)})"


_BOUNDS = {"undated": (-1, 1), "services": (0, len(SERVICES) - 1), "elsewhere": (0, 1)}


def _problems(table: AttributeTable) -> Iterator[Problem]:
    """Every column that does not fit."""
    for field in attrs.fields(AttributeTable)[1:]:
        column = getattr(table, field.name)
        places = column.places if isinstance(column, Words) else column
        low, high = (0, len(column.names) - 1) if isinstance(column, Words) else _BOUNDS.get(field.name, (0, None))
        if len(places) != table.rows:
            yield Problem(f"$.{field.name}", "expected one row for each case")
        elif len(places) and (places.min() < low or (high is not None and places.max() > high)):
            words = f"expected numbers from {low} on" if high is None else f"expected places from {low} to {high}"
            yield Problem(f"$.{field.name}", words)


def attributes_of(cases: Iterable[Case], settings: StateSettings) -> AttributeTable:
    """The attribute table of cases, in their order, as of the day of the count: the price of entry, paid once.

    What documents alone tell is worked out here by the scalar path: the category that is reported, the environment of
    the IEP in effect, whether its services run.

    >>> from datetime import date
    >>> attributes_of([Case("1")], StateSettings(count_date=date(2025, 11, 3)))
    AttributeTable(1 case)
    """
    given = tuple(lasting(case, settings) for case in cases)
    told = [_told(case, settings) for case in given]
    names = child_names(given)
    children = {name: at for at, name in enumerate(dict.fromkeys(names.values()))}
    order = sorted(range(len(given)), key=lambda at: (given[at].id, *told[at]["order"]))
    rank = np.empty(len(given), np.int32)
    rank[order] = np.arange(len(given))

    def words(name: str) -> Words:
        return Words.of(one[name] for one in told)

    return AttributeTable(
        rows=len(given),
        elsewhere=np.array([in_another_state(case, settings.count_date) for case in given], np.int8),
        child=np.array([children[names[case.id]] for case in given], np.int32),
        rank=rank,
        undated=np.array([_YES_NO[undated_answer(case)] for case in given], np.int8),
        services=np.array([SERVICES.index(services_on(case, settings.count_date)) for case in given], np.int8),
        **{name: words(name) for name in _IN_WORDS},
    )


_IN_WORDS = ("lea", "school", "sex", "race", "learner", "disability", "environment", "grade", "preschool")


def _told(case: Case, settings: StateSettings) -> dict[str, Any]:
    """The codes of one case, by the IEP in effect; a child too young or old for a file has none."""
    student, iep = case.student or Student(id=""), iep_on(case.ieps, settings.count_date)
    coded = code_child(case, Standing(iep=iep), settings)
    entry = coded.entry if isinstance(coded, Coded) else Entry(case.id, None, None, {})
    codes = entry.codes
    name = (student.grade or "").strip().upper().lstrip("0")
    by_iep = None if name or iep is None or iep.preschool is None else iep.preschool
    return {
        "order": (entry.lea or "", entry.school or "", sorted(codes.items())),
        "lea": entry.lea,
        "school": entry.school,
        "sex": codes.get("SEX"),
        "race": codes.get("RACEETHNIC"),
        "learner": codes.get("LEPBOTH"),
        "disability": codes.get("DISABCATIDEA", "DD"),  # the only one that keeps a child of a known age out
        "environment": codes.get("EDENVIRIDEASA") or codes.get("EDENVIDEAEC"),
        "grade": settings.grades.get(name) or crosswalk("grade_for_age_five").get(name),
        "preschool": {None: None, True: "AGE05NOTK", False: "AGE05K"}[by_iep],
    }
