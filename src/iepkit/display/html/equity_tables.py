"""The tables of a page on equity: the ratios of one category, those of other years, the sums, and what if."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from iepkit.disclosure import Hidden
from iepkit.display.equity import Analysis, Line
from iepkit.display.equity_words import (
    GROUPS,
    away_words,
    count_words,
    interval_words,
    kind_words,
    parity_words,
    ratio_words,
    risk_words,
    why_words,
    year_words,
)
from iepkit.display.html.marks import badge
from iepkit.display.html.parts import table
from iepkit.display.html.strip import strip
from iepkit.equity import CATEGORIES, Determination, Ratio, Standard, WhatIf
from iepkit.progress import shown

__all__ = ["by_years", "grids", "ratios", "sums"]


def __dir__() -> list[str]:
    return __all__


_HEADS = (
    "Group",
    "With the outcome",
    "Risk",
    "Ratio",
    '<span class="unseen">Strip</span>',
    "95% interval",
    "To the threshold",
    "To parity",
)


def ratios(analysis: Analysis, district: str, category: str, lines: Sequence[Line]) -> str:
    """The table of one category: the groups with counts, risks, ratios or why there is none, and how far away."""
    rows = [_row(line) for line in lines]
    unknown = analysis.unknown(district, category)
    if unknown is not None:
        said = "*" if isinstance(unknown, Hidden) else count_words(*unknown)
        rows.append(
            f'<tr><th scope="row">Group not known</th><td class="number">{said}</td>'
            '<td colspan="6">in no group and in no comparison group</td></tr>'
        )
    caption = f"Ratios of {year_words(analysis.year)}"
    return _wide(caption, _HEADS, rows, "ratios") + _determined(lines)


def _wide(caption: str, heads: Iterable[str], rows: Sequence[str], kind: str) -> str:
    """A table that is moved sideways where it is wider than the page."""
    return f'<div class="wide">{table(caption, heads, rows, kind)}</div>'


def _row(line: Line) -> str:
    head = f'<th scope="row">{GROUPS[line.group]}</th>'
    counts = (
        f'<td class="number">{count_words(line.outcome, line.total)}</td><td class="number">{risk_words(line)}</td>'
    )
    ratio = line.ratio
    if ratio is None:
        return f'<tr>{head}{counts}<td colspan="5">{badge("aside", "not shown")}</td></tr>'
    if ratio.value is None:
        mark = badge("unknown", kind_words(ratio.kind)) if ratio.exceeds is None else kind_words(ratio.kind)
        return f'<tr>{head}{counts}<td colspan="5">{mark}: {escape(why_words(ratio.kind))}</td></tr>'
    over = ' class="over-row"' if line.exceeds else ""
    few = (
        f"<small>{badge('note', 'few children, read with care')}</small>" if line.interval and line.interval.few else ""
    )
    return (
        f"<tr{over}>{head}{counts}<td>{_value(line, ratio)}</td><td>{strip(ratio, line.interval)}</td>"
        f'<td class="near">{interval_words(line.interval)}{few}</td>'
        f'<td class="near">{away_words(line.to_threshold)}</td>'
        f'<td class="near">{parity_words(line.to_parity)}</td></tr>'
    )


def _value(line: Line, ratio: Ratio) -> str:
    value = f'<span class="value">{ratio_words(ratio)}</span>'
    over = " " + badge("over", "over") if line.exceeds else ""
    return f"{value}{over}<small>{kind_words(ratio.kind)}</small>"


def _determined(lines: Iterable[Line]) -> str:
    """What follows for the groups that are over."""
    rows = "".join(
        f"<li>{GROUPS[line.group]}: {escape(line.determination.outcome.value)}{_reserves(line.determination)}.</li>"
        for line in lines
        if line.exceeds and line.determination is not None
    )
    return f"<ul>{rows}</ul>" if rows else ""


def _reserves(found: Determination) -> str:
    return "; the district must reserve funds for early intervening (34 CFR 300.646(d))" * (
        found.reserves_funds is True
    )


def by_years(lines: Sequence[Line]) -> str:
    """The ratios of all school years of the groups that have one in any; nothing where there is one year."""
    held = [line for line in lines if any(_has_number(ratio) for ratio in line.ratios.values())]
    if not held or len(held[0].ratios) == 1:
        return ""
    rows = []
    for line in held:
        cells = "".join(f'<td class="near">{_of_year(ratio)}</td>' for ratio in line.ratios.values())
        rows.append(f'<tr><th scope="row">{GROUPS[line.group]}</th>{cells}</tr>')
    heads = ("Group", *map(year_words, held[0].ratios))
    return _wide("The ratio over the years", heads, rows, "narrow")


def _has_number(ratio: Ratio | Hidden | None) -> bool:
    return isinstance(ratio, Ratio) and ratio.value is not None


def _of_year(ratio: Ratio | Hidden | None) -> str:
    over = isinstance(ratio, Ratio) and ratio.exceeds
    return f"{ratio_words(ratio)}{' ' + badge('over', 'over') if over else ''}"


def sums(analysis: Analysis) -> str:
    """How many ratios of each category there are, are over, unknown or not shown."""
    heads = ("Category", "Threshold", "Cell", "n", "Ratios", "Over", "Districts over", "Unknown", "Not shown")
    rows = []
    for one in analysis.totals:
        numbers = (one.standard.cell, one.standard.n, one.ratios, one.over, one.districts, one.unknown, one.hidden)
        cells = "".join(f'<td class="number">{number}</td>' for number in (shown(one.standard.threshold, 4), *numbers))
        name = f"{one.category}<small>{escape(CATEGORIES[one.category].words)}</small>"
        rows.append(f'<tr><th scope="row">{name}</th>{cells}</tr>')
    return _wide("Each category", heads, rows, "numbers")


def grids(what_if: Sequence[WhatIf], own: Standard | None) -> str:
    """The districts over a threshold under every combination: a table for each n-size; the State's own is framed."""
    framed = " The frame is the standard of the State." * any(one.standard == own for one in what_if)
    lead = (
        '<p class="aside">How many districts would be over a threshold in this year alone, under one standard for all'
        f" categories; in parentheses how many ratios.{framed}</p>"
    )
    tables = "".join(_grid(what_if, own, n) for n in dict.fromkeys(one.standard.n for one in what_if))
    return f'{lead}<div class="grids">{tables}</div>'


def _grid(what_if: Sequence[WhatIf], own: Standard | None, n: int) -> str:
    held = [one for one in what_if if one.standard.n == n]
    cells = list(dict.fromkeys(one.standard.cell for one in held))
    found = {(one.standard.threshold, one.standard.cell): one for one in held}

    def row(threshold: object, ones: Iterable[WhatIf]) -> Iterator[str]:
        yield f'<tr><th scope="row">threshold {threshold}</th>'
        for one in ones:
            here = " here" * (one.standard == own)
            yield f'<td class="number{here}">{one.districts} ({one.over})</td>'
        yield "</tr>"

    rows = [
        "".join(row(shown(threshold, 4), (found[threshold, cell] for cell in cells)))
        for threshold in dict.fromkeys(one.standard.threshold for one in held)
    ]
    heads = ("", *(f"cell size {cell}" for cell in cells))
    return _wide(f"Minimum n-size {n}", heads, rows, "narrow numbers")
