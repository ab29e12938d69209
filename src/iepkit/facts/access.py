"""Facts of access to education records: what was asked, what was given, decided and told."""

from __future__ import annotations

from iepkit.facts.fact import Fact
from iepkit.records import RecordsLaw
from iepkit.vocabulary import EventKind

__all__ = ["ROWS"]


def __dir__() -> list[str]:
    return __all__


_K, _L = EventKind, RecordsLaw
_BY_IDEA = (_L.PART_B.value, _L.PART_C.value)

ROWS: dict[str, Fact] = {
    "records-access-given": Fact("the parent could inspect and review the records", (_K.RECORDS_ACCESS_GIVEN,)),
    "records-amendment-decided": Fact(
        "the agency decided whether to amend the records", (_K.RECORDS_AMENDMENT_DECIDED,)
    ),
    "records-amendment-refused": Fact(
        "the agency refused to amend the records", (_K.RECORDS_AMENDMENT_DECIDED,), details=("refused",)
    ),
    "records-amendment-requested": Fact(
        "the agency received a request to amend the records", (_K.RECORDS_AMENDMENT_REQUESTED,)
    ),
    "records-destroyed": Fact("the records were destroyed", (_K.RECORDS_DESTROYED,)),
    "records-destruction-requested": Fact(
        "the parent asked that the records be destroyed", (_K.RECORDS_DESTRUCTION_REQUESTED,)
    ),
    "records-disclosed-to-school": Fact(
        "records went to a school in which the child seeks to enroll", (_K.RECORDS_DISCLOSED_TO_SCHOOL,)
    ),
    "records-disclosure-told": Fact(
        "the agency tried to tell the parent that the records went to the other school", (_K.RECORDS_DISCLOSURE_TOLD,)
    ),
    "records-no-longer-needed": Fact("the records were no longer needed for services", (_K.RECORDS_NO_LONGER_NEEDED,)),
    "records-no-longer-needed-told": Fact(
        "the parents were told that the records are no longer needed",
        (_K.RECORDS_NO_LONGER_NEEDED_TOLD,),
        shown_by=("records-destruction-requested",),
    ),
    "records-refusal-told": Fact(
        "the parent was told of the refusal and of the right to a hearing", (_K.RECORDS_REFUSAL_TOLD,)
    ),
    "records-request-withdrawn": Fact("the request to see records was withdrawn", (_K.RECORDS_REQUEST_WITHDRAWN,)),
    "records-requested": Fact(
        "the parent asked to see records under Part B", (_K.RECORDS_REQUESTED,), details=(_L.PART_B.value,)
    ),
    "records-requested-under-ferpa": Fact(
        "the school received a request to see records", (_K.RECORDS_REQUESTED,), not_details=_BY_IDEA
    ),
    "records-requested-under-part-c": Fact(
        "the parent asked to see early intervention records", (_K.RECORDS_REQUESTED,), details=(_L.PART_C.value,)
    ),
}
