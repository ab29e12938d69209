"""How reports are written: as text or a page, the most urgent first; as JSON or CSV, each as it comes."""

from __future__ import annotations

import csv
import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable

from iepkit.display import html, text
from iepkit.display.caseload import Caseload
from iepkit.display.outline import Outline, Summary
from iepkit.display.table import COLUMNS, report_data, rows
from iepkit.display.terminal import writer
from iepkit.reviews import Report

__all__ = ["WRITERS", "Writer"]


def __dir__() -> list[str]:
    return __all__


Writer = Callable[[Iterable[Report], Namespace, Callable[[], int]], None]
"""What writes reports, given the options, and what says in the end how many documents could not be read."""


def _text(reports: Iterable[Report], options: Namespace, unreadable: Callable[[], int]) -> None:
    def line(report: Report, outline: Outline) -> str:
        return text.child_line(report, outline, name=options.labels.get(report.case, ""))

    def whole(report: Report, outline: Outline) -> str:
        name = options.labels.get(report.case, "")
        return text.report_text(report, outline, explain=options.explain, name=name)

    with Caseload(line, whole, within=options.within) as caseload:
        for report in reports:
            caseload.add(report)
        caseload.summary.unreadable = unreadable()
        write = writer(sys.stdout)
        for piece in text.pieces(caseload):
            write(piece)


def _html(reports: Iterable[Report], options: Namespace, unreadable: Callable[[], int]) -> None:
    with html.Page(options.labels, within=options.within) as page:
        for report in reports:
            page.add(report)
        page.summary.unreadable = unreadable()
        for piece in page.pieces():
            sys.stdout.write(piece)


def _json(reports: Iterable[Report], options: Namespace, unreadable: Callable[[], int]) -> None:
    summary = Summary()
    sys.stdout.write('{"cases": [')
    for report in reports:
        sys.stdout.write(",\n" if summary.children else "\n")
        sys.stdout.write(json.dumps(report_data(report, explain=options.explain)))
        summary.add(Outline.of(report))
    summary.unreadable = unreadable()
    sys.stdout.write(f'\n], "summary": {json.dumps(summary.plain())}}}\n')


def _csv(reports: Iterable[Report], options: Namespace, _: Callable[[], int]) -> None:
    columns = (*COLUMNS, "explanation") if options.explain else COLUMNS
    table = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
    table.writeheader()
    for report in reports:
        table.writerows(rows(report, explain=options.explain))


WRITERS: dict[str, Writer] = {"text": _text, "html": _html, "json": _json, "csv": _csv}
