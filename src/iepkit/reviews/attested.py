"""What a file says was done: a fact against the law, or one that it is silent on while it speaks of its like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from iepkit.findings import Severity
from iepkit.reviews.registry import Flaw

__all__ = ["Attested", "attested", "recorded"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Attested:
    """A boolean of a record: `so` says in words what it means to be true, `not_so` what it means to be false."""

    field: str
    so: str
    not_so: str
    citation: str | None = None


def recorded(record: object, fields: Iterable[str]) -> bool:
    """Whether a record says anything in one of these fields.

    >>> from iepkit.records import Placement
    >>> fields = ("home_school", "aids_considered")
    >>> recorded(Placement(home_school=False), fields), recorded(Placement(), fields)
    (True, False)
    """
    return any(getattr(record, field) not in (None, (), "") for field in fields)


def attested(path: str, record: object, rows: Iterable[Attested], *, asked: bool) -> Iterator[Flaw]:
    """The facts that are recorded as not so, and where `asked` those that are not recorded, which weigh less.

    >>> from iepkit.records import Placement
    >>> rows = [Attested("home_school", "the child attends the home school", "The child does not.")]
    >>> [flaw.message for flaw in attested("$", Placement(home_school=False), rows, asked=False)]
    ['The child does not.']
    >>> [flaw.message for flaw in attested("$", Placement(), rows, asked=True)]
    ['The file does not say whether the child attends the home school.']
    """
    for row in rows:
        value = getattr(record, row.field)
        if value is False:
            yield Flaw(f"{path}.{row.field}", row.not_so, citation=row.citation)
        elif value is None and asked:
            words = f"The file does not say whether {row.so}."
            yield Flaw(f"{path}.{row.field}", words, Severity.UNKNOWN, row.citation)
