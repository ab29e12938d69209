"""Access to education records: who asked to see, change or destroy them, and what came of it."""

from __future__ import annotations

from datetime import date

import attrs

from iepkit.records.fields import private
from iepkit.records.terms import RecordsLaw

__all__ = ["RecordsAccess", "RecordsRequest"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class RecordsRequest:
    """A parent's request about the child's education records (34 CFR 300.613 to 300.624, 99.10, 303.405).

    `under` is the law on which the request stands. `requested` is the day on which it was made, `received` the day on
    which the agency had it, where that is another one: Part B counts from the first, FERPA from the second.
    `access_given` is the day on which the parent could inspect and review the records, by copies or otherwise.
    A request to amend and one to destroy stand beside it with days of their own; `refusal_told` is the day on which the
    parent was told of a refusal to amend and of the right to a hearing.
    """

    id: str | None = private()
    under: RecordsLaw | None = None
    requested: date | None = None
    received: date | None = None
    access_given: date | None = None
    copies_given: date | None = None
    withdrawn: date | None = None
    amendment_requested: date | None = None
    amendment_decided: date | None = None
    amended: bool | None = None
    refusal_told: date | None = None
    destruction_requested: date | None = None
    destroyed: date | None = None


@attrs.frozen
class RecordsAccess:
    """One line of the record of who obtained access to education records (34 CFR 300.614).

    `party` is the name of who obtained it, `given` the day, `purpose` why the party is authorized to use the records.
    `parent_or_staff`: a parent, or an authorized employee of the agency, of whose access no record is required.
    """

    party: str | None = private()
    given: date | None = None
    purpose: str | None = private()
    parent_or_staff: bool | None = None
