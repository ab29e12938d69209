"""One page on equity: a summary, what if, the districts over a threshold, the others folded, and every word once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from iepkit.display.equity import Analysis, Line
from iepkit.display.equity_words import (
    ADVICE,
    GLOSSARY,
    GROUPS,
    chosen_words,
    disclosure_words,
    left_words,
    ratio_words,
    standard_words,
    year_words,
)
from iepkit.display.html.equity_tables import by_years, grids, ratios, sums
from iepkit.display.html.frame import bottom, top
from iepkit.display.html.marks import badge
from iepkit.display.html.parts import fold, pairs, table
from iepkit.display.html.strip import STRIP_STYLE
from iepkit.display.layout import counted, printable
from iepkit.equity import CATEGORIES, WhatIf

__all__ = ["equity_page"]


def __dir__() -> list[str]:
    return __all__


_BOTTOM = bottom(
    "A ratio shows that there is a difference. It does not say why; that is for people to find out. It is no legal"
    " advice."
)
_NONE_OVER = "No ratio that is shown is over its threshold. Open a line for its tables."
_STRIP = (
    "Beside each ratio a strip from an eighth to eight times, every doubling as wide as the other: the thin line is"
    " parity, the dashed one the threshold, the dot the ratio (full where it is over), the bar its interval."
)


def equity_page(analysis: Analysis, what_if: Sequence[WhatIf] = ()) -> Iterator[str]:
    r"""Piece by piece a whole page in HTML on the ratios of an analysis; it loads nothing and runs nothing.

    What the analysis hides is not on it, and it says at its head whether anything is hidden.

    >>> from iepkit.equity import Standard, Standards, read_csv
    >>> counts = read_csv("district,category,group,outcome,total\nNorth,id-all,asian,24,120\n")
    >>> found = Analysis({2026: counts}, Standards(Standard("2.5", cell=10, n=30)))
    >>> next(equity_page(found)).splitlines()[0]
    '<!DOCTYPE html>'
    """
    over = sorted({line.district for line in analysis.over_lines})
    whole = {name: list(lines) for name, lines in groupby(analysis.lines, lambda line: line.district)}
    others = [name for name in analysis.districts if name not in over]
    title = f"Equity: risk ratios of {counted(len(analysis.districts), 'district')}, {year_words(analysis.year)}"
    sections = [
        ("summary", "In short"),
        *([("what-if", "What if")] if what_if else []),
        *([("over", "Districts over a threshold")] if over else []),
        *([("others", "The other districts")] if others else []),
        ("words", "The words, once"),
        ("chosen", "By what this was reached"),
    ]
    links = "".join(f'<li><a href="#{name}">{words}</a></li>' for name, words in sections)
    nav = f'<nav aria-label="Contents"><ul class="contents">{links}</ul></nav>'
    head = f'<h1>{title}</h1><p class="disclosure">{escape(disclosure_words(analysis))}</p>{nav}'
    yield top(title, head, STRIP_STYLE)
    names = dict(sections)
    yield _summary(analysis, over, names["summary"])
    if what_if:
        yield f'<section><h2 id="what-if">{names["what-if"]}</h2>{grids(what_if, analysis.standard)}</section>\n'
    if over:
        yield f'<h2 id="over">{names["over"]}</h2><p class="aside">{ADVICE}</p><p class="aside">{_STRIP}</p>\n'
        yield from (_article(analysis, name, whole[name], at) for at, name in enumerate(over, 1))
    if others:
        yield f'<h2 id="others">{names["others"]}</h2><p class="aside">{_NONE_OVER}</p>\n'
        yield from (_folded(analysis, name, whole.get(name, [])) for name in others)
    words = "".join(f"<dt>{word}</dt><dd>{escape(means)}</dd>" for word, means in GLOSSARY)
    yield f'<section><h2 id="words">{names["words"]}</h2><dl class="words">{words}</dl></section>\n'
    chosen = pairs((escape(word), escape(printable(said))) for word, said in chosen_words(analysis))
    yield f'<section><h2 id="chosen">{names["chosen"]}</h2>{chosen}</section>\n{_BOTTOM}'


def _summary(analysis: Analysis, over: Sequence[str], title: str) -> str:
    held = analysis.over_lines
    many = counted(len(over), "district")
    lead = f"{many} of {len(analysis.districts)} over a threshold, with {counted(len(held), 'ratio')}."
    if held:
        lead += f" For {len(analysis.identified)} of these the State must find significant disproportionality."
    left = "".join(f"<li>{escape(printable(words))}</li>" for words in left_words(analysis.left))
    unread = f"<p>{badge('unknown', 'Not read, so not answered')}: see the messages.</p><ul>{left}</ul>" if left else ""
    rows = [
        f'<tr><th scope="row"><a href="#district-{at}">{escape(printable(name))}</a></th>'
        f"<td>{'; '.join(map(_short, sorted(lines, key=_value, reverse=True)))}</td></tr>"
        for at, name in enumerate(over, 1)
        for lines in [[line for line in held if line.district == name]]
    ]
    first = table("Over a threshold", ("District", "Where, the largest first"), rows, "children")
    return f'<section><h2 id="summary">{title}</h2><p>{lead}</p>{unread}{first}{sums(analysis)}</section>\n'


def _value(line: Line) -> float:
    return 0.0 if line.ratio is None or line.ratio.value is None else float(line.ratio.value)


def _short(line: Line) -> str:
    words = f"{GROUPS[line.group]}, {escape(CATEGORIES[line.category].words)}"
    return f"{words}: <strong>{ratio_words(line.ratio)}</strong>"


def _article(analysis: Analysis, name: str, lines: Iterable[Line], at: int) -> str:
    """A district that is over: its categories that are over, then the others folded."""
    over: list[str] = []
    others: list[str] = []
    for category, group in groupby(lines, lambda line: line.category):
        held = list(group)
        (over if any(line.exceeds for line in held) else others).append(_category(analysis, name, category, held, 4))
    more = fold(f"{counted(len(others), 'other category', 'other categories')}, not over", "".join(others))
    head = f"<h3>{escape(printable(name))}</h3>"
    return f'<article class="district" id="district-{at}">{head}{"".join(over)}{more}</article>\n'


def _folded(analysis: Analysis, name: str, lines: Sequence[Line]) -> str:
    body = "".join(
        _category(analysis, name, category, list(group), 3)
        for category, group in groupby(lines, lambda line: line.category)
    )
    largest = max(lines, key=_value, default=None)
    said = f"largest ratio {_short(largest)}" if largest and _value(largest) else "no ratio to show"
    body = body or "<p>There are no counts of a group that is known.</p>"
    return fold(f"<strong>{escape(printable(name))}</strong>: {said}", body)


def _category(analysis: Analysis, district: str, category: str, lines: Sequence[Line], level: int) -> str:
    head = escape(str(CATEGORIES[category]))
    standard = standard_words(analysis.standards.of(category))
    return (
        f'<h{level}>{head}</h{level}><p class="aside">{standard[:1].upper()}{standard[1:]}.</p>'
        f"{ratios(analysis, district, category, lines)}{by_years(lines)}"
    )
