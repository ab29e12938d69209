"""JSON: documents into records and back, strictly and without loss.

Keys are the names of the fields; a field at its default is left out.
A document with anything wrong in it raises `InvalidDocument` with every problem and its path, and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin, overload

import attrs
import cattrs
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

from iepkit.errors import InvalidDocument, MissingExtra, Problem, WrongType
from iepkit.formats._careful import Careful, fields, optional
from iepkit.formats._strict import READERS, Mismatch, parse
from iepkit.history import Case

__all__ = ["dumps", "load_cases", "loads", "structure"]


def __dir__() -> list[str]:
    return __all__


T = TypeVar("T")
_Hook = Callable[[Any, Any], Any]
_Decode = Callable[[bytes | str, Any], Any]


@overload
def loads(data: bytes | str, *, fast: bool | None = None) -> Case: ...
@overload
def loads(data: bytes | str, type: type[T], *, fast: bool | None = None) -> T: ...
def loads(data: bytes | str, type: type[Any] = Case, *, fast: bool | None = None) -> Any:
    """The document as `type`: a record class, or a tuple of them such as `tuple[Case, ...]`.

    `fast` chooses how it is read, never what comes out:
    `None` takes the extra `fast` if it is installed, `False` does without, `True` asks for it.

    Raises `InvalidDocument` with every problem, `WrongType` for data that is neither bytes nor text,
    and `MissingExtra` where `fast=True` finds no `msgspec`.

    >>> loads('{"id": "7", "jurisdiction": "WA"}').jurisdiction
    'WA'
    >>> loads('{"id": "7", "ieps": [{"goals": [{"times": -1}, {"area": "algebra"}], "gaols": []}]}')
    Traceback (most recent call last):
    iepkit.errors.InvalidDocument: document: 3 problems
      $.ieps[0]: unknown key 'gaols'; did you mean 'goals'?
      $.ieps[0].goals[0].times: expected a number that is not negative
      $.ieps[0].goals[1].area: expected one of: reading, writing, ...
    """
    if not isinstance(data, bytes | str):
        raise WrongType("data", "bytes or text; plain values are read by structure()")
    found = _decoder(fast=fast)(data, type)
    return structure(parse(data), type) if found is None else found


def dumps(value: object, *, indent: int | None = None) -> str:
    """The record, or tuple of records, as JSON text; `indent` spaces a level make it easier on the eye.

    >>> print(dumps(Case(id="7", jurisdiction="WA")))
    {"id":"7","jurisdiction":"WA"}

    A report or a deadline is an answer, not a record: `iepkit.display.table.report_data` makes it plain data.

    Raises `WrongType` for what is not a record, and `InvalidDocument` for what JSON does not have:
    an infinite number, or text with half of a surrogate pair.
    """
    kinds: set[Any] = set(map(type, value)) if isinstance(value, tuple) else {type(value)}
    if not all(map(_is_record, kinds)):
        raise WrongType("value", "a record, or a tuple of records")
    plain = _CONVERTER.unstructure(value)
    try:
        text = json.dumps(
            plain,
            ensure_ascii=False,
            allow_nan=False,
            indent=indent,
            separators=(",", ":" if indent is None else ": "),
        )
        text.encode()
    except UnicodeError:
        raise InvalidDocument([Problem("$", "expected text without half of a surrogate pair")]) from None
    except ValueError:
        raise InvalidDocument([Problem("$", "expected finite numbers")]) from None
    return text


@cache
def _is_record(kind: Any) -> bool:
    """Whether instances of a class can be written, which is whether they can be read back."""
    return attrs.has(kind) and _readable(kind, set())


def _readable(kind: Any, seen: set[Any]) -> bool:
    """Whether a field of that type can be read, by all that it is made of; what was `seen` is judged elsewhere."""
    kind = optional(kind) or kind
    if get_origin(kind) in (tuple, dict):
        return all(_readable(one, seen) for one in get_args(kind) if one is not ...)
    if not isinstance(kind, type):
        return False
    if attrs.has(kind) and kind not in seen:
        seen.add(kind)
        return all(_readable(field.type, seen) for field in fields(kind))
    return kind in seen or kind in READERS or issubclass(kind, StrEnum)


def structure(plain: object, type: type[T], path: str = "$") -> T:
    """The record that plain values make; `path` is where they stand in a larger document.

    Raises `InvalidDocument` with every problem.
    """
    try:
        return _CONVERTER.structure(plain, type)
    except Exception:  # whatever it was, the careful reader says it better
        careful = Careful()
        careful.read(plain, type, path)
        if not careful.problems:  # not the document's fault: `type` cannot be read at all
            raise
        raise InvalidDocument(careful.problems) from None


@attrs.frozen
class _Caseload:
    cases: tuple[Case, ...]


def load_cases(
    source: str | Path | Iterable[str | Path], *, fast: bool | None = None
) -> Iterator[tuple[str, Case | InvalidDocument]]:
    """Every case of files and folders, one at a time, with where it stands or what is wrong with it.

    A file holds one case, a list of cases, `{"cases": [...]}`, or, named `.ndjson` or `.jsonl`, one case a line.
    Of a folder all such files are read, in the order of their names. One bad case does not hide the others.
    `fast` is as for `loads`.
    """
    decode = _decoder(fast=fast)
    for path in map(Path, [source] if isinstance(source, str | Path) else source):
        for file in (
            sorted(one for one in path.rglob("*") if one.suffix.lower() in _SUFFIXES) if path.is_dir() else [path]
        ):
            try:
                yield from _lines(file, decode) if file.suffix.lower() in _LINES else _cases(file, decode)
            except OSError:
                yield _bad(str(file), [Problem("$", "this file cannot be read")])
            except InvalidDocument as error:
                yield _bad(str(file), error.problems)


_LINES = (".jsonl", ".ndjson")
_SUFFIXES = (".json", *_LINES)


def _bad(where: str, problems: Iterable[Problem]) -> tuple[str, InvalidDocument]:
    return where, InvalidDocument(problems, where=where)


def _lines(file: Path, decode: _Decode) -> Iterator[tuple[str, Case | InvalidDocument]]:
    with file.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            if not line.isspace():
                where = f"{file}:{number}"
                try:
                    yield where, decode(line, Case) or structure(parse(line), Case)
                except InvalidDocument as error:
                    yield _bad(where, error.problems)


def _cases(file: Path, decode: _Decode) -> Iterator[tuple[str, Case | InvalidDocument]]:
    data = file.read_bytes()
    if (case := decode(data, Case)) is not None:
        yield str(file), case
    elif (load := decode(data, _Caseload)) is not None:
        yield from ((f"{file}[{at}]", case) for at, case in enumerate(load.cases))
    elif (cases := decode(data, tuple[Case, ...])) is not None:
        yield from ((f"{file}[{at}]", case) for at, case in enumerate(cases))
    else:
        yield from _each(parse(data), str(file))


def _each(plain: Any, where: str) -> Iterator[tuple[str, Case | InvalidDocument]]:
    """The cases of a document, each apart, so that the sound ones are read."""
    path, cases = "$", plain
    if type(plain) is dict and "cases" in plain:
        path, cases = "$.cases", plain["cases"]
        try:
            structure({**plain, "cases": []} if type(cases) is list else plain, _Caseload)
        except InvalidDocument as error:
            yield _bad(where, error.problems)
    elif type(plain) is not list:
        yield where, structure(plain, Case)
    for at, one in enumerate(cases if type(cases) is list else ()):
        try:
            yield f"{where}[{at}]", structure(one, Case, f"{path}[{at}]")
        except InvalidDocument as error:
            yield _bad(f"{where}[{at}]", error.problems)


def _strictly(_: bytes | str, __: object) -> None:
    """The decoder that leaves everything to the strict reader."""


@cache
def _decoder(*, fast: bool | None) -> _Decode:
    """The fast decoder, if it is wanted and there."""
    if fast is False:
        return _strictly
    try:
        from iepkit.formats import _fast
    except ImportError:
        if fast:
            raise MissingExtra("fast", "reading JSON with fast=True") from None
        return _strictly
    return _fast.decode


def _object_hook(kind: type[attrs.AttrsInstance], converter: cattrs.Converter) -> _Hook:
    names = frozenset(field.name for field in fields(kind))
    read = make_dict_structure_fn(kind, converter, _cattrs_detailed_validation=False, _cattrs_use_linecache=False)

    def hook(value: Any, _: object) -> Any:
        if type(value) is dict and value.keys() <= names:
            return read(value, kind)
        raise Mismatch

    return hook


def _optional_hook(kind: Any, converter: cattrs.Converter) -> _Hook:
    inner = optional(kind)
    read = converter.get_structure_hook(inner)
    return lambda value, _: None if value is None else read(value, inner)


def _tuple_hook(kind: Any, converter: cattrs.Converter) -> _Hook:
    item = get_args(kind)[0]
    read = converter.get_structure_hook(item)

    def hook(value: Any, _: object) -> Any:
        if type(value) is list:
            return tuple([read(one, item) for one in value])
        raise Mismatch

    return hook


def _mapping_hook(kind: Any, converter: cattrs.Converter) -> _Hook:
    item = get_args(kind)[1]
    read = converter.get_structure_hook(item)

    def hook(value: Any, _: object) -> Any:
        if type(value) is dict:
            return {key: read(one, item) for key, one in value.items()}
        raise Mismatch

    return hook


def _made_of(origin: type) -> Callable[[Any], bool]:
    return lambda kind: get_origin(kind) is origin


def _make_converter() -> cattrs.Converter:
    converter = cattrs.Converter(detailed_validation=False)
    for plain, reader in READERS.items():
        converter.register_structure_hook(plain, reader)
    converter.register_structure_hook_factory(lambda kind: optional(kind) is not None, _optional_hook)
    converter.register_structure_hook_factory(_made_of(tuple), _tuple_hook)
    converter.register_structure_hook_factory(_made_of(dict), _mapping_hook)
    converter.register_structure_hook_factory(attrs.has, _object_hook)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook_factory(
        attrs.has,
        lambda kind, converter: make_dict_unstructure_fn(
            attrs.resolve_types(kind), converter, _cattrs_omit_if_default=True, _cattrs_use_linecache=False
        ),
    )
    return converter


_CONVERTER = _make_converter()
