"""Answers in columns: the deadlines of many cases, gathered part by part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from iepkit.columns.arrays import Verdict
from iepkit.columns.days import Mask, column, floor, pick
from iepkit.columns.runs import Runs
from iepkit.days import MISSING, UNKNOWN
from iepkit.facts import fact
from iepkit.laws import Provision
from iepkit.timelines.plans import Plan
from iepkit.timelines.shapes import STATUSES
from iepkit.vocabulary import Status

__all__ = ["STATUS", "Columns", "Gathered", "Values"]


def __dir__() -> list[str]:
    return __all__


Values = npt.NDArray[np.integer[Any]]

STATUS: tuple[Status | None, ...] = tuple(None if name == "none" else Status(name) for name in STATUSES)

_TYPES: dict[str, type[np.integer[Any]]] = {
    "case": np.int32,
    "clock": np.int16,
    "provision": np.int32,
    "status": np.uint8,
    "due": np.int32,
    "days_late": np.int32,
    "start": np.int32,
    "done": np.int32,
    "later_than": np.int32,
    "about": np.int32,
}


@attrs.frozen(eq=False, repr=False)
class Columns(Mapping[str, Values]):
    """Deadlines as columns of one length, by name.

    `case` is a place among the cases, `clock` one in `clocks`, `provision` (the one that governs) one in `provisions`,
    `status` one in `STATUS`. `due`, `start`, `done` and `later_than` are days, `MISSING` where there is none;
    `due` is an unknown day, above all others, where it is not known, and `later_than` then says what is known of it.
    `days_late` is as on a `Deadline`. `start` is left out where it would show a birth date.
    `about` is a place in `abouts`: the matter, for a clock that runs for each matter of a case on its own.

    `left_out` names the clocks that did not run, since they were not asked for.
    """

    columns: dict[str, Values]
    clocks: tuple[str, ...]
    provisions: tuple[Provision, ...]
    abouts: tuple[str | None, ...] = (None,)
    left_out: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> Values:
        return self.columns[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)

    def __repr__(self) -> str:
        return f"Columns({len(self.columns['case'])} deadlines)"

    @property
    def unknown(self) -> Mask:
        """Where the due day is unknown."""
        return self.columns["due"] >= UNKNOWN

    def dates(self, name: str) -> npt.NDArray[np.datetime64]:
        """A column of days as dates, `NaT` where the day is missing or unknown."""
        days = self.columns[name]
        dates = days.astype("datetime64[D]")
        dates[(days == MISSING) | (days >= UNKNOWN)] = np.datetime64("NaT", "D")
        return dates


@attrs.define
class Gathered:
    """The answers so far, part by part; the places of provisions stay the same from one chunk of cases to the next."""

    provisions: dict[Provision, int] = attrs.field(factory=dict)
    parts: dict[str, list[Values]] = attrs.field(factory=lambda: {name: [] for name in _TYPES})

    def add(
        self,
        plan: Plan,
        clock: int,
        asked: Runs,
        answer: Verdict,
        keep: Mask,
        *,
        whose: Values | None = None,
        about: Values | None = None,
    ) -> None:
        """Keep some of the answers under one plan; of matters, `whose` says of which case each is, and `about` what."""
        case, start, done = asked.case, asked.start, asked.done
        status, due, days = answer
        if not keep.all():
            case, start, status, due, days = case[keep], start[keep], status[keep], due[keep], days[keep]
            done = done[keep] if isinstance(done, np.ndarray) else done
        rows = len(case)
        if not rows:
            return
        unknown = due >= UNKNOWN
        later_than: Any = MISSING
        if unknown.any():
            after = floor(due)
            later_than = pick(unknown & (after > start), after, MISSING)
        columns: dict[str, Any] = {
            "case": case if whose is None else whose[case],
            "clock": clock,
            "provision": self.provisions.setdefault(plan.provision, len(self.provisions)),
            "status": status,
            "due": due,
            "days_late": days,
            "start": MISSING if fact(plan.start).private else start,
            "done": done,
            "later_than": later_than,
            "about": 0 if about is None else about[case],
        }
        for name, kind in _TYPES.items():
            self.parts[name].append(column(columns[name], rows).astype(kind, copy=False))

    def columns(
        self,
        clocks: tuple[str, ...],
        *,
        abouts: tuple[str | None, ...] = (None,),
        left_out: tuple[str, ...] = (),
        in_order: bool = False,
    ) -> Columns:
        """The answers as columns, by case where they are asked for in order; what was gathered is given away."""
        found = {name: _joined(self.parts[name], kind) for name, kind in _TYPES.items()}
        self.parts = {name: [] for name in _TYPES}
        if in_order:
            order = np.argsort(found["case"], kind="stable")
            found = {name: values[order] for name, values in found.items()}
        return Columns(found, clocks, tuple(self.provisions), abouts, left_out)


def _joined(parts: list[Values], kind: type[np.integer[Any]]) -> Values:
    return parts[0] if len(parts) == 1 else np.concatenate([np.empty(0, kind), *parts])
