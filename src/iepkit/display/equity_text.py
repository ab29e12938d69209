"""Equity as text for people, as data for JSON and as rows for CSV: the same answers, with the same things hidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Any

from iepkit.disclosure import Hidden, Suppression
from iepkit.display.equity import UNNAMED, Analysis, Line, Total
from iepkit.display.equity_words import (
    ADVICE,
    GLOSSARY,
    GROUPS,
    chosen_words,
    count_words,
    distance_words,
    interval_words,
    kind_words,
    left_words,
    ratio_words,
    risk_words,
    standard_words,
    why_words,
    year_words,
)
from iepkit.display.layout import WIDTH, columns, counted, paragraph, printable
from iepkit.display.sheets import number
from iepkit.equity import CATEGORIES, Outcome, Ratio, WhatIf
from iepkit.progress import shown

__all__ = ["COLUMNS", "equity_data", "equity_rows", "equity_text", "reasons"]


def __dir__() -> list[str]:
    return __all__


COLUMNS: Mapping[str, type] = MappingProxyType(
    {
        "school_year": int,
        "district": str,
        "category": str,
        "group": str,
        "outcome": int,
        "total": int,
        "risk": float,
        "ratio": float,
        "kind": str,
        "why": str,
        "low": float,
        "high": float,
        "few": bool,
        "threshold": float,
        "cell": int,
        "n": int,
        "over": bool,
        "to_threshold": int,
        "to_parity": int,
        "determination": str,
        "years_over": int,
        "reserves_funds": bool,
        "hidden": bool,
    }
)
"""The columns of a table of ratios, in order, with their types; what is hidden or cannot be told is empty."""

Grid = Iterable[WhatIf]


def equity_text(analysis: Analysis, what_if: Grid = (), *, explain: bool = False) -> Iterator[str]:
    """Piece by piece: the sums, the what-ifs, the districts over a threshold, then the others.

    `explain` adds the words of the trade, each once.
    """
    held = analysis.over_lines
    districts = sorted({line.district for line in held})
    yield f"{counted(len(analysis.districts), 'district')}, {year_words(analysis.year)}\n"
    for many, one, more in (
        (len(districts), "district over a threshold", "districts over a threshold"),
        (len(held), "ratio over a threshold", "ratios over a threshold"),
        (len(analysis.identified), _IDENTIFIED, _IDENTIFIED),
        (sum(total.unknown for total in analysis.totals), "ratio unknown", "ratios unknown"),
        (sum(total.hidden for total in analysis.totals), "ratio not shown", "ratios not shown"),
    ):
        yield f"{many:>6}  {one if many == 1 else more}\n"
    yield "\n" + "\n".join(_chosen(analysis)) + "\n"
    if analysis.left:
        yield "\n  NOT READ, SO NOT ANSWERED: see the messages\n"
        yield "".join(f"{paragraph(printable(words), 4, hang=2)}\n" for words in left_words(analysis.left))
    yield "\n  EACH CATEGORY\n" + _totals(analysis.totals) + "\n"
    yield from _grid(what_if)
    over = set(districts)
    whole = {district: list(lines) for district, lines in groupby(analysis.lines, lambda line: line.district)}
    for name in (*districts, *(district for district in whole if district not in over)):
        yield "\n" + _district(analysis, name, whole[name])
    if held:
        yield f"\n{paragraph(ADVICE)}\n"
    if explain:
        yield "\n  WORDS\n" + "".join(f"{paragraph(f'{word}: {means}', 4, hang=2)}\n" for word, means in GLOSSARY)


_IDENTIFIED = f"of these {Outcome.IDENTIFIED}"


def _chosen(analysis: Analysis) -> Iterator[str]:
    return (paragraph(printable(f"{word}: {chosen}"), 2, hang=2) for word, chosen in chosen_words(analysis))


_WIDE = (15, 9, 4, 3, 6, 4, 9, 7, 6)
_HEADS = ("category", "threshold", "cell", "n", "ratios", "over", "districts", "unknown", "hidden")


def _totals(totals: Iterable[Total]) -> str:
    rows = [
        (
            one.category,
            shown(one.standard.threshold, 4),
            *map(str, (one.standard.cell, one.standard.n, one.ratios, one.over, one.districts)),
            *map(str, (one.unknown, one.hidden)),
        )
        for one in totals
    ]
    return columns([_HEADS, *rows], _WIDE, 1)


def _grid(what_if: Grid) -> Iterator[str]:
    rows = [
        (shown(one.standard.threshold, 4), *map(str, (one.standard.cell, one.standard.n, one.districts, one.over)))
        for one in what_if
    ]
    if rows:
        heads = ("threshold", "cell", "n", "districts over", "ratios over")
        yield "\n  WHAT IF: one standard for all categories, this year alone\n"
        yield columns([heads, *rows], (9, 5, 5, 15, 12), 4) + "\n"


def _district(analysis: Analysis, name: str, lines: Iterable[Line]) -> str:
    parts = [printable(name), "-" * WIDTH]
    for category, group in groupby(lines, lambda line: line.category):
        parts += _category(analysis, name, category, list(group))
    return "\n".join(parts) + "\n"


def _category(analysis: Analysis, district: str, category: str, lines: list[Line]) -> Iterator[str]:
    yield paragraph(f"{CATEGORIES[category]}; {standard_words(analysis.standards.of(category))}", 2, hang=2)
    for line in lines:
        if line.ratio is not None and line.ratio.value is not None:
            yield from _told(line, line.ratio)
    for reason, group in reasons(lines):
        names = "; ".join(f"{GROUPS[line.group]} ({count_words(line.outcome, line.total)})" for line in group)
        yield paragraph(f"{reason}: {names}", 4, hang=2)
    unknown = analysis.unknown(district, category)
    if unknown is not None:
        said = "*" if isinstance(unknown, Hidden) else count_words(*unknown)
        yield paragraph(f"in no group, since theirs is not known: {said}", 4, hang=2)


def reasons(lines: Iterable[Line]) -> list[tuple[str, list[Line]]]:
    """The lines without a ratio by the reason, in words; those that are hidden come last."""
    found: dict[str, list[Line]] = {}
    hidden = []
    for line in lines:
        if line.ratio is None:
            hidden.append(line)
        elif line.ratio.value is None:
            found.setdefault(line.ratio.kind.value, []).append(line)
    return [*found.items(), *([("not shown", hidden)] if hidden else [])]


def _told(line: Line, ratio: Ratio) -> Iterator[str]:
    verdict = "OVER" if line.exceeds else "not over"
    head = f"{GROUPS[line.group]}: {count_words(line.outcome, line.total)} ({risk_words(line)})"
    threshold = shown(ratio.standard.threshold, 4)
    yield paragraph(f"{head}; ratio {ratio_words(ratio)}, {verdict} the threshold of {threshold}", 4, hang=2)
    care = "; few children, read with care" if line.interval and line.interval.few else ""
    yield paragraph(f"{ratio.kind}; 95% interval {interval_words(line.interval)}{care}", 6, hang=2)
    yield paragraph(f"children with the outcome: {distance_words(line)}", 6, hang=2)
    if len(line.ratios) > 1:
        years = "; ".join(f"{year_words(year)} {ratio_words(one)}" for year, one in line.ratios.items())
        yield paragraph(f"by year: {years}", 6, hang=2)
    if line.exceeds and line.determination is not None:
        yield paragraph(line.determination.outcome.value, 6, hang=2)
        if line.determination.reserves_funds:
            yield paragraph("the district must reserve funds for early intervening (34 CFR 300.646(d))", 6, hang=2)


def _year(year: int) -> int | None:
    return None if year == UNNAMED else year


def _plain(value: int | Hidden) -> int | None:
    return None if isinstance(value, Hidden) else value


def _float(ratio: Ratio | Hidden | None) -> float | None:
    """A ratio as it is shown, so that a number that rests on the State's counts gives none of them away."""
    return float(ratio_words(ratio)) if isinstance(ratio, Ratio) and ratio.value is not None else None


