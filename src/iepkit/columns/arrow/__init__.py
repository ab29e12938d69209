"""Arrow in, Arrow out (extra `arrow`): events and cases as tables, deadlines as a table.

    from iepkit.columns import arrow

    found = arrow.deadlines(events, cases, law=laws, calendar=calendars, as_of=today)

A table of events has a row for each thing that happened, in any order:

- `case`: whose it is, an id of any type that Arrow can compare, such as text or whole numbers;
- `kind`: a word of `EventKind`, such as `referral`;
- `on`: the day, as `date32`;
- `until`, a day, and `purpose`, `detail` and `about`, text: as on an `Event`; each may be null, or left out.

A table of cases has a row for each case: `case`, and `birth` (a day), `jurisdiction` and `calendar` (text),
which may be null or left out. Text may be plain or a dictionary.

Whatever offers Arrow's stream will do for a table, such as a data frame of polars.
Raises `MissingExtra` where pyarrow is not installed.
"""

from __future__ import annotations

from iepkit.errors import MissingExtra

try:
    from iepkit.columns.arrow.reading import read
    from iepkit.columns.arrow.running import deadlines, deadlines_in_chunks
    from iepkit.columns.arrow.writing import schema, write
except ImportError as error:
    raise MissingExtra("arrow", "reading and writing Arrow tables") from error

__all__ = ["deadlines", "deadlines_in_chunks", "read", "schema", "write"]


def __dir__() -> list[str]:
    return __all__
