"""Who takes part in the meetings and the periodic reviews of an IFSP (34 CFR 303.342, 303.343).

Providers take part as appropriate, and nobody is asked for whom the parent did not ask for.
Only a meeting of which the file holds the people, and not the family alone, is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from iepkit.findings import Severity
from iepkit.records import Ifsp, IfspReview, TeamMember
from iepkit.reviews.context import Context
from iepkit.reviews.gatherings import FAMILY
from iepkit.reviews.registry import Flaw, rule
from iepkit.vocabulary import Role

__all__ = ["means", "review_team", "team"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("part-c", "ifsp", "meetings")
_PARENTS = frozenset({Role.PARENT, Role.SURROGATE_PARENT})
_COORDINATOR = frozenset({Role.PART_C_COORDINATOR})
_PROVIDER = frozenset({Role.EARLY_INTERVENTION_PROVIDER})
_ALWAYS = (
    ("34 CFR 303.343(a)(1)(i)", "no parent", _PARENTS),
    ("34 CFR 303.343(a)(1)(iv)", "no service coordinator", _COORDINATOR),
)
_ON_REQUEST = (
    ("family_requested", Role.FAMILY_MEMBER, "34 CFR 303.343(a)(1)(ii)", "other family members"),
    ("advocate_requested", Role.ADVOCATE, "34 CFR 303.343(a)(1)(iii)", "a person from outside the family"),
)


def _came(team: tuple[TeamMember, ...], roles: frozenset[Role]) -> bool | None:
    """Whether one of these took part; `None` where they are named and did not come."""
    found = [member for member in team if roles & set(member.roles)]
    if not found:
        return False
    return True if any(member.attended is not False for member in found) else None


def _names_team(team: tuple[TeamMember, ...]) -> bool:
    return any(not FAMILY.issuperset(member.roles) for member in team)


def _requested(path: str, held: Ifsp | IfspReview) -> Iterator[Flaw]:
    """Those whom the parent asked for and who had no part; other family members only where that is feasible."""
    for field, role, citation, who in _ON_REQUEST:
        if getattr(held, field) and not _came(held.team, frozenset({role})):
            feasible = Severity.UNKNOWN if role is Role.FAMILY_MEMBER else None
            words = f"The parent asked that {who} take part, and the file does not show that they did."
            yield Flaw(f"{path}.team", words, feasible, citation)


def _not_there(path: str, words: str, roles: frozenset[Role], team: tuple[TeamMember, ...]) -> Flaw:
    """That nobody of a role took part. A provider who did may be the service coordinator (34 CFR 303.344(g)(1))."""
    if roles == _COORDINATOR and _came(team, _PROVIDER):
        words = f"{words} is named; whether a provider who took part is the coordinator is not known."
        return Flaw(path, words, Severity.UNKNOWN)
    return Flaw(path, f"{words} took part.")


@rule(
    "IF201",
    "ifsp-team",
    "Who takes part in an IFSP meeting",
    citation="34 CFR 303.343(a)(1)",
    applies="to the initial or annual meeting of an IFSP under review, where the file holds its people",
    says=(
        "The parent, the service coordinator and someone who was directly involved in the evaluations take part; "
        "family members and an advocate where the parent asks for them."
    ),
    settle="Record who took part, or by what other means the evaluator was involved.",
    groups=_GROUPS,
    since="0.3",
)
def team(context: Context) -> Iterator[Flaw]:
    """The people who had no part in the meeting that made the IFSP."""
    for one in context.ifsps:
        plan, where = one.plan, f"{one.path}.team"
        if not _names_team(plan.team) or plan.interim:
            continue
        for citation, who, roles in _ALWAYS:
            if not _came(plan.team, roles):
                found = _not_there(where, f"In the IFSP meeting {who}", roles, plan.team)
                yield attrs.evolve(found, citation=citation)
        evaluator = _came(plan.team, frozenset({Role.EVALUATOR, Role.EVALUATION_INTERPRETER}))
        if not evaluator and plan.evaluator_otherwise is False:
            words = "Nobody who was involved in the evaluations took part in the IFSP meeting, nor by other means."
            yield Flaw(where, words, citation="34 CFR 303.343(a)(1)(v)")
        elif not evaluator and plan.evaluator_otherwise is None:
            words = (
                "The file does not show that anybody involved in the evaluations took part, or by which other means."
            )
            yield Flaw(f"{one.path}.evaluator_otherwise", words, Severity.UNKNOWN, "34 CFR 303.343(a)(2)")
        yield from _requested(one.path, plan)


def _reviews(context: Context) -> Iterator[tuple[str, IfspReview]]:
    for one in context.ifsps:
        for at, review in enumerate(one.plan.reviews):
            if review.on is None or review.on <= context.as_of:
                yield f"{one.path}.reviews[{at}]", review


@rule(
    "IF202",
    "ifsp-review-team",
    "Who takes part in a periodic review of an IFSP",
    citation="34 CFR 303.343(b)",
    applies="to each periodic review of an IFSP under review of which the file holds the people",
    says="The review provides for the part of the parent, the service coordinator, and whom the parent asks for.",
    settle="Record who took part in the review and by what means.",
    groups=_GROUPS,
    since="0.3",
)
def review_team(context: Context) -> Iterator[Flaw]:
    """The people for whom the review did not provide; who was named and did not come may have been provided for."""
    for path, review in _reviews(context):
        if not _names_team(review.team):
            continue
        for _, who, roles in _ALWAYS:
            came = _came(review.team, roles)
            if came is False:
                yield _not_there(f"{path}.team", f"In the periodic review {who}", roles, review.team)
            elif came is None:
                words = f"In the periodic review {who} took part; whether it provided for that the file does not say."
                yield Flaw(f"{path}.team", words, Severity.UNKNOWN)
        yield from _requested(path, review)


@rule(
    "IF203",
    "ifsp-review-means",
    "Means of a periodic review that everybody accepts",
    citation="34 CFR 303.342(b)(2)",
    applies="to each periodic review of an IFSP under review that was not a meeting",
    says="A review may be carried out by a meeting or by another means that parents and participants accept.",
    settle="Record that the means was accepted, or hold a meeting.",
    groups=_GROUPS,
    since="0.3",
)
def means(context: Context) -> Iterator[Flaw]:
    """The means that was not accepted, or is not known to be."""
    for path, review in _reviews(context):
        if review.by_meeting is not False or review.means_accepted:
            continue
        where = f"{path}.means_accepted"
        if review.means_accepted is False:
            yield Flaw(where, "The review was carried out by a means that the parents or others did not accept.")
        else:
            words = "The review was no meeting; the file does not say whether the parents and the others accepted that."
            yield Flaw(where, words, Severity.UNKNOWN)
