"""Risk, risk ratio and alternate risk ratio, exactly as 34 CFR 300.647 works them out."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction

import attrs

from iepkit.equity.groups import Group
from iepkit.equity.standards import Standard
from iepkit.errors import WrongType

__all__ = ["Count", "Kind", "Ratio", "others", "ratio_of", "ratios_of"]


def __dir__() -> list[str]:
    return __all__


class Kind(StrEnum):
    """Which ratio was worked out, or why none was. The words can be shown to a reader."""

    RISK_RATIO = "risk ratio: compared with the other groups in the district"
    ALTERNATE = "alternate risk ratio: compared with the other groups in the State"
    NO_CHILDREN = "no ratio: there are no children in the group"
    GROUP_TOO_SMALL = "no ratio: the group does not meet the minimum cell size or the minimum n-size"
    STATE_TOO_SMALL = "no ratio: the other groups in the State do not meet the minimum cell size or n-size"
    STATE_NOT_GIVEN = "unknown: an alternate risk ratio is asked for, and the counts of the State were not given"
    NO_COMPARISON_RISK = "no ratio: none of the other groups has the outcome, and nothing can be divided by zero"

    @property
    def citation(self) -> str:
        """The paragraph of the rule."""
        return f"34 CFR 300.647{_PARAGRAPH[self]}"


_PARAGRAPH = {
    Kind.RISK_RATIO: "(a)(6)",
    Kind.ALTERNATE: "(b)(5)",
    Kind.NO_CHILDREN: "(a)(5)",
    Kind.GROUP_TOO_SMALL: "(c)(1)",
    Kind.STATE_TOO_SMALL: "(c)(2)",
    Kind.STATE_NOT_GIVEN: "(b)(5)",
    Kind.NO_COMPARISON_RISK: "(a)(6)",
}


@attrs.frozen
class Count:
    """How many children have an outcome, among how many. Counts can be added.

    Raises `WrongType` where they are no whole numbers, or more have the outcome than there are.

    >>> Count(24, 120).risk
    Fraction(1, 5)
    >>> Count(1, 10) + Count(2, 30)
    Count(outcome=3, total=40)
    """

    outcome: int
    total: int

    def __attrs_post_init__(self) -> None:
        if type(self.outcome) is not int or type(self.total) is not int or not 0 <= self.outcome <= self.total:
            raise WrongType("count", "two whole numbers, 0 <= outcome <= total")

    def __add__(self, other: Count) -> Count:
        return Count(self.outcome + other.outcome, self.total + other.total)

    @property
    def risk(self) -> Fraction | None:
        """The share of the children who have the outcome, or `None` where there are no children ((a)(5))."""
        return Fraction(self.outcome, self.total) if self.total else None

    def meets(self, standard: Standard) -> bool:
        """Whether both minimums are reached; to miss either one is enough to fail."""
        return self.outcome >= standard.cell and self.total >= standard.n


@attrs.frozen
class Ratio:
    """A ratio of one group in one category, or the reason why there is none.

    `value` is exact and unrounded; `exceeds` compares it as it is with the threshold, and equal is not over.
    `exceeds` is `None` only where the answer is unknown. `district` and `state` are the counts compared with.

    >>> found = ratio_of(Count(24, 120), Count(30, 600), standard=Standard("2.5", cell=10, n=30))
    >>> found.value, found.exceeds, found.kind.citation
    (Fraction(4, 1), True, '34 CFR 300.647(a)(6)')
    >>> print(found)
    4.00 (risk ratio: compared with the other groups in the district), over the threshold of 2.50
    """

    kind: Kind
    value: Fraction | None
    standard: Standard
    group: Count
    district: Count
    state: Count | None

    @property
    def exceeds(self) -> bool | None:
        """Whether the ratio is strictly greater than the threshold ((b)(6)); without a ratio it does not count."""
        if self.kind is Kind.STATE_NOT_GIVEN:
            return None
        return self.value is not None and self.value > self.standard.threshold

    @property
    def comparison(self) -> Count | None:
        """The counts of the other groups that the risk was divided by, where one was."""
        return {Kind.RISK_RATIO: self.district, Kind.ALTERNATE: self.state}.get(self.kind)

    def __str__(self) -> str:
        if self.value is None:
            return self.kind.value
        over = "over" if self.exceeds else "not over"
        places = _places(self.value, self.standard.threshold)
        value, threshold = _decimal(self.value, places), _decimal(self.standard.threshold, places)
        return f"{value} ({self.kind}), {over} the threshold of {threshold}"


def _places(value: Fraction, threshold: Fraction) -> int:
    """Two places, or as many as it takes to show two different numbers as different (eight at most)."""
    apart = (places for places in range(2, 9) if round(value, places) != round(threshold, places))
    return 2 if value == threshold else next(apart, 8)


def _decimal(value: Fraction, places: int) -> str:
    whole, rest = divmod(round(value * 10**places), 10**places)
    return f"{whole}.{rest:0{places}}"


def ratio_of(group: Count, district: Count, *, standard: Standard, state: Count | None = None) -> Ratio:
    """The ratio that the rule works out for a group, or the reason for none (34 CFR 300.647(b)(5), (c)).

    `district` is all other groups in the LEA, `state` all other groups in the State (with those of this LEA), which is
    needed only where the other groups in the LEA fail either minimum. Without it the answer is unknown, and says so.

    >>> state = Standard("2.5", cell=10, n=30)
    >>> ratio_of(Count(24, 120), Count(8, 600), standard=state, state=Count(45_000, 900_000)).value
    Fraction(4, 1)
    >>> print(ratio_of(Count(9, 120), Count(30, 600), standard=state))
    no ratio: the group does not meet the minimum cell size or the minimum n-size
    """
    kind, against = _kind(group, district, state, standard)
    if against is None:
        return Ratio(kind, None, standard, group, district, state)
    if not group.total or not against.outcome:  # a minimum of 0 lets these through, and they have no ratio
        empty = Kind.NO_COMPARISON_RISK if group.total else Kind.NO_CHILDREN
        return Ratio(empty, None, standard, group, district, state)
    value = Fraction(group.outcome * against.total, group.total * against.outcome)
    return Ratio(kind, value, standard, group, district, state)


def _kind(group: Count, district: Count, state: Count | None, standard: Standard) -> tuple[Kind, Count | None]:
    if not group.meets(standard):
        return Kind.GROUP_TOO_SMALL, None
    if district.meets(standard):
        return Kind.RISK_RATIO, district
    if state is None:
        return Kind.STATE_NOT_GIVEN, None
    return (Kind.ALTERNATE, state) if state.meets(standard) else (Kind.STATE_TOO_SMALL, None)


def others(counts: Mapping[Group, Count], group: Group) -> Count:
    """The counts of all groups but one, added: the comparison group ((a)(2)).

    >>> others({Group.ASIAN: Count(1, 10), Group.WHITE: Count(2, 30)}, Group.ASIAN)
    Count(outcome=2, total=30)
    """
    return sum((count for other, count in counts.items() if other is not group), Count(0, 0))


def ratios_of(
    district: Mapping[Group, Count], *, standard: Standard, state: Mapping[Group, Count] | None = None
) -> dict[Group, Ratio]:
    """The ratios of all seven groups in one category; a group that is not named has no children.

    >>> counts = {Group.BLACK: Count(24, 120), Group.WHITE: Count(30, 600)}
    >>> found = ratios_of(counts, standard=Standard("3", cell=10, n=30))
    >>> found[Group.BLACK].value, found[Group.WHITE].value
    (Fraction(4, 1), Fraction(1, 4))
    """
    return {
        group: ratio_of(
            district.get(group, Count(0, 0)),
            others(district, group),
            standard=standard,
            state=None if state is None else others(state, group),
        )
        for group in Group
    }
