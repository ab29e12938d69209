"""Which IFSPs a review reads for their content."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from iepkit.days import to_day
from iepkit.facts import Projection
from iepkit.history import Case
from iepkit.records import Ifsp

__all__ = ["ReviewedIfsp", "ifsps_read"]


def __dir__() -> list[str]:
    return __all__


_TEXTS = (
    "physical", "cognitive", "communication", "social_emotional", "adaptive", "family", "school_readiness",
    "transition_steps", "transition_training", "transition_preparation", "transition_services",
)  # fmt: skip
_EARLY_ENDS = ("part-c-ended", "part-c-age-reached", "exited")


@attrs.frozen
class ReviewedIfsp:
    """An IFSP that is read for its content, with its place in the case and the day from which it holds.

    `written` is false where the file holds dates or services of it and nothing of its text; an interim plan holds
    no more than services and the coordinator (34 CFR 303.345).
    """

    plan: Ifsp
    path: str
    on: date
    written: bool


def ifsps_read(case: Case, as_of: date, known: Projection, ends: tuple[str, ...]) -> Iterator[ReviewedIfsp]:
    """The IFSP in effect on the as-of day, or else the last one before it, and every later one written by then.

    None is read once early intervention has ended or an IEP has taken its place; one that serves as the IEP is read
    as long as special education goes on (34 CFR 300.323(b)), whose ends are the facts in `ends`.
    """
    found: list[tuple[tuple[date, date, int], ReviewedIfsp]] = []
    for at, plan in enumerate(case.ifsps):
        on = plan.start or plan.meeting_date or as_of
        if (plan.meeting_date is None or plan.meeting_date <= as_of) and not _is_over(
            known, on, ends if plan.serves_as_iep else _EARLY_ENDS
        ):
            one = ReviewedIfsp(plan, f"$.ifsps[{at}]", on, plan.interim is not True and _written(plan))
            found.append(((on, plan.meeting_date or date.min, at), one))
    ordered = [one for _, one in sorted(found, key=lambda row: row[0])]
    begun = [one for one in ordered if one.on <= as_of]
    yield from begun[-1:]
    yield from (one for one in ordered if one.on > as_of)


def _is_over(known: Projection, on: date, ends: tuple[str, ...]) -> bool:
    replaced = any(day > to_day(on) for day in known.days("iep-in-effect"))
    return replaced or any(day >= to_day(on) for day in known.days(*ends))


def _written(plan: Ifsp) -> bool:
    return bool(plan.outcomes) or any((getattr(plan, field) or "").strip() for field in _TEXTS)
