"""Indicators 15 and 16: resolution meetings and mediations that ended with a written agreement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from iepkit.records import Dispute
from iepkit.reporting.indicators.files import Files
from iepkit.reporting.indicators.table import definition
from iepkit.reporting.indicators.tallies import Tally, by_words
from iepkit.reporting.indicators.values import Indicator
from iepkit.vocabulary import DisputeKind

__all__ = ["mediations_agreed", "resolutions_agreed"]


def __dir__() -> list[str]:
    return __all__


_D = DisputeKind
_PART_C = (_D.PART_C_STATE_COMPLAINT, _D.PART_C_DUE_PROCESS, _D.PART_C_HEARING)
_OVER = ("no_agreement", "hearing_start", "decided", "resolved", "civil_action")  # what shows that none was reached

EXPEDITED = "The complaint was expedited; whether such meetings belong to 3.1 was not read (unverified)."
_OUTCOME = "whether there was a written agreement"


def _told(files: Files, tally: Tally, held: str, begun: Sequence[str]) -> Iterator[tuple[str, Dispute]]:
    """The disputes under Part B begun in the year whose meeting was held, with the ids of their cases.

    Where the file does not say when one began, and its meeting was in the year, it is in doubt.
    """
    for case in files.cases:
        for one in case.disputes:
            met, start = getattr(one, held), next((day for name in begun if (day := getattr(one, name))), None)
            if one.kind in _PART_C or not _by(met, files):
                continue
            if start in files.year:
                yield case.id, one
            elif start is None and met in files.year:
                tally.open(case.id, "The file does not show when the dispute began.", "the day on which it began")


def _by(day: date | None, files: Files) -> bool:
    return day is not None and day <= files.as_of


def _ended(one: Dispute, files: Files, *more: str) -> bool:
    return any(_by(getattr(one, field), files) for field in (*_OVER, *more))


def resolutions_agreed(files: Files) -> Indicator:
    """Indicator 15: resolution meetings on due process complaints filed in the year, and those with an agreement.

    Meetings are counted and not children; the year is that of the filing. An agreement that a party voided is in
    doubt, and so is a meeting of which the file shows no outcome.

    >>> from iepkit.history import Case
    >>> day = date(2025, 2, 3)
    >>> case = Case("7", disputes=(Dispute(kind=DisputeKind.DUE_PROCESS, filed=day, resolution_meeting=day),))
    >>> found = resolutions_agreed(Files.of([case], ffy=2024, as_of=date(2026, 2, 1)))
    >>> found.shown, found.doubts[0].settles
    ('not applicable', 'whether there was a written agreement')
    """
    tally = Tally()
    for case, one in _told(files, tally, "resolution_meeting", ("filed", "received")):
        if one.kind is _D.EXPEDITED_DUE_PROCESS:
            tally.out(case, EXPEDITED)
        elif _by(one.agreement_voided, files):
            tally.open(case, "An agreement was reached and voided.", "whether the State counts it as an agreement")
        elif _by(one.resolution_agreement, files):
            tally.yes(case)
        elif _ended(one, files):
            tally.no(case)
        else:
            tally.open(case, "The file does not show what came of the resolution meeting.", _OUTCOME)
    return tally.indicator("15", files.ffy)


def mediations_agreed(files: Files) -> Indicator:
    """Indicator 16: mediations asked for in the year and held, and those with a written agreement, on any subject.

    Mediations are counted and not children. Those in a due process matter and the others are told apart beside it.

    >>> from iepkit.history import Case
    >>> day = date(2025, 2, 3)
    >>> agreed = Dispute(mediation_requested=day, mediation_held=day, mediation_agreement=day)
    >>> mediations_agreed(Files.of([Case("7", disputes=(agreed,))], ffy=2024, as_of=date(2026, 2, 1))).shown
    '100.00%'
    """
    tally, agreed, words = Tally(), list[tuple[str, str]](), definition("16", files.ffy).counts
    for case, one in _told(files, tally, "mediation_held", ("mediation_requested", "filed")):
        if _by(one.mediation_agreement, files):
            tally.yes(case)
            due_process = one.kind in {_D.DUE_PROCESS, _D.EXPEDITED_DUE_PROCESS}
            agreed.append((case, words["related" if due_process else "unrelated"]))
        elif _ended(one, files, "mediation_withdrawn"):
            tally.no(case)
        else:
            tally.open(case, "The file does not show what came of the mediation.", _OUTCOME)
    return tally.indicator("16", files.ffy, [by_words("Agreements", agreed)] * bool(agreed))
