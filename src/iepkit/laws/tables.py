"""One parameter of the law in every jurisdiction, side by side, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum

import attrs

from iepkit.citations import Authority, Grade
from iepkit.errors import UnknownName
from iepkit.laws.book import law
from iepkit.laws.clocks import Clock, Relation, Shape
from iepkit.laws.loading import clocks, jurisdictions, parameters
from iepkit.laws.parts import Tell, spelled
from iepkit.laws.values import Kind, Provision, Value

__all__ = ["Looked", "TableRow", "table"]


def __dir__() -> list[str]:
    return __all__


_LENGTHS = {
    Shape.BEFORE: "{} before",
    Shape.EVERY: "every {}",
    Shape.APART: "{} at least",
    Shape.NOT_BEFORE: "{} before, not sooner",
}
"""How the number of a clock is read, by its shape, where it is not the most that a thing may take."""


class Looked(StrEnum):
    """Whether a jurisdiction's own rule was looked for, and found.

    `found`: something of its own was read, be it that federal law governs. `not-found`: a rule was looked for and none
    was found. `not-looked`: nobody has looked.
    """

    FOUND = "found"
    NOT_FOUND = "not-found"
    NOT_LOOKED = "not-looked"


@attrs.frozen
class TableRow:
    """What one jurisdiction says of a parameter, for one group of children: a line of a table.

    `applies` says for whom, and nothing where it is for everyone, or everyone else. `words` is the value without what
    is left out of the count, which `not_counted` lists; where federal law governs, it says so. `counted_from` and
    `done_when` are what starts and stops the clock, or nothing where no clock runs. `extensions` lists why a date may
    be moved, and `besides` all that lengthens the time or moves the day, each with its name.
    `looked` says whether anything of its own was found. The whole provision stands beside them.
    """

    jurisdiction: str
    name: str
    applies: str
    words: str
    counted_from: str
    done_when: str
    not_counted: tuple[str, ...]
    extensions: tuple[str, ...]
    besides: tuple[tuple[str, str], ...]
    conflicts: tuple[str, ...]
    looked: Looked
    provision: Provision

    @property
    def value(self) -> Value:
        """The value itself."""
        return self.provision.value


def table(
    parameter: str,
    on: date | None = None,
    *,
    only: Sequence[str] = (),
    history: bool = False,
    tell: Tell = spelled,
) -> tuple[TableRow, ...]:
    """What every jurisdiction says of a parameter on a day, federal law first; without a day, as last recorded.

    A jurisdiction has one row, or one for each group of children that its law sets apart, or with `history` one for
    everything that it ever said, the newest first. `only` names the jurisdictions wanted. `tell` gives facts their
    words. Raises `UnknownName` for a parameter or a jurisdiction that does not exist.

    >>> [row.words for row in table("initial-evaluation", date(2026, 11, 2), only=["US", "wa"])]
    ['60 calendar days', '35 school days']
    """
    if parameter not in parameters():
        raise UnknownName("parameter", parameter, parameters())
    codes = [code.upper() for code in only] or ["US", *jurisdictions()]
    found = ((code, _ever(code, parameter) if history else _recorded(code, parameter, on)) for code in codes)
    return tuple(_row(code, said, on, tell) for code, rows in found for said in rows)


def _own(code: str, parameter: str) -> list[Provision]:
    """What the jurisdiction itself ever said, oldest first."""
    return [said for said in law(code).history(parameter) if said.jurisdiction == code]


def _nothing(code: str, parameter: str) -> Provision:
    """What stands for a jurisdiction that says nothing: no number of its own, and none that could pass for one."""
    left_open = parameters()[parameter].states is Relation.SUPPLIES
    federal = law("US").history(parameter)[-1].value
    kind = Kind.UNKNOWN if left_open else Kind.INHERIT
    return Provision(parameter, Value(federal.citation, Grade.UNVERIFIED, kind=kind), Authority.STATE, code)


def _ever(code: str, parameter: str) -> list[Provision]:
    return _own(code, parameter)[::-1] or [_nothing(code, parameter)]


def _recorded(code: str, parameter: str, on: date | None) -> list[Provision]:
    """What is in force, the newest for each group of children, and what is for everyone (else) first."""
    own = _own(code, parameter)
    held = [said for said in own if said.value.holds(on or date.max)]
    newest = {said.value.applies: said for said in held or (own if on is None else [])}
    if None not in newest:
        chain = law(code).in_force(parameter, on or date.max)
        newest[None] = chain[-1] if chain[-1].jurisdiction == code else _nothing(code, parameter)
    return sorted(newest.values(), key=lambda said: said.value.applies is not None)


def _row(code: str, said: Provision, on: date | None, tell: Tell) -> TableRow:
    value = said.value
    run_by = [clock for clock in clocks().values() if clock.parameter == said.parameter]
    runs = value.kind in (Kind.VALUE, Kind.NO_NUMBER, Kind.INHERIT)
    return TableRow(
        jurisdiction=code,
        name=law(code).name,
        applies=value.applies.said(tell) if value.applies else "",
        words=_words(said, on, run_by, tell),
        counted_from=_told(tell, value.start, [clock.start for clock in run_by]) if runs else "",
        done_when=_told(tell, value.end, [clock.done for clock in run_by]) if runs else "",
        not_counted=() if value.also else tuple(part for limit in value.limits for part in limit.left_out),
        extensions=tuple(spelled(reason) for reason in value.extensions or ()),
        besides=tuple(value.moves(tell).items()),
        conflicts=value.conflicts,
        looked=_looked(code, said.parameter),
        provision=said,
    )


def _looked(code: str, parameter: str) -> Looked:
    if parameter in law(code).headers[-1].not_found:
        return Looked.NOT_FOUND
    return Looked.FOUND if _own(code, parameter) else Looked.NOT_LOOKED


def _told(tell: Tell, own: str, usual: Sequence[str]) -> str:
    """What starts or stops the clocks of a parameter: the value's own fact, else theirs."""
    return "; or ".join(tell(name) for name in ([own] if own else dict.fromkeys(usual)))


def _words(said: Provision, on: date | None, run_by: Sequence[Clock], tell: Tell) -> str:
    """The value in words; what it says by pointing to another value is said with it."""
    value = said.value
    if value.kind is Kind.INHERIT:
        return "as in federal law: " + "; ".join(_federal(said.parameter, on, run_by, tell))
    if value.kind is Kind.PART_OF:
        return f"part of another time: {parameters()[value.of].title}"
    if value.kind is Kind.UNKNOWN and said.authority is Authority.FEDERAL:
        whose = "left to the State" if parameters()[said.parameter].states is Relation.SUPPLIES else "unknown"
        return f"{whose}: {value.text or 'no federal value'}"
    if value.limits and not value.also:
        return _length(value, run_by)
    return value.said(tell)


def _federal(parameter: str, on: date | None, run_by: Sequence[Clock], tell: Tell) -> Iterator[str]:
    """What federal law says, with for whom where it sets groups of children apart."""
    for said in _recorded("US", parameter, on):
        whom = f" ({said.value.applies.said(tell)})" if said.value.applies else ""
        yield f"{_words(said, on, run_by, tell)}{whom}"


def _length(value: Value, run_by: Sequence[Clock]) -> str:
    first = value.limits[0].size + (f", once {value.after.words} have run" if value.after else "")
    shapes = {clock.shape for clock in run_by}
    if not value.number and shapes:
        return "by that day"
    return (_LENGTHS.get(shapes.pop(), "{}") if len(shapes) == 1 else "{}").format(first)
