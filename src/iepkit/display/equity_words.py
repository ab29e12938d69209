"""Equity in words: groups, ratios, distances, what was decided and by what, and each word of the trade once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from iepkit.disclosure import Hidden, Suppression
from iepkit.display.equity import UNNAMED, Analysis, Left, Line
from iepkit.display.layout import counted
from iepkit.equity import Group, Interval, Kind, Ratio, Standard
from iepkit.progress import shown

__all__ = [
    "ADVICE",
    "GLOSSARY",
    "GROUPS",
    "away_words",
    "chosen_words",
    "count_words",
    "disclosure_words",
    "distance_words",
    "interval_words",
    "kind_words",
    "left_words",
    "parity_words",
    "ratio_words",
    "risk_words",
    "standard_words",
    "why_words",
    "year_words",
]


def __dir__() -> list[str]:
    return __all__


GROUPS: Mapping[Group, str] = MappingProxyType(
    {
        Group.HISPANIC: "Hispanic or Latino",
        Group.AMERICAN_INDIAN: "American Indian or Alaska Native",
        Group.ASIAN: "Asian",
        Group.BLACK: "Black or African American",
        Group.PACIFIC_ISLANDER: "Native Hawaiian or Pacific Islander",
        Group.WHITE: "White",
        Group.TWO_OR_MORE: "Two or more races",
    }
)
"""What to call each group."""

GLOSSARY: tuple[tuple[str, str], ...] = (
    ("outcome", "What is counted: a child is identified, placed in a certain setting, or removed from class."),
    (
        "risk",
        (
            "How many children of a group have the outcome, divided by how many children there are in the group. "
            "24 of 120 is a risk of one in five. The word blames nobody."
        ),
    ),
    ("comparison group", 'All children of all other groups. Never "White", never "everybody".'),
    (
        "risk ratio",
        (
            "The risk of the group divided by that of the comparison group in the district. 1 is parity; 4 is "
            "four times as often."
        ),
    ),
    (
        "alternate risk ratio",
        (
            "The same, divided by the risk of the comparison group in the whole State, where the one in the "
            "district is too small."
        ),
    ),
    (
        "minimum cell size",
        (
            "How many children must have the outcome before a ratio is worked out. Below it, one child would move"
            " the ratio too much."
        ),
    ),
    (
        "minimum n-size",
        (
            "How many children there must be, with or without the outcome. Up to 10 and 30 are presumed to be "
            "reasonable."
        ),
    ),
    (
        "threshold",
        (
            "The ratio over which a difference counts as significant. The State sets it; no number is Federal. "
            "Equal is not over."
        ),
    ),
    ("significant disproportionality", "The ratio is over the threshold, in as many years as the State asks for."),
    ("reasonable progress", "The ratio falls enough, by a standard that the State sets. A State may then wait."),
    (
        "comprehensive coordinated early intervening services",
        (
            "What an identified district must spend the most it may set aside on: support before and beside "
            "special education."
        ),
    ),
    ("interval", "How far a number could move by chance alone. It is wide where few children stand behind it."),
    (
        "suppression",
        (
            "A number is not shown because it could tell of a child. Primary: it is small. Complementary: it "
            "would give a hidden one away."
        ),
    ),
)
"""Each word of the trade once, as docs/equity.md has it: those that a page of ratios uses."""

ADVICE = (
    "Children away from the threshold or from parity: a distance in whole children, so that a ratio can be pictured."
    " It is no advice. To refuse a child what the child needs, for a number, is against the law (34 CFR 300.646(f))."
)
"""What is said beside numbers of children away from a line."""


def year_words(year: int) -> str:
    """A school year by the year in which it ends.

    >>> year_words(2026), year_words(2000), year_words(UNNAMED)
    ('2025-26', '1999-00', 'school year not named')
    """
    return "school year not named" if year == UNNAMED else f"{year - 1}-{year % 100:02}"


def count_words(outcome: int | Hidden, total: int | Hidden) -> str:
    """How many of how many children.

    >>> from iepkit.disclosure import HIDDEN
    >>> count_words(24, 120), count_words(HIDDEN, 90)
    ('24 of 120', '* of 90')
    """
    return f"{outcome} of {total}"


def risk_words(line: Line) -> str:
    """The risk as a percentage, `*` where it is hidden."""
    if isinstance(line.outcome, Hidden) or isinstance(line.total, Hidden):
        return "*"
    return "no children" if line.risk is None else f"{shown(100 * line.risk, 1)}%"


def kind_words(kind: Kind) -> str:
    """Which ratio it is, in two or three words.

    >>> kind_words(Kind.ALTERNATE), kind_words(Kind.GROUP_TOO_SMALL)
    ('alternate risk ratio', 'no ratio')
    """
    return kind.value.partition(": ")[0]


def why_words(kind: Kind) -> str:
    """What is compared, or why there is no ratio.

    >>> why_words(Kind.NO_CHILDREN)
    'there are no children in the group'
    """
    return kind.value.partition(": ")[2]


def ratio_words(ratio: Ratio | Hidden | None) -> str:
    """The number of a ratio with two places, or more where it is close to its threshold.

    >>> from iepkit.equity import Count, ratio_of
    >>> ratio_words(ratio_of(Count(24, 120), Count(30, 600), standard=Standard("2.5", cell=10, n=30)))
    '4.00'
    >>> ratio_words(None)
    'not counted'
    """
    if ratio is None or isinstance(ratio, Hidden):
        return "not counted" if ratio is None else str(ratio)
    return kind_words(ratio.kind) if ratio.value is None else str(ratio).partition(" ")[0]


def interval_words(interval: Interval | None) -> str:
    """From where to where, `none` where there is none.

    >>> interval_words(Interval(0.5, 2.25, 0.95, few=False))
    '0.50 to 2.25'
    """
    return "none" if interval is None else f"{interval.low:.2f} to {interval.high:.2f}"


def away_words(children: int | None) -> str:
    """How many children away from the threshold.

    >>> away_words(9), away_words(-1), away_words(None)
    ('9 fewer', '1 more', 'none')
    """
    if children is None:
        return "none"
    return f"{children} fewer" if children > 0 else f"{-children} more"


def parity_words(children: int | None) -> str:
    """How many children away from parity: how many fewer, or how many more, have the outcome there.

    >>> parity_words(18), parity_words(-3), parity_words(0), parity_words(None)
    ('18 fewer', '3 more', 'at parity', 'none')
    """
    return "at parity" if children == 0 else away_words(children)


def distance_words(line: Line) -> str:
    """How many children away from the threshold and from parity, as a part of a sentence."""
    parity = parity_words(line.to_parity)
    return f"{away_words(line.to_threshold)} to the threshold, {parity}{' to parity' * (line.to_parity != 0)}"


def standard_words(standard: Standard) -> str:
    """The three numbers of a standard.

    >>> standard_words(Standard("2.5", cell=10, n=30))
    'threshold 2.5, minimum cell size 10, minimum n-size 30'
    """
    return f"threshold {shown(standard.threshold, 4)}, minimum cell size {standard.cell}, minimum n-size {standard.n}"


def disclosure_words(analysis: Analysis) -> str:
    """What is hidden, and by which policy; said on everything that is written."""
    if not isinstance(analysis.policy, Suppression):
        return (
            "OPEN: every count is shown, also of very few children. For those who may see the counts of children, never"
            " for publication."
        )
    least, most = analysis.policy.lowest, analysis.policy.minimum - 1
    return (
        f"SUPPRESSED: counts from {least} to {most} are hidden and shown as *, and as many others as it takes so that"
        " none can be worked out from all tables of a district together. A ratio that rests on a hidden count is hidden"
        " as well, and is in no sum, picture or what-if."
    )


def left_words(left: Iterable[Left]) -> Iterator[str]:
    """What was left out because a row could not be read: a line for each year and category.

    >>> print(*left_words([Left(2026, name, "id-all") for name in "ABCDEFGHI"]))
    2025-26, id-all: A, B, C, D, E, F and 3 more
    """
    found: dict[tuple[int, str], list[str]] = {}
    for one in left:
        found.setdefault((one.year, one.category), []).append(one.district)
    for (year, category), districts in found.items():
        more = f" and {len(districts) - _MOST} more" if len(districts) > _MOST else ""
        yield f"{year_words(year)}, {category}: {', '.join(districts[:_MOST])}{more}"


_MOST = 6


def chosen_words(analysis: Analysis) -> Iterator[tuple[str, str]]:
    """By what the answers were reached: a word and what was chosen, for each choice."""
    yield "School years", "; ".join(map(year_words, sorted(analysis.years)))
    by_standard: dict[Standard, list[str]] = {}
    for name in analysis.counts.categories:
        by_standard.setdefault(analysis.standards.of(name), []).append(name)
    for standard, names in by_standard.items():
        of = "every category" if len(by_standard) == 1 else ", ".join(names)
        yield "Standard of the State", f"{standard_words(standard)}, for {of}"
    explained = [name for name in analysis.counts.categories if analysis.standards.of(name).to_be_explained]
    if explained:
        why = "a cell size over 10 or an n-size over 30 needs a detailed explanation (34 CFR 300.647(b)(7))"
        yield "To be explained", f"{why}: {', '.join(explained)}."
    prior = analysis.flexibility.prior_years
    before = f"this one and {counted(prior, 'year')} before it" if prior else "this one"
    yield "Years over", f"{before}, one after the other (34 CFR 300.647(d)(1))." if prior else f"{before} is enough."
    if analysis.flexibility.progress is not None:
        yield "Progress", f"{analysis.progress or 'by a standard of the State'} (34 CFR 300.647(d)(2))."
    whole = analysis.whole_state.get(analysis.year, frozenset())
    yield "The State", _STATE[bool(whole)]
    if analysis.only_with_disabilities:
        some = ", ".join(sorted(analysis.only_with_disabilities))
        yield "Only children with disabilities", f"{some}: no funds are reserved (34 CFR 300.646(e))."
    yield "Intervals", "95%, of the logarithm of the ratio (Katz and others, 1978). Nothing is decided by them."
    yield "Disclosure", disclosure_words(analysis)
    if not analysis.is_open:
        yield (
            "Not guarded against",
            "a reader who knows some of the children, or has sums over districts from elsewhere.",
        )


_STATE = {
    True: "The counts are taken to be those of the whole State, as was said; alternate risk ratios rest on them.",
    False: "The counts of the whole State were not given, so that alternate risk ratios are unknown.",
}
