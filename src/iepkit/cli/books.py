"""The commands `law`, `rules` and `explain`: what the library knows, to read."""

from __future__ import annotations

import csv
import json
import sys
from argparse import Namespace

from iepkit.cli.inputs import law_named
from iepkit.cli.messages import Exit, complain
from iepkit.cli.rulebook import every_rule, rule_of
from iepkit.display import lawtable
from iepkit.display.lawbook import jurisdictions_text, law_text, rule_text, rules_text
from iepkit.display.terminal import writer
from iepkit.errors import UnknownName
from iepkit.laws import TableRow, parameters

__all__ = ["explain", "law", "rules"]


def __dir__() -> list[str]:
    return __all__


def law(options: Namespace) -> int:
    """Write what a jurisdiction says, or which ones there are, or one parameter in all of them."""
    if options.table is not None:
        return _table(options)
    if options.history or options.format != "text":
        complain("--history and --format go with --table")
        return Exit.BAD_INPUT
    if options.jurisdiction is None:
        writer(sys.stdout)(jurisdictions_text())
        return 0
    names = [options.parameter] if options.parameter else list(parameters())
    writer(sys.stdout)(law_text(law_named(options.jurisdiction), names, options.on))
    return 0


def _table(options: Namespace) -> int:
    only = () if options.jurisdiction is None else (options.jurisdiction,)
    rows = lawtable.table_rows(options.table, options.on, only=only, history=options.history)
    if options.format == "csv":
        written = csv.DictWriter(sys.stdout, lawtable.COLUMNS, lineterminator="\n")
        written.writeheader()
        written.writerows(map(_cells, rows))
    elif options.format == "json":
        on = options.on.isoformat() if options.on else None
        lines = ",\n".join(json.dumps(lawtable.row_data(row)) for row in rows)
        sys.stdout.write(
            f'{{"parameter": {json.dumps(options.table)}, "on": {json.dumps(on)}, "rows": [\n{lines}\n]}}\n'
        )
    else:
        writer(sys.stdout)(lawtable.table_text(rows, options.on, history=options.history))
    return 0


def _cells(row: TableRow) -> dict[str, object]:
    """A row for CSV, where a list is one cell."""
    return {name: "; ".join(cell) if isinstance(cell, list) else cell for name, cell in lawtable.row_data(row).items()}


def rules(options: Namespace) -> int:
    """Write every rule, or those of a group."""
    found = [rule for rule in every_rule() if options.group is None or options.group in rule.groups]
    if not found:
        raise UnknownName("group", options.group, sorted({group for rule in every_rule() for group in rule.groups}))
    writer(sys.stdout)(rules_text(found))
    return 0


def explain(options: Namespace) -> int:
    """Write all about one rule or clock."""
    writer(sys.stdout)(rule_text(rule_of(options.rule)))
    return 0