def equity_rows(analysis: Analysis) -> Iterator[dict[str, Any]]:
    """A row of `COLUMNS` for each district, category and group of the year that is looked at."""
    for line in analysis.lines:
        ratio, interval, found = line.ratio, line.interval, line.determination
        standard = analysis.standards.of(line.category)
        yield {
            "school_year": _year(line.year),
            "district": line.district,
            "category": line.category,
            "group": line.group.value,
            "outcome": _plain(line.outcome),
            "total": _plain(line.total),
            "risk": None if line.risk is None else round(float(line.risk), 4),
            "ratio": _float(ratio),
            "kind": None if ratio is None else kind_words(ratio.kind),
            "why": None if ratio is None else why_words(ratio.kind),
            "low": None if interval is None else round(interval.low, 2),
            "high": None if interval is None else round(interval.high, 2),
            "few": None if interval is None else interval.few,
            "threshold": number(standard.threshold),
            "cell": standard.cell,
            "n": standard.n,
            "over": None if ratio is None else ratio.exceeds,
            "to_threshold": line.to_threshold,
            "to_parity": line.to_parity,
            "determination": None if found is None else found.outcome.name.lower().replace("_", "-"),
            "years_over": None if found is None else found.run,
            "reserves_funds": None if found is None else found.reserves_funds,
            "hidden": ratio is None,
        }


