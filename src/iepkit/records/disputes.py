"""Disputes: State complaints, mediation, due process and what came of them; and the surrogate for absent parents."""

from __future__ import annotations

from datetime import date

import attrs

from iepkit.records.fields import private
from iepkit.records.process import Extension
from iepkit.records.terms import DisputeFiler, DisputeSubject
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

    Content of a complaint (300.153(b), 300.508(b)): `filer` is who filed it, `subjects` what it is about. A State
    complaint states a violation and its facts, is signed, and gives the contact of who filed it; `about_child`: it
    alleges violations towards one child. From `child_named` to `resolution_proposed` come the elements that it then
    shares with a due process complaint; `homeless_contact_given` stands for the residence of a homeless child.

    Ruling and answer (300.508(d) and (e)): `sufficient` is what the hearing officer ruled on a claim that the
    complaint is not. The `answer_` fields are what the answer of an agency holds that gave no prior written notice:
    why it proposed or refused the action, other options and why they were rejected, the basis, other factors.

    Meeting and agreements (300.510, 300.506(b)(6)): `agency_authority_present`: a representative with authority to
    decide for the agency was at the resolution meeting; `members_chosen_together`: parent and agency determined which
    members of the IEP Team attend. `signed_by_agency` is by a representative with authority to bind the agency;
    `confidentiality_stated`: what was said in mediation remains confidential and is no evidence later.

    Hearing (300.511(d)): `new_issues_heard`: the party that asked for the hearing raised issues that its complaint
    does not have; `new_issues_agreed`: the other party agreed to that.

    Decision on a State complaint (300.152(a)(5), 300.151(b)): it addresses each allegation, has findings of fact and
    conclusions, and gives the reasons. `services_failure_found`: it finds a failure to provide appropriate services,
    for which `remedy_ordered` is corrective action for the child, and `future_provision_ordered` the appropriate
    provision of services for all children with disabilities from then on.
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
    filer: DisputeFiler | None = None
    subjects: tuple[DisputeSubject, ...] = ()
    about_child: bool | None = None
    violation_stated: bool | None = None
    facts_stated: bool | None = None
    signed: bool | None = None
    contact_given: bool | None = None
    child_named: bool | None = None
    residence_given: bool | None = None
    school_named: bool | None = None
    homeless_contact_given: bool | None = None
    problem_described: bool | None = None
    resolution_proposed: bool | None = None
    sufficient: bool | None = None
    answer_explains: bool | None = None
    answer_options: bool | None = None
    answer_basis: bool | None = None
    answer_factors: bool | None = None
    agency_authority_present: bool | None = None
    members_chosen_together: bool | None = None
    agency_attorney_present: bool | None = None
    parent_attorney_present: bool | None = None
    signed_by_parent: bool | None = None
    signed_by_agency: bool | None = None
    confidentiality_stated: bool | None = None
    new_issues_heard: bool | None = None
    new_issues_agreed: bool | None = None
    allegations_addressed: bool | None = None
    findings_stated: bool | None = None
    reasons_stated: bool | None = None
    services_failure_found: bool | None = None
    remedy_ordered: bool | None = None
    future_provision_ordered: bool | None = None


@attrs.frozen
class Surrogate:
    """A surrogate for the parents (34 CFR 300.519; under Part C 303.422).

    `needed` is the day on which the agency determined that the child needs one.
    `employee_of_agency`: of the State, the district, or another agency in the education or care of the child; who is
    paid by one only to be a surrogate is no employee (300.519(e)). `conflict_of_interest` and `has_knowledge` are the
    other two tests of 300.519(d)(2). `appointed_by_judge` is for a ward of the State (300.519(c)), `temporary` for an
    unaccompanied homeless youth, by staff of a shelter or program (300.519(f)).
    """

    id: str | None = private()
    needed: date | None = None
    assigned: date | None = None
    part_c: bool | None = None
    employee_of_agency: bool | None = None
    conflict_of_interest: bool | None = None
    has_knowledge: bool | None = None
    appointed_by_judge: bool | None = None
    temporary: bool | None = None
