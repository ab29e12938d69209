"""How answers about children are written: sheets of text under the counts, one JSON document, or rows of CSV."""

from __future__ import annotations

import csv
import json
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import attrs

from iepkit.cli.files import Files, Found
from iepkit.cli.messages import Exit
from iepkit.display.sheets import sheet, sheets
from iepkit.display.terminal import writer

__all__ = ["Answer", "written"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Answer:
    """What a command says of one child, made in the form that is asked for.

    `text` are the blocks of a sheet, `data` what JSON has, `rows` those of a table. `counts` are by words.
    `attention` says whether something is behind, or not as it should be.
    """

    text: Callable[[], Iterable[str]]
    data: Callable[[], dict[str, Any]]
    rows: Callable[[], Iterable[dict[str, Any]]]
    counts: Counter[str] = attrs.field(factory=Counter)
    attention: bool = False


@attrs.define
class _Seen:
    """The answers as they go by, and what has come of them."""

    answers: Iterable[tuple[Found, Answer]]
    counts: Counter[str]
    children: int = 0
    attention: bool = False

    def __iter__(self) -> Iterator[tuple[Found, Answer]]:
        for found, answer in self.answers:
            self.children += 1
            self.attention |= answer.attention
            self.counts.update(answer.counts)
            yield found, answer


def written(
    options: Namespace,
    files: Files,
    answers: Iterable[tuple[Found, Answer]],
    *,
    columns: Sequence[str] = (),
    counts: Sequence[str] = (),
) -> int:
    """Write the answers in the format of the options; the exit status. `counts` are the words that are counted."""
    seen = _Seen(answers, Counter(dict.fromkeys(counts, 0)))
    _FORMATS[options.format](options, files, seen, columns)
    if files.unreadable or files.bad_rows:
        return Exit.BAD_INPUT
    return Exit.ATTENTION if seen.attention else Exit.FINE


def _text(options: Namespace, files: Files, seen: _Seen, _: Sequence[str]) -> None:
    pages = [sheet(options.labels.get(found.case.id, "") or found.case.id, answer.text()) for found, answer in seen]
    write = writer(sys.stdout)
    if pages:
        for piece in sheets(options.as_of, seen.counts, pages, unreadable=files.unreadable, bad_rows=files.bad_rows):
            write(piece)


def _json(options: Namespace, files: Files, seen: _Seen, _: Sequence[str]) -> None:
    sys.stdout.write(f'{{"as_of": "{options.as_of}", "cases": [')
    between = "\n"
    for found, answer in seen:
        sys.stdout.write(between + json.dumps({"case": found.case.id, **answer.data()}, allow_nan=False))
        between = ",\n"
    counts = {words.replace(" ", "_"): many for words, many in seen.counts.items()}
    summary = {"children": seen.children, **counts, "unreadable": files.unreadable, "bad_rows": files.bad_rows}
    sys.stdout.write(f'\n], "summary": {json.dumps(summary)}}}\n')


def _csv(_: Namespace, __: Files, seen: _Seen, columns: Sequence[str]) -> None:
    table = csv.DictWriter(sys.stdout, columns, lineterminator="\n", extrasaction="ignore")
    table.writeheader()
    for found, answer in seen:
        for row in answer.rows():
            cells = {"case": found.case.id, **row}
            table.writerow({name: _cell(cells.get(name)) for name in columns})


def _cell(value: Any) -> Any:
    """A value in a cell: several with `; ` between, yes and no as in JSON."""
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return json.dumps(value) if isinstance(value, bool) else value


_FORMATS = {"text": _text, "json": _json, "csv": _csv}
