"""How eligibility is decided: by whom, from what information, and what the parent is given (34 CFR 300.306).

A group determines it, not the IEP Team, and its members are looked at only where the file names any of them. By when
the parent has the report, and that an IEP follows, is the matter of clocks.
"""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.findings import Severity
from iepkit.records import Eligibility, Evaluation, InformationSource, TeamMember
from iepkit.reviews.attested import Attested, attested, recorded
from iepkit.reviews.context import Context
from iepkit.reviews.determinations import determinations, evaluations, tells_sources
from iepkit.reviews.registry import Flaw, rule
from iepkit.vocabulary import Role

__all__ = ["copy", "group", "sources"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("eligibility", "eligibility-decision")
_PARENTS = {Role.PARENT, Role.SURROGATE_PARENT}
_NO_PROFESSIONAL = {*_PARENTS, Role.CHILD, Role.FAMILY_MEMBER, Role.ADVOCATE, Role.LANGUAGE_INTERPRETER}
_SEVERAL = 2


def _came(member: TeamMember) -> bool:
    return member.attended is not False


@rule(
    "EL141",
    "elig-group",
    "Who determines eligibility",
    citation="34 CFR 300.306(a)(1)",
    applies="to each determination of which the file names the group",
    says="A group of qualified professionals and the parent determines whether the child has a disability.",
    settle="Record who determined eligibility, the parent among them, or how the parent was asked to take part.",
    groups=_GROUPS,
    since="0.3",
)
def group(context: Context) -> Iterator[Flaw]:
    """The groups without a parent or without professionals."""
    of_age = context.case.student is not None and context.case.student.rights_transferred is not None
    for path, row in determinations(context):
        if row.group:
            if not of_age:
                yield from _parent(f"{path}.group", row)
            yield from _professionals(f"{path}.group", row)


def _parent(where: str, row: Eligibility) -> Iterator[Flaw]:
    parents = [(at, member) for at, member in enumerate(row.group) if _PARENTS & set(member.roles)]
    if not parents and not all(member.roles for member in row.group):
        words = "The file does not say who some members of the group are; whether a parent is one is not known."
        yield Flaw(where, words, Severity.UNKNOWN)
    elif not parents:
        yield Flaw(where, "The file names the group that determined eligibility, and no parent is in it.")
    elif not any(_came(member) for _, member in parents):
        at, _ = parents[0]
        if any(member.invited for _, member in parents):
            words = "The parent was asked and did not take part; whether the attempts were enough is not known."
            yield Flaw(f"{where}[{at}].attended", words, Severity.UNKNOWN)
        else:
            yield Flaw(f"{where}[{at}].attended", "The parent took no part in the determination of eligibility.")


def _professionals(where: str, row: Eligibility) -> Iterator[Flaw]:
    found = [member for member in row.group if _came(member) and set(member.roles) - _NO_PROFESSIONAL]
    if len(found) < _SEVERAL and not all(member.roles for member in row.group if _came(member)):
        words = "The file does not say who some members of the group are, so its professionals are not known."
        yield Flaw(where, words, Severity.UNKNOWN)
    elif not found:
        yield Flaw(where, "The group that determined eligibility has no professional in it.")
    elif len(found) < _SEVERAL:
        words = "The file names only one professional of the group; whether there were others is not known."
        yield Flaw(where, words, Severity.UNKNOWN)


_SOURCES = {
    InformationSource.APTITUDE_AND_ACHIEVEMENT_TESTS: "aptitude and achievement tests",
    InformationSource.PARENT_INPUT: "input of the parents",
    InformationSource.TEACHER_RECOMMENDATIONS: "recommendations of teachers",
    InformationSource.PHYSICAL_CONDITION: "the physical condition",
    InformationSource.SOCIAL_OR_CULTURAL_BACKGROUND: "the social or cultural background",
    InformationSource.ADAPTIVE_BEHAVIOR: "adaptive behavior",
}
_CAREFUL = (
    Attested(
        "sources_documented",
        "the information from all the sources is documented",
        "The information from the sources is not documented.",
        "34 CFR 300.306(c)(1)(ii)",
    ),
    Attested(
        "sources_considered",
        "the information from all the sources was carefully considered",
        "The information from the sources was not carefully considered.",
        "34 CFR 300.306(c)(1)(ii)",
    ),
)


@rule(
    "EL142",
    "elig-sources",
    "Variety of sources, documented and considered",
    citation="34 CFR 300.306(c)(1)(i)",
    applies="to each determination that tells of its sources or of what was done with them",
    says="The group draws on a variety of sources, and what they gave is documented and carefully considered.",
    settle="Record the sources, and that the information from them is documented and was considered.",
    groups=_GROUPS,
    since="0.3",
)
def sources(context: Context) -> Iterator[Flaw]:
    """The determinations from one source, from sources that leave some out, or that passed over what they gave."""
    for path, row in determinations(context):
        if not tells_sources(row):
            continue
        used = set(row.sources)
        missing = [words for source, words in _SOURCES.items() if source not in used]
        if len(used) == 1:
            yield Flaw(f"{path}.sources", "The determination rests on one source alone.")
        elif used and missing:
            words = f"The file does not say whether the group drew on these: {'; '.join(missing)}."
            yield Flaw(f"{path}.sources", words, Severity.UNKNOWN)
        yield from attested(path, row, _CAREFUL, asked=bool(used) or row.sources_documented is not None)


_COPY = (
    Attested(
        "documentation_given",
        "the parent has a copy of the documentation of the determination",
        "The parent was given no copy of the documentation of the determination.",
    ),
    Attested(
        "copy_free",
        "the copies for the parent were free of charge",
        "The parent had to pay for the copy of the report or of the documentation.",
    ),
)


@rule(
    "EL143",
    "elig-report-copy",
    "Copies for the parent",
    citation="34 CFR 300.306(a)(2)",
    applies="to each determination of which the file tells what the parent was given, beside the day",
    says="The parent is given the evaluation report and the documentation of the determination at no cost.",
    settle="Give the parent both at no cost, and record it.",
    groups=_GROUPS,
    since="0.3",
)
def copy(context: Context) -> Iterator[Flaw]:
    """The copies that the parent did not have, or had to pay for."""
    for path, row in determinations(context):
        told = recorded(row, [one.field for one in _COPY])
        yield from attested(path, row, _COPY, asked=told)
        made = _evaluation(context, row)
        if told and row.report_given is None and (made is None or made[1].report_given is None):
            words = "The file does not say whether the parent was given the evaluation report."
            yield Flaw(f"{path if made is None else made[0]}.report_given", words, Severity.UNKNOWN)


def _evaluation(context: Context, row: Eligibility) -> tuple[str, Evaluation] | None:
    """The last evaluation that was complete by the day of a determination; both may say when the report was given."""
    until = row.determined or context.as_of
    done = [each for each in evaluations(context) if each[1].completed is not None and each[1].completed <= until]
    return max(done, key=lambda each: each[1].completed or until, default=None)
