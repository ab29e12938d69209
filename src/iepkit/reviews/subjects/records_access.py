"""The record of who obtained access to education records (34 CFR 300.614). The dates of requests are clocks."""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.reviews.context import Context, happened, said
from iepkit.reviews.registry import Flaw, rule

__all__ = ["record"]


def __dir__() -> list[str]:
    return __all__


@rule(
    "RC401",
    "records-log",
    "Record of access to education records",
    citation="34 CFR 300.614",
    applies="to each entry in the record of access that says more than its day and is of no parent or employee",
    says=(
        "The agency records each party that obtains access to education records, with the name, the day, and the "
        "purpose; not parents and authorized employees."
    ),
    settle="Complete the entry, or record that it is of a parent or an authorized employee.",
    groups=("records",),
    since="0.3",
)
def record(context: Context) -> Iterator[Flaw]:
    """The names, days and purposes that entries in the record of access lack."""
    for path, row in happened(context, "records_access", "given", context.case.records_access):
        told = said(row.party) or said(row.purpose) or row.parent_or_staff is False
        if row.parent_or_staff or not told:
            continue
        if not said(row.party):
            yield Flaw(f"{path}.party", "The record of access does not name the party that obtained access.")
        if row.given is None:
            yield Flaw(f"{path}.given", "The record of access does not give the day on which access was given.")
        if not said(row.purpose):
            words = "The record of access does not give the purpose for which the party may use the records."
            yield Flaw(f"{path}.purpose", words)
