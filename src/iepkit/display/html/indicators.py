"""One page on indicators: a table of the State or of each district, with who is in neither number folded below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from types import MappingProxyType

from iepkit.display.html.frame import bottom, top
from iepkit.display.html.marks import badge
from iepkit.display.html.parts import fold, table
from iepkit.display.indicators import Answer, ShownIndicators, part_words
from iepkit.display.layout import printable
from iepkit.reporting.indicators import year_of

__all__ = ["indicators_page"]


def __dir__() -> list[str]:
    return __all__


_BOTTOM = bottom("It is not official, not for filing, and no legal advice.")
_STYLE = """
.iepkit .indicators td:nth-child(2), .iepkit .indicators td:nth-child(3) { white-space: nowrap; }
.iepkit .indicators th[scope="row"] { width: 55%; }
.iepkit .indicators small { display: block; }
.iepkit .indicators .badge { white-space: nowrap; }
.iepkit .brief { max-width: 40rem; }
.iepkit .brief thead th:last-child { text-align: right; padding-right: .75rem; }
"""
_HEADS = ("Indicator", "How many of how many", "Percent", "Target")


def indicators_page(
    shown: ShownIndicators, *, why: bool = False, labels: Mapping[str, str] = MappingProxyType({})
) -> Iterator[str]:
    """Piece by piece a whole page in HTML on indicators; it loads nothing and runs nothing.

    What is hidden is not on it. `why` adds each case that stands in the way, for those who may see the files.
    """
    year = year_of(shown.ffy)
    title = f"Indicators of FFY {shown.ffy}"
    days = f"<time>{year.first}</time> to <time>{year.last}</time>"
    yield top(title, f'<h1>{title}</h1><p>{days}</p><p class="disclosure">{escape(shown.disclosure)}</p>', _STYLE)
    for name, answers in shown.answers.items():
        rows = [_row(answer) for answer in answers]
        yield f"<section><h2>{escape(part_words(name))}</h2>{table('Indicators', _HEADS, rows, 'indicators')}"
        yield from (_more(answer, labels if why else None) for answer in answers)
        yield "</section>\n"
    if shown.left_out:
        words = "Not here, since they need counts or settings, or were not asked for"
        yield f"<p>{words}: {', '.join(shown.left_out)}.</p>\n"
    yield _BOTTOM


def _row(answer: Answer) -> str:
    about = answer.indicator.definition
    head = f'<th scope="row">{about.id} {escape(about.title)}<small>{escape(about.says)}</small></th>'
    met = {True: badge("met", "met"), False: badge("late", "not met"), None: ""}[answer.met]
    if answer.percent == "not applicable":
        numbers = f'<td colspan="2">not applicable: there are no {escape(about.unit)} to count</td>'
    else:
        numbers = f"<td>{answer.numerator} of {answer.denominator}</td><td>{answer.percent}</td>"
    if answer.indicator.doubts:
        head = head.replace("</th>", f"<small>{badge('unknown', 'not decided')}: {answer.doubts}</small></th>")
    return f"<tr>{head}{numbers}<td>{escape(answer.target)} {met}</td></tr>"


def _more(answer: Answer, labels: Mapping[str, str] | None) -> str:
    """What is folded under an indicator."""
    about = answer.indicator.definition
    tables = [("In neither number", tuple(answer.exclusions())), *answer.breakdowns()]
    body = "".join(_numbers(title, rows) for title, rows in tables)
    if answer.indicator.doubts:
        asked = dict.fromkeys((doubt.words, doubt.settles) for doubt in answer.indicator.doubts)
        lines = "".join(f"<li>{escape(words)} {escape(settles)}</li>" for words, settles in asked)
        between = f" With them it lies between {answer.bounds.replace(' to ', ' and ')}." if answer.bounds else ""
        body += f"<p>{badge('unknown', 'Not decided')}: {answer.doubts}.{between}</p><ul>{lines}</ul>"
    if labels is not None:
        cases = [
            f'<tr><th scope="row">{escape(printable(labels.get(case, "") or case))}</th>'
            f"<td>{escape(words)}</td><td>{escape(settles)}</td></tr>"
            for case, words, settles in answer.why()
        ]
        body += table("Each case, for those who may see the files", ("Case", "Why", "To settle"), cases, "children")
    notes = "".join(f"<li>{escape(note)}</li>" for note in answer.notes())
    return fold(f"{about.id} {escape(about.title)}", f'{body}<ul class="aside">{notes}</ul>')


def _numbers(title: str, rows: Sequence[tuple[str, str]]) -> str:
    lines = [f'<tr><th scope="row">{escape(words)}</th><td class="number">{number}</td></tr>' for words, number in rows]
    return table(escape(title), ('<span class="unseen">What</span>', "How many"), lines, "brief")
