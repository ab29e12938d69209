"""Interchange XML as plain rows, one at a time: the file is never held whole, and no document type is let in.

Entities that a document declares can blow a small file up to gigabytes. Declarations stand in a DOCTYPE;
the beginning of the file is therefore parsed byte by byte, so that a DOCTYPE is refused before anything uses it.
(From Expat 2.6 on the parser holds bytes back until it is told to go on, which it is after every piece.)
The encoding is UTF-8, whatever the file says of itself, or UTF-16 with a byte order mark.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import IO, Any, Never
from xml.etree.ElementTree import ParseError, XMLParser

from iepkit.errors import InvalidDocument, Problem

__all__ = ["release_of", "rows"]


def __dir__() -> list[str]:
    return __all__


_PIECE = 1 << 16
_NAMESPACE = re.compile(r"\{http://ed-fi\.org/(\d+)\.(\d+)(?:\.\d+)?[^}]*\}")
_OLD_NAMESPACE = re.compile(r"\{http://ed-fi\.org/(\d\d)(\d)\d\}")


def release_of(root: str) -> str:
    """The release that the namespace of the root element names, as `5.2`, or nothing.

    >>> release_of("{http://ed-fi.org/5.2.0}InterchangeStudent"), release_of("{http://ed-fi.org/0220}InterchangeStudent")
    ('5.2', '2.2')
    """
    found = _NAMESPACE.match(root) or _OLD_NAMESPACE.match(root)
    return f"{int(found[1])}.{found[2]}" if found else ""


class _Builder:
    """What the parser tells: rows of the wanted entities are kept until they are drained, all else is passed over."""

    def __init__(self, wanted: Container[str]) -> None:
        self.wanted = wanted
        self.root = ""
        self.done: list[tuple[str, dict[str, Any]]] = []
        self._depth = 0
        self._open: list[dict[str, Any]] = []
        self._text: list[str] = []

    def start(self, tag: str, _: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1:
            self.root = tag
        elif self._open or (self._depth == _ROW and _local(tag) in self.wanted):
            self._open.append({})
            self._text.clear()

    def data(self, text: str) -> None:
        if self._open:
            self._text.append(text)

    def end(self, tag: str) -> None:
        self._depth -= 1
        if not self._open:
            return
        node, name = self._open.pop(), _local(tag)
        if not self._open:
            self.done.append((name, node))
            return
        value = node or "".join(self._text).strip()
        self._text.clear()
        parent = self._open[-1]
        if name not in parent:
            parent[name] = value
        elif isinstance(parent[name], list):
            parent[name].append(value)
        else:
            parent[name] = [parent[name], value]

    def doctype(self, *_: object) -> Never:
        raise InvalidDocument([Problem("$", "a document with a DOCTYPE is not read")])


_ROW = 2  # rows stand right below the root


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def rows(stream: IO[bytes], wanted: Container[str]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The release, the entity and the plain fields of every wanted row, in the order of the file.

    Raises `InvalidDocument` where the text breaks off or is no XML, after the rows that come before.
    """
    builder = _Builder(wanted)
    parser = XMLParser(target=builder, encoding="utf-8")  # noqa: S314 - nothing that a DOCTYPE could do is let in
    broken, go_on = None, getattr(parser, "flush", _nothing)
    for piece in _pieces(stream, builder):
        try:
            if piece:
                parser.feed(piece)
                go_on()
            else:
                parser.close()
        except ParseError as error:
            line, column = error.position
            broken = InvalidDocument([Problem("$", f"not well-formed XML in UTF-8, line {line}, column {column + 1}")])
        release = release_of(builder.root)
        yield from ((release, name, node) for name, node in builder.done)
        builder.done.clear()
        if broken:
            raise broken


def _nothing() -> None:
    """What an older parser has to be told to go on."""


def _pieces(stream: IO[bytes], builder: _Builder) -> Iterator[bytes]:
    """The file byte by byte up to its root element, then in pieces; an empty piece is its end."""
    before = 0
    while piece := stream.read(_PIECE if builder.root else 1):
        yield piece
        before += not builder.root
        if before >= _PIECE:
            raise InvalidDocument([Problem("$", f"expected the root element within the first {_PIECE} bytes")])
    yield b""
