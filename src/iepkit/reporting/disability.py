"""The one category under which a child is reported, 34 CFR 300.641(c) and (d). The record itself stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import attrs

from iepkit.history import Case
from iepkit.reporting.codes import MISSING, crosswalk
from iepkit.reporting.settings import DeafnessAs
from iepkit.vocabulary import Disability, EventKind

__all__ = ["Categories", "Reported", "categories_on", "report_disability"]


def __dir__() -> list[str]:
    return __all__


_D = Disability
_DEAF_AND_BLIND = {_D.DEAFNESS, _D.VISUAL_IMPAIRMENT}
_HEARS_AND_SEES_LITTLE = {_D.HEARING_IMPAIRMENT, _D.VISUAL_IMPAIRMENT}
_BY_VALUE: dict[str | None, Disability] = {one.value: one for one in Disability}
_PARTS = _DEAF_AND_BLIND | _HEARS_AND_SEES_LITTLE


@attrs.frozen
class Categories:
    """The categories of the determination in force on a day, the primary one first.

    `reported_as` is the one that the file names for the count; `complete` is false where a later determination names
    no category, or where only an event tells, which holds the first one alone.
    """

    categories: tuple[Disability, ...] = attrs.field(default=(), repr=False)
    reported_as: Disability | None = attrs.field(default=None, repr=False)
    complete: bool = True


@attrs.frozen
class Reported:
    """The category that is reported: `category` and its `code`, the `rule` that led to it, and what is in doubt.

    `category` is `None` where the file tells none, and where the only one is developmental delay at an age at which
    the State does not use it; `delay_refused` says the latter. `doubts` are pairs: what is not sure, what settles it.
    """

    category: Disability | None = attrs.field(default=None, repr=False)
    code: str = attrs.field(default=MISSING, repr=False)
    rule: str = ""
    doubts: tuple[tuple[str, str], ...] = ()
    delay_refused: bool = False


def categories_on(case: Case, on: date) -> Categories:
    """The categories of the last determination by a day that found the child eligible and names one.

    A determination without a day is taken where no dated one is there. Where the file holds no such document, the
    event of having been found eligible tells the first category.

    >>> from iepkit.records import Eligibility
    >>> case = Case("7", eligibility=(Eligibility(date(2024, 5, 2), eligible=True, categories=(Disability.AUTISM,)),))
    >>> [one.value for one in categories_on(case, date(2025, 11, 3)).categories]
    ['autism']
    """
    dated = [(one.determined, at) for at, one in enumerate(case.eligibility) if one.determined and one.determined <= on]
    undated = [at for at, one in enumerate(case.eligibility) if one.determined is None]
    places = [*undated, *(at for _, at in sorted(dated))]
    found = [one for at in places if (one := case.eligibility[at]).eligible is not False]
    telling = [one for one in found if one.categories or one.reported_as]
    if telling:
        last = telling[-1]
        return Categories(last.categories, last.reported_as, complete=last is found[-1])
    events = [one for one in case.history(until=on) if one.kind is EventKind.FOUND_ELIGIBLE]
    named = [_BY_VALUE[one.detail] for one in events if one.detail in _BY_VALUE]
    return Categories(tuple(named[-1:]), complete=False)


_SEVERAL = "the file names several categories, among them {}; the first one decides whether it is reported as that"
_SETTLE = "record the one category of the count, reported_as"


def report_disability(
    categories: Sequence[Disability],
    *,
    reported_as: Disability | None = None,
    uses_delay: bool | None = None,
    deafness_as: DeafnessAs = DeafnessAs.HEARING_IMPAIRMENT,
) -> Reported:
    """The one category under which a child with these disabilities is reported, and the rule that led to it.

    `uses_delay`: whether the State uses developmental delay at the child's age; `None` where it has not said.
    Only deafness and blindness together are deaf-blindness (300.641(d)(1)); any other several are multiple
    disabilities ((d)(2)), unless the child is reported as having deaf-blindness or developmental delay. Whether a
    child with one of these two and another category is reported as having it, the regulation leaves open: what the
    file names in `reported_as` decides, without it the first category, with a doubt.
    Vision: category (c)(13) holds both blindness and low vision, so (d)(1) is applied to it with a doubt.

    >>> reported = report_disability([Disability.DEAFNESS, Disability.VISUAL_IMPAIRMENT], uses_delay=False)
    >>> reported.code, reported.rule
    ('DB', 'deafness and blindness are reported as deaf-blindness (34 CFR 300.641(d)(1))')
    >>> report_disability([Disability.AUTISM, Disability.INTELLECTUAL_DISABILITY]).code
    'MD'
    """
    given = list(dict.fromkeys(categories))
    if not given and reported_as is not None:
        given = [reported_as]
    usable = [one for one in given if one is not _D.DEVELOPMENTAL_DELAY or uses_delay is not False]
    delayed = len(usable) < len(given)
    if _D.DEAF_BLINDNESS in usable:
        usable = [one for one in usable if one not in _PARTS]  # they are what deaf-blindness is made of
    if not usable:
        return Reported(delay_refused=bool(given))
    category, rule, doubts = _by_rule(usable, reported_as)
    if delayed:
        words = "developmental delay is not used at this age; what else the child has is reported"
        doubts.append((words, "check the categories and the birth date"))
    if category is _D.DEVELOPMENTAL_DELAY and uses_delay is None:
        words = "the State has not said at which ages it uses developmental delay"
        doubts.append((words, "give the ages in the settings of the State"))
    if reported_as not in (None, category):
        words = "the file names another category for the count than 34 CFR 300.641(d) leads to"
        doubts.append((words, "check the categories and reported_as"))
    code = deafness_as.value if category is _D.DEAFNESS else crosswalk("disability")[category.value]
    return Reported(category, code, rule, tuple(doubts))


def _by_rule(usable: list[Disability], reported_as: Disability | None) -> tuple[Disability, str, list[tuple[str, str]]]:
    """The category of one or more, the words of the rule, and what is in doubt."""
    if len(usable) == 1:
        return usable[0], "the child has one category (34 CFR 300.641(c))", []
    for open_one in (_D.DEVELOPMENTAL_DELAY, _D.DEAF_BLINDNESS):
        if open_one in usable and open_one in (reported_as, usable[0]):
            doubts = [] if reported_as is open_one else [(_SEVERAL.format(_words(open_one)), _SETTLE)]
            if reported_as in (None, open_one):
                return open_one, f"the child is reported as having {_words(open_one)} (34 CFR 300.641(d))", doubts
    if {*usable} == _DEAF_AND_BLIND:
        words = "the category of visual impairment is taken for blindness"
        rule = "deafness and blindness are reported as deaf-blindness (34 CFR 300.641(d)(1))"
        return _D.DEAF_BLINDNESS, rule, [(words, "whether the child is blind")]
    doubts = [
        (_SEVERAL.format(_words(one)), _SETTLE)
        for one in (_D.DEVELOPMENTAL_DELAY, _D.DEAF_BLINDNESS)
        if one in usable and reported_as is None
    ]
    if {*usable} == _HEARS_AND_SEES_LITTLE:
        doubts.append(("hearing and visual impairment together may be deaf-blindness (300.8(c)(2))", _SETTLE))
    return _D.MULTIPLE_DISABILITIES, "several categories are multiple disabilities (34 CFR 300.641(d)(2))", doubts


def _words(category: Disability) -> str:
    return category.value.replace("-", " ") if category is _D.DEVELOPMENTAL_DELAY else category.value
