"""Disputes: State complaints, mediation, due process and what came of them; and the surrogate for absent parents."""

from __future__ import annotations

from datetime import date

import attrs

from iepkit.records.fields import private
from iepkit.records.process import Extension
from iepkit.vocabulary import DisputeKind

__all__ = ["Dispute", "Surrogate"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Dispute:
    """One dispute and its dated steps (34 CFR 300.151 to 300.153, 300.506 to 300.518; under Part C 303.430 to 303.448).

    Limits (300.153(c), 300.507(a)(2), 300.511(e) and (f)): `violation_on` is the day of the violation alleged,
    `known_on` the day on which the filer knew or should have known of it, `limitation_lifted` the day from which
    the agency kept the parent from filing, by a word that all was solved or by withheld information.

    Filing (300.153(d), 300.508(a), 300.507(b)): `received` is the day on which the other party had the complaint,
    or the State a State complaint; `notice_received` the day on which the agency had notice of a parent's
    complaint, where that is another; `copy_sent` the day on which a State complaint went to the agency too.
    `subject_notice_given` is the day of a prior written notice on the same subject, where there was one.

    Sufficiency and amendment (300.508(d)): `insufficiency_claimed` is the day of the claim,
    `insufficiency_received` the day on which the hearing officer had it. `amended` is the filing of the amended
    complaint, to which the other party consented in writing or the hearing officer gave permission.

    Resolution (300.510): `resolution_waived`, `no_agreement` and `mediation_continued` are agreements of both in
    writing; `mediation_chosen` is the agreement to mediate instead of a resolution meeting. `parent_absent` and
    `agency_absent` are the days on which that party took no part in a meeting; `timeline_sought` is the parent's
    request to a hearing officer to begin the timeline of the hearing, `timeline_begun` the day on which that was
    done.

    Hearing (300.512, 300.515, 300.517): `hearing_start` is its first day, planned or past, `hearing_end` the last
    of several, `hearing_scheduled` the day on which it was set, for which `filed` is taken where the file does not
    say. `extensions` are the new dates that a hearing or reviewing officer granted, or those of a State complaint
    (300.152(b)). `decided` is the day of the decision, `decision_mailed` that of its copies.

    Afterwards (300.514 to 300.518): `appealed` is the day on which the State had a request for its review,
    `civil_action` that of the action in court, `placement_agreed` an agreement on another placement meanwhile.
    `resolved` is the day on which the dispute ended, in whatever way.

    A State complaint may be set aside for a due process hearing (300.152(c)): from `set_aside_from` to
    `set_aside_until`, as a whole or only for some issues; `set_aside_decided` is the decision on those.
    """

    id: str | None = private()
    kind: DisputeKind | None = None
    filed_by_parent: bool | None = None
    violation_on: date | None = None
    known_on: date | None = None
    limitation_lifted: date | None = None
    filed: date | None = None
    received: date | None = None
    notice_received: date | None = None
    copy_sent: date | None = None
    subject_notice_given: date | None = None
    legal_information_asked: date | None = None
    legal_information_given: date | None = None
    insufficiency_claimed: date | None = None
    insufficiency_received: date | None = None
    sufficiency_decided: date | None = None
    amendment_consented: date | None = None
    amendment_permitted: date | None = None
    amended: date | None = None
    answered: date | None = None
    resolution_meeting: date | None = None
    resolution_waived: date | None = None
    mediation_chosen: date | None = None
    parent_absent: date | None = None
    agency_absent: date | None = None
    no_agreement: date | None = None
    mediation_requested: date | None = None
    mediation_held: date | None = None
    mediation_continued: date | None = None
    mediation_withdrawn: date | None = None
    resolution_agreement: date | None = None
    agreement_voided: date | None = None
    mediation_agreement: date | None = None
    timeline_sought: date | None = None
    timeline_begun: date | None = None
    dismissal_requested: date | None = None
    hearing_scheduled: date | None = None
    hearing_start: date | None = None
    hearing_end: date | None = None
    agency_disclosed: date | None = None
    parent_disclosed: date | None = None
    offer_made: date | None = None
    offer_accepted: date | None = None
    set_aside_from: date | None = None
    set_aside_until: date | None = None
    set_aside_whole: bool | None = None
    set_aside_decided: date | None = None
    extensions: tuple[Extension, ...] = ()
    decided: date | None = None
    decision_mailed: date | None = None
    appealed: date | None = None
    review_decided: date | None = None
    civil_action: date | None = None
    placement_agreed: date | None = None
    corrective_action_due: date | None = None
    corrected: date | None = None
    resolved: date | None = None
    issues: tuple[str, ...] = private(())


@attrs.frozen
class Surrogate:
    """A surrogate for the parents (34 CFR 300.519; under Part C 303.422).

    `needed` is the day on which the agency determined that the child needs one.
    """

    id: str | None = private()
    needed: date | None = None
    assigned: date | None = None
    part_c: bool | None = None
