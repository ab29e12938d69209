"""The law of one jurisdiction: its layers, and what is in force on a day."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import attrs

from iepkit.citations import Authority, Grade
from iepkit.errors import UnknownName, expect
from iepkit.laws.clocks import Clock, Relation
from iepkit.laws.loading import Header, clocks, federal, jurisdictions, parameters, read_layer, state
from iepkit.laws.values import Kind, Provision, Value

__all__ = ["Law", "law"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class _Layer:
    authority: Authority
    header: Header
    values: dict[str, tuple[Value, ...]]

    def said(self, parameter: str) -> list[Provision]:
        return [
            Provision(parameter, value, self.authority, self.header.code) for value in self.values.get(parameter, ())
        ]


@attrs.frozen(eq=False, slots=False, repr=False)  # no slots: what is compiled from it is kept beside the fields
class Law:
    """The law in force in one jurisdiction, layer upon layer: federal, State, and the caller's own.

    The newest layer that speaks governs, and an answer keeps the chain.
    A State adds to federal law; it replaces only what federal law lets it replace.

    >>> law("WA").in_force("initial-evaluation", date(2026, 3, 2))[-1].value.words
    '35 school days'
    >>> law("WA")
    Law('WA', version='...')
    """

    layers: tuple[_Layer, ...]

    @property
    def jurisdiction(self) -> str:
        """The code of the jurisdiction, `US` for federal law alone."""
        return self.layers[-1].header.code if len(self.layers) == 1 else self.layers[1].header.code

    @property
    def name(self) -> str:
        """The name of the jurisdiction."""
        return self.layers[min(1, len(self.layers) - 1)].header.name

    @property
    def headers(self) -> tuple[Header, ...]:
        """Whose law the layers hold, federal first."""
        return tuple(layer.header for layer in self.layers)

    @property
    def version(self) -> str:
        """Twelve hexadecimal digits that change whenever a value or a clock of this law changes."""
        found: str | None = self.__dict__.get("_version")
        if found is None:
            said = repr([(layer.authority.value, layer.header, sorted(layer.values.items())) for layer in self.layers])
            found = hashlib.sha256((said + repr(sorted(clocks().items()))).encode()).hexdigest()[:12]
            self.__dict__["_version"] = found
        return found

    @property
    def clocks(self) -> dict[str, Clock]:
        """Every clock, by name."""
        return clocks()

    def clock(self, name: str) -> Clock:
        """The clock of that name; raises `UnknownName`."""
        if name not in clocks():
            raise UnknownName("clock", name, clocks())
        return clocks()[name]

    def history(self, parameter: str) -> tuple[Provision, ...]:
        """Everything that every layer has said or says of a parameter, federal first, oldest first."""
        _known(parameter)
        return tuple(provision for layer in self.layers for provision in layer.said(parameter))

    def in_force(self, parameter: str, on: date) -> tuple[Provision, ...]:
        """The chain of provisions in force on a day, federal first; the last one governs.

        A layer with only later or ended values is unknown on that day, since what was in force then is not recorded.
        What a layer says for some children only is not in the chain: `for_some` has it.
        """
        _known(parameter)
        chain = []
        for layer in self.layers:
            mine = [p for p in layer.said(parameter) if p.value.applies is None]
            held = [p for p in mine if p.value.holds(on)]
            if held:
                chain.append(held[-1])
            elif mine:
                chain.append(attrs.evolve(mine[0], value=_not_recorded(mine[0].value)))
        return tuple(link for i, link in enumerate(chain) if i == 0 or link.value.kind is not Kind.INHERIT)

    def governing(self, parameter: str, on: date) -> tuple[Provision, ...]:
        """The provisions that bind on a day: the last of the chain, or all of it where a State's value adds to it."""
        chain = self.in_force(parameter, on)
        if parameters()[parameter].states is Relation.ADDS:
            return tuple(link for link in chain if link.value.kind is not Kind.PART_OF)
        return chain[-1:]

    def for_some(self, parameter: str, on: date) -> tuple[Provision, ...]:
        """The provisions in force on a day that are for some children only, those of the newest layer first.

        >>> [p.value.applies.words for p in law("ME").for_some("initial-evaluation", date(2026, 3, 2))][0]
        'below age 5'
        """
        _known(parameter)
        said = [p for layer in reversed(self.layers) for p in layer.said(parameter) if p.value.applies is not None]
        return tuple(p for p in said if p.value.holds(on))

    def changes(self, parameter: str) -> tuple[date, ...]:
        """The days on which what is in force for a parameter may change, in order."""
        days = {value for p in self.history(parameter) for value in (p.value.effective, _after(p.value.until)) if value}
        return tuple(sorted(days))

    def with_layer(self, source: Path | str, *, authority: Authority = Authority.CALLER) -> Law:
        """This law with one more layer on top, from a TOML file or its text (a district's or a caller's own).

        Raises `LawError` with every problem in it.
        """
        text, where = (
            (source, "layer") if isinstance(source, str) else (source.read_text(encoding="utf-8"), source.name)
        )
        header, values = read_layer(text, where=where)
        return Law((*self.layers, _Layer(authority, header, values)))

    def provisions(self) -> Iterator[Provision]:
        """Every provision of every layer, parameter by parameter."""
        for parameter in parameters():
            yield from self.history(parameter)

    def __repr__(self) -> str:
        return f"Law({self.jurisdiction!r}, version={self.version!r})"


def _known(parameter: str) -> None:
    if parameter not in parameters():
        raise UnknownName("parameter", parameter, parameters())


def _after(day: date | None) -> date | None:
    return day and date.fromordinal(day.toordinal() + 1)


def _not_recorded(value: Value) -> Value:
    note = "what was in force on that day is not recorded"
    return Value(value.citation, Grade.UNVERIFIED, kind=Kind.UNKNOWN, note=note)


def law(jurisdiction: str) -> Law:
    """The law in force in a jurisdiction, by its code as in `jurisdictions()`, in any case; `US` is federal law alone.

    Read once and kept. Raises `UnknownName` for a jurisdiction whose law is not in the library.

    >>> law("CA").name
    'California'
    """
    expect("jurisdiction", jurisdiction, str)
    return _law(jurisdiction.upper())


@cache
def _law(jurisdiction: str) -> Law:
    layers = (_Layer(Authority.FEDERAL, *federal()),)
    if jurisdiction == "US":
        return Law(layers)
    if jurisdiction not in jurisdictions():
        raise UnknownName("jurisdiction", jurisdiction, ("US", *jurisdictions()))
    return Law((*layers, _Layer(Authority.STATE, *state(jurisdiction))))
