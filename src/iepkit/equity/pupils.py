"""From children to counts: each child in the categories of their age, and a reason for each who is in none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType

import attrs

from iepkit.equity.categories import CATEGORIES, Base, Category, Subject
from iepkit.equity.counts import Counts
from iepkit.equity.groups import Group
from iepkit.equity.ratios import Count
from iepkit.vocabulary import Disability

__all__ = ["Pupil", "Setting", "Tally", "tally"]


def __dir__() -> list[str]:
    return __all__


class Setting(StrEnum):
    """What of a placement matters here (34 CFR 300.647(b)(4)(i) and (ii))."""

    UNDER_40 = "inside a regular class less than 40 percent of the day"
    SEPARATE = "separate school or residential facility"
    OTHER = "any other, among them homebound, hospital, correctional facility and private school"


@attrs.frozen(repr=False)
class Pupil:
    """What of a child enrolled is counted; `None` is unknown throughout. Nothing of it is in `repr`.

    `age` in whole years on the day of the count; `group` as `group_of_student` tells it. `identified` says whether
    this is a child with a disability, and `disability` which. `out_of_school` and `in_school` are days of suspension
    (and, out of school, expulsion) in the year, all removals added; `removed` says that there was one of them, where
    its length is not known; `otherwise_removed` says whether the child was
    removed to an interim setting by school personnel or a hearing officer.
    """

    district: str
    age: int | None = None
    group: Group | None = None
    identified: bool | None = None
    disability: Disability | None = None
    setting: Setting | None = None
    out_of_school: float | None = None
    in_school: float | None = None
    otherwise_removed: bool | None = None
    removed: bool | None = None

    def __repr__(self) -> str:
        return "<Pupil>"


@attrs.frozen
class Tally:
    """The counts, and how many children a category leaves out and why, as `left_out[category, reason]`.

    A child of unknown group is not left out: those counts are in `counts.unknown`.
    """

    counts: Counts
    left_out: Mapping[tuple[str, str], int]


AGE, STATUS, OUTCOME = "age unknown", "not known whether a child with a disability", "outcome unknown"
_MANY = 10  # days, (b)(4)(iii) to (vi)


def tally(pupils: Iterable[Pupil]) -> Tally:
    """The counts of all fourteen categories, the same in whatever order the children come.

    A child is counted once in a category, also in the total of removals: the regulation speaks of the risk for
    children, while EDFacts FS143 counts removals (which one the Department expects is unverified).
    Children of another age are not in a category and need no reason.

    >>> child = Pupil("North", 9, Group.ASIAN, identified=True, disability=Disability.AUTISM)
    >>> found = tally([child, Pupil("North", 9, Group.ASIAN, identified=False)])
    >>> found.counts.of("North", "id-autism")[Group.ASIAN], found.left_out["pl-lt40", "outcome unknown"]
    (Count(outcome=1, total=2), 1)
    """
    seen: Counter[tuple[str, str, Group | None, bool]] = Counter()
    left_out: Counter[tuple[str, str]] = Counter()
    for pupil in pupils:
        for name, answer in _answers(pupil):
            if isinstance(answer, str):
                left_out[name, answer] += 1
            else:
                seen[pupil.district, name, pupil.group, answer] += 1
    known: dict[tuple[str, str], dict[Group, Count]] = {}
    unknown: dict[tuple[str, str], Count] = {}
    for district, name, group in sorted({key[:3] for key in seen}, key=str):
        with_it, without = (seen[district, name, group, outcome] for outcome in (True, False))
        count = Count(with_it, with_it + without)
        if group is None:
            unknown[district, name] = count
        else:
            known.setdefault((district, name), {})[group] = count
    return Tally(Counts(MappingProxyType(known), MappingProxyType(unknown)), MappingProxyType(dict(left_out)))


def _answers(pupil: Pupil) -> Iterator[tuple[str, bool | str]]:
    """For each category that the child may be in: whether they have the outcome, or why that is not known."""
    for name, category in CATEGORIES.items():
        if pupil.age is None:
            yield name, AGE
        elif category.has_age(pupil.age) and not (category.base is Base.WITH_DISABILITIES and not _may_be(pupil)):
            yield name, STATUS if pupil.identified is None else _told(_outcome(pupil, category))


def _may_be(pupil: Pupil) -> bool:
    return pupil.identified is not False


def _told(outcome: bool | None) -> bool | str:  # noqa: FBT001 - the answer itself
    return OUTCOME if outcome is None else outcome


def _outcome(pupil: Pupil, category: Category) -> bool | None:
    if category.subject is Subject.IDENTIFICATION:
        return _identified(pupil, category.disability)
    if category.subject is Subject.PLACEMENT:
        wanted = Setting.UNDER_40 if category.id == "pl-lt40" else Setting.SEPARATE
        return None if pupil.setting is None else pupil.setting is wanted
    if category.id == "di-total":
        parts = [_some(pupil.out_of_school), _some(pupil.in_school), pupil.otherwise_removed]
        return True if pupil.removed or True in parts else None if None in parts else False
    days = pupil.out_of_school if "-oss-" in category.id else pupil.in_school
    if days is None:
        return None
    return days > _MANY if category.id.endswith("gt10") else 0 < days <= _MANY


def _identified(pupil: Pupil, disability: Disability | None) -> bool | None:
    if disability is None or not pupil.identified:
        return pupil.identified
    return None if pupil.disability is None else pupil.disability is disability


def _some(days: float | None) -> bool | None:
    return None if days is None else days > 0