def equity_data(analysis: Analysis, what_if: Grid = ()) -> dict[str, Any]:
    """The analysis as plain values, to be written as JSON: `lines` has the keys of `COLUMNS`, and the other years."""
    policy, flexibility = analysis.policy, analysis.flexibility
    rows = equity_rows(analysis)
    return {
        "school_year": _year(analysis.year),
        "school_years": [_year(year) for year in sorted(analysis.years)],
        "disclosure": {"policy": "suppress", "minimum": policy.minimum, "lowest": policy.lowest}
        if isinstance(policy, Suppression)
        else {"policy": "open"},
        "standards": {
            name: {"threshold": number(one.threshold), "cell": one.cell, "n": one.n}
            for name, one in analysis.standards.each().items()
            if name in analysis.counts.categories
        },
        "prior_years": flexibility.prior_years,
        "progress": None if flexibility.progress is None else analysis.progress,
        "whole_state": sorted(analysis.whole_state.get(analysis.year, ())),
        "only_with_disabilities": sorted(analysis.only_with_disabilities),
        "not_read": [
            {"school_year": _year(one.year), "district": one.district, "category": one.category}
            for one in analysis.left
        ],
        "categories": [
            {
                "category": one.category,
                "ratios": one.ratios,
                "over": one.over,
                "districts": one.districts,
                "unknown": one.unknown,
                "hidden": one.hidden,
            }
            for one in analysis.totals
        ],
        "lines": [{**row, "by_year": _by_year(line)} for line, row in zip(analysis.lines, rows, strict=True)],
        "group_not_known": list(_unknown(analysis)),
        "what_if": [
            {
                "threshold": number(one.standard.threshold),
                "cell": one.standard.cell,
                "n": one.standard.n,
                "districts": one.districts,
                "ratios": one.ratios,
                "over": one.over,
                "unknown": one.unknown,
            }
            for one in what_if
        ],
    }


def _by_year(line: Line) -> list[dict[str, Any]]:
    return [
        {"school_year": _year(year), "ratio": _float(ratio), "said": ratio_words(ratio)}
        for year, ratio in line.ratios.items()
    ]


def _unknown(analysis: Analysis) -> Iterator[dict[str, Any]]:
    for district, category in sorted(analysis.counts.unknown):
        found = analysis.unknown(district, category)
        outcome, total = (None, None) if found is None or isinstance(found, Hidden) else found
        yield {
            "district": district,
            "category": category,
            "outcome": outcome,
            "total": total,
            "hidden": isinstance(found, Hidden),
        }
