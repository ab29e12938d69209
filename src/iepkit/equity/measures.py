"""What analysts use beside the ratios of the regulation, each defined once. None of these decides anything in law.

Sources: "Westat" is Bollmer, Bethel, Munk and Bitterman, Methods for Assessing Racial/Ethnic Disproportionality in
Special Education: A Technical Assistance Guide (Revised), IDEA Data Center, May 2014 (public domain); "Bollmer 2007"
is Bollmer, Bethel, Garrison-Mogren and Brauen, The Journal of Special Education 41(3), 186-198. Both were identified
and not read in full (grade: secondary); the formulas are held to worked examples in the tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import sqrt

import attrs

from iepkit.equity.groups import Group
from iepkit.equity.ratios import Count, others

__all__ = [
    "Composition",
    "composition",
    "e_formula",
    "relative_difference",
    "risk_difference",
    "risk_gap",
    "weighted_risk_ratio",
]


def __dir__() -> list[str]:
    return __all__


Cells = Mapping[Group, Count]
_NONE = Count(0, 0)


def risk_difference(counts: Cells, group: Group) -> Fraction | None:
    """The risk of the group less that of all other groups, from -1 to 1; 0 at parity; `None` without a risk (Westat).

    >>> risk_difference({Group.BLACK: Count(24, 120), Group.WHITE: Count(30, 600)}, Group.BLACK)
    Fraction(3, 20)
    """
    return _less(counts.get(group, _NONE).risk, others(counts, group).risk)


def risk_gap(counts: Cells, group: Group, *, reference: Group = Group.WHITE) -> Fraction | None:
    """The risk of the group less that of one named group, from -1 to 1; `None` without a risk.

    Not the comparison of the regulation, which is with all other groups. White is the reference where none is named,
    as in most reports of gaps.

    >>> risk_gap({Group.BLACK: Count(24, 120), Group.WHITE: Count(30, 600)}, Group.BLACK)
    Fraction(3, 20)
    """
    return _less(counts.get(group, _NONE).risk, counts.get(reference, _NONE).risk)


@attrs.frozen
class Composition:
    """The share of a group among the children with the outcome, and among all; from 0 to 1, `None` among none."""

    of_outcome: Fraction | None
    of_total: Fraction | None


def composition(counts: Cells, group: Group) -> Composition:
    """Both shares of a group (Westat).

    >>> found = composition({Group.BLACK: Count(20, 100), Group.WHITE: Count(20, 300)}, Group.BLACK)
    >>> found.of_outcome, found.of_total
    (Fraction(1, 2), Fraction(1, 4))
    """
    mine, all_ = counts.get(group, _NONE), sum(counts.values(), _NONE)
    return Composition(_share(mine.outcome, all_.outcome), _share(mine.total, all_.total))


def relative_difference(counts: Cells, group: Group) -> Fraction | None:
    """How far the share in the outcome is from the share of all, as a part of the latter (Westat).

    0 at parity, 1 where it is twice as large, -1 where no child of the group has the outcome.

    >>> relative_difference({Group.BLACK: Count(20, 100), Group.WHITE: Count(20, 300)}, Group.BLACK)
    Fraction(1, 1)
    """
    found = composition(counts, group)
    if found.of_outcome is None or not found.of_total:
        return None
    return found.of_outcome / found.of_total - 1


def e_formula(counts: Cells, group: Group) -> float | None:
    """The largest share of the outcome that the E-formula lets a group have, from 0 to 1; above it, it is too many.

    E = A + sqrt(A (1 - A) / N), A the share of the group among all children, N the children with the outcome
    (Larry P. v. Riles; Chinn and Hughes, Remedial and Special Education 8(4), 1987; recalled, unverified).
    A square root, so not exact: a float, to be shown and not to decide by.

    >>> round(e_formula({Group.BLACK: Count(20, 100), Group.WHITE: Count(80, 400)}, Group.BLACK), 3)
    0.24
    """
    all_ = sum(counts.values(), _NONE)
    share = composition(counts, group).of_total
    if share is None or not all_.outcome:
        return None
    return float(share) + sqrt(share * (1 - share) / all_.outcome)


def weighted_risk_ratio(counts: Cells, state: Cells, group: Group) -> Fraction | None:
    """The risk ratio with the other groups weighted as they are in the State: 1 at parity (Bollmer 2007; Westat).

    The risk of the group, divided by the risks of the other groups, each times the share of that group among all
    children of the State who are not in the first. `state` gives the weights by its totals.
    `None` where it is not defined: no child in the group, no risk among the others, or a group with weight in the
    State and without children in the district, whose risk nobody knows.

    >>> district = {Group.BLACK: Count(24, 120), Group.WHITE: Count(30, 600), Group.ASIAN: Count(10, 100)}
    >>> state = {Group.BLACK: Count(1, 50), Group.WHITE: Count(1, 300), Group.ASIAN: Count(1, 100)}
    >>> weighted_risk_ratio(district, state, Group.BLACK)
    Fraction(16, 5)
    """
    mine, rest = counts.get(group, _NONE).risk, others(state, group).total
    weights = {other: count.total for other, count in state.items() if other is not group and count.total}
    risks = {other: counts.get(other, _NONE).risk for other in weights}
    known = {other: risk for other, risk in risks.items() if risk is not None}
    if mine is None or len(known) < len(risks):
        return None
    weighted = sum((weights[other] * risk for other, risk in known.items()), Fraction(0))
    return mine * rest / weighted if weighted else None


def _less(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one - other


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None
