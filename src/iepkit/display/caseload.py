"""A caseload on paper: the parts of many reports in the order of their urgency, with little held in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from tempfile import SpooledTemporaryFile
from typing import IO, Self, cast

from iepkit.display.outline import Outline, Summary
from iepkit.reviews import Report

__all__ = ["Caseload", "Render"]


def __dir__() -> list[str]:
    return __all__


Render = Callable[[Report, Outline], str]
"""What writes one part of one report."""

_IN_MEMORY = 1 << 25


class Caseload:
    """Reports written as they come and given back by urgency, each as a line and as a whole.

    What is written waits in a temporary file once it is large; only its place and its urgency are kept.
    Used as a context manager, it removes the file in the end.
    """

    def __init__(self, line: Render, whole: Render, *, within: int = 365) -> None:
        self.summary = Summary()
        self.as_of: date | None = None
        self.versions: set[tuple[str, str]] = set()
        self._renders = (line, whole)
        self._within = within
        self._places: list[tuple[tuple[int, ...], str, int, int, int]] = []
        self._file = cast("IO[bytes]", SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115 - closed by __exit__

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, report: Report) -> None:
        """Take one more report."""
        outline = Outline.of(report, within=self._within)
        self.as_of = report.as_of
        self.versions.add((report.jurisdiction, report.law_version))
        self.summary.add(outline)
        at = self._file.tell()
        sizes = [self._file.write(render(report, outline).encode()) for render in self._renders]
        self._places.append((outline.urgency, report.case, at, sizes[0], sizes[1]))

    def lines(self) -> Iterator[str]:
        """The line of every report, the most urgent first."""
        self._places.sort()
        for _, _, at, size, _ in self._places:
            yield self._read(at, size)

    def wholes(self) -> Iterator[str]:
        """Every report in full, the most urgent first."""
        self._places.sort()
        for _, _, at, before, size in self._places:
            yield self._read(at + before, size)

    def _read(self, at: int, size: int) -> str:
        self._file.seek(at)
        return self._file.read(size).decode()
