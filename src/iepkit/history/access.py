"""What a request about education records implies."""

from __future__ import annotations

from iepkit.history.implied import Implied, answer, is_one_of, own
from iepkit.records import RecordsLaw
from iepkit.vocabulary import EventKind

__all__ = ["ROWS"]


def __dir__() -> list[str]:
    return __all__


_K, _OF = EventKind, "records_requests"
_FROM_THE_REQUEST = (RecordsLaw.PART_B, RecordsLaw.PART_C)  # 34 CFR 300.613(a), 303.405(a)
_FROM_RECEIPT = (RecordsLaw.FERPA, None)  # 34 CFR 99.10(b)

ROWS: tuple[Implied, ...] = (
    Implied(
        _OF, "requested", _K.RECORDS_REQUESTED,
        instead="received", detail=own("under"), when=is_one_of("under", *_FROM_THE_REQUEST), about="id",
    ),
    Implied(
        _OF, "received", _K.RECORDS_REQUESTED,
        instead="requested", detail=own("under"), when=is_one_of("under", *_FROM_RECEIPT), about="id",
    ),
    Implied(_OF, "access_given", _K.RECORDS_ACCESS_GIVEN, instead="copies_given", about="id"),
    Implied(_OF, "withdrawn", _K.RECORDS_REQUEST_WITHDRAWN, about="id"),
    Implied(_OF, "amendment_requested", _K.RECORDS_AMENDMENT_REQUESTED, detail=own("under"), about="id"),
    Implied(
        _OF, "amendment_decided", _K.RECORDS_AMENDMENT_DECIDED,
        detail=answer("amended", "refused", "amended"), about="id",
    ),
    Implied(_OF, "refusal_told", _K.RECORDS_REFUSAL_TOLD, about="id"),
    Implied(_OF, "destruction_requested", _K.RECORDS_DESTRUCTION_REQUESTED, about="id"),
    Implied(_OF, "destroyed", _K.RECORDS_DESTROYED, about="id"),
)  # fmt: skip
