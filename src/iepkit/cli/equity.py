"""The command `equity`: risk ratios by group, category and district, what follows from them, and what if."""

from __future__ import annotations

import csv
import json
import sys
from argparse import Namespace
from collections.abc import Callable
from typing import Any

from iepkit.cli.arrow import arrow_file
from iepkit.cli.equity_arguments import WHAT_IF
from iepkit.cli.equity_files import Tables, read_tables
from iepkit.cli.equity_standards import settings_of
from iepkit.cli.messages import Exit
from iepkit.cli.pictures import Album
from iepkit.disclosure import OPEN, Suppression
from iepkit.display.equity import Analysis
from iepkit.display.equity_text import COLUMNS, equity_data, equity_rows, equity_text
from iepkit.display.html.equity import equity_page
from iepkit.display.terminal import watched, writer
from iepkit.equity import WhatIf
from iepkit.errors import UnknownName

__all__ = ["equity"]


def __dir__() -> list[str]:
    return __all__


def equity(options: Namespace) -> int:
    """Write the ratios; 1 where one is over its threshold, also one that is hidden; 2 where a row cannot be read."""
    album = Album.of(options.picture)
    arrow = arrow_file(options.arrow)
    tables = read_tables(options.paths, options.years)
    analysis = _analysis(options, tables)
    grid = _what_if(options, analysis)
    _FORMATS[options.format](options, analysis, grid)
    if album is not None:
        _draw(album, analysis, grid)
    arrow(COLUMNS, equity_rows(analysis))
    if tables.bad_rows:
        return Exit.BAD_INPUT
    return Exit.ATTENTION if analysis.over else Exit.FINE


def _analysis(options: Namespace, tables: Tables) -> Analysis:
    counted = {name for counts in tables.years.values() for name in counts.categories}
    settings = settings_of(options, counted)
    districts = tables.years[max(tables.years)].districts
    for name in (*options.district, *settings.only_with_disabilities):
        if name not in districts:
            raise UnknownName("district", name, districts)
    return Analysis(
        tables.years,
        settings.standards,
        policy=OPEN if options.disclosure == "open" else Suppression(options.hide_below),
        flexibility=settings.flexibility,
        whole_state=tables.whole if options.whole_state else {},
        only_with_disabilities=settings.only_with_disabilities,
        left=tables.left,
        progress=settings.progress,
        wanted=frozenset(options.district),
        watch=lambda names: watched(names, "hiding small counts", sys.stderr),
    )


def _what_if(options: Namespace, analysis: Analysis) -> tuple[WhatIf, ...]:
    if options.what_if is None:
        return ()
    varied = {**WHAT_IF, **dict(options.what_if)}
    return analysis.what_if(varied["threshold"], map(int, varied["cell"]), map(int, varied["n"]))


def _draw(album: Album, analysis: Analysis, grid: tuple[WhatIf, ...]) -> None:
    """Draw into files of three kinds, each named after what it shows."""
    from iepkit.display.plots.equity import grid_picture, ratio_pictures, year_pictures  # the extra is imported on use

    file = album.file
    drawn = {
        "ratios": ratio_pictures(analysis),
        "years": year_pictures(analysis),
        "what-if": [grid_picture(grid, analysis)] if grid else [],
    }
    for kind, pictures in drawn.items():
        Album(file.with_stem(f"{file.stem}-{kind}"), pictures).save()


def _text(options: Namespace, analysis: Analysis, grid: tuple[WhatIf, ...]) -> None:
    write = writer(sys.stdout)
    for piece in equity_text(analysis, grid, explain=options.explain):
        write(piece)


def _json(_: Namespace, analysis: Analysis, grid: tuple[WhatIf, ...]) -> None:
    sys.stdout.write(json.dumps(equity_data(analysis, grid), indent=1, allow_nan=False) + "\n")


def _csv(_: Namespace, analysis: Analysis, __: tuple[WhatIf, ...]) -> None:
    table = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    table.writeheader()
    for row in equity_rows(analysis):
        table.writerow({name: _cell(value) for name, value in row.items()})


def _cell(value: Any) -> Any:
    """A value in a cell: yes and no as in JSON."""
    return json.dumps(value) if isinstance(value, bool) else value


def _html(_: Namespace, analysis: Analysis, grid: tuple[WhatIf, ...]) -> None:
    for piece in equity_page(analysis, grid):
        sys.stdout.write(piece)


_FORMATS: dict[str, Callable[[Namespace, Analysis, tuple[WhatIf, ...]], None]] = {
    "text": _text,
    "json": _json,
    "csv": _csv,
    "html": _html,
}
