"""Disputes: State complaints, mediation, due process and what came of them."""

from __future__ import annotations

from datetime import date

import attrs

from iepkit.records.fields import private
from iepkit.vocabulary import DisputeKind

__all__ = ["Dispute"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Dispute:
    """One dispute and its dated steps (34 CFR 300.151 to 300.153, 300.506 to 300.518).

    `violation_on` is the day of the violation alleged, `known_on` the day on which the filer knew of it.
    `received` is the day on which the other party had the complaint.
    `resolved` is the day on which it ended, in whatever way.
    """

    id: str | None = private()
    kind: DisputeKind | None = None
    filed_by_parent: bool | None = None
    violation_on: date | None = None
    known_on: date | None = None
    filed: date | None = None
    received: date | None = None
    insufficiency_claimed: date | None = None
    sufficiency_decided: date | None = None
    answered: date | None = None
    resolution_meeting: date | None = None
    resolution_waived: date | None = None
    resolution_agreement: date | None = None
    agreement_voided: date | None = None
    mediation_agreement: date | None = None
    hearing_start: date | None = None
    extended_until: date | None = None
    decided: date | None = None
    appealed: date | None = None
    corrective_action_due: date | None = None
    corrected: date | None = None
    resolved: date | None = None
    issues: tuple[str, ...] = private(())
