"""The fourteen categories of analysis of 34 CFR 300.647(b)(3) and (4): what is counted, among whom, at what ages."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

import attrs

from iepkit.citations import Citation
from iepkit.errors import UnknownName
from iepkit.vocabulary import Disability

__all__ = ["CATEGORIES", "Base", "Category", "Subject", "category"]


def __dir__() -> list[str]:
    return __all__


class Base(StrEnum):
    """Among whom a risk is worked out (34 CFR 300.647(a)(4)).

    (a)(5) speaks of children enrolled for every outcome; (a)(4) and the words of (b)(4) make it the children with
    disabilities for placement and discipline, and that is what is used here.
    """

    ENROLLED = "children enrolled"
    WITH_DISABILITIES = "children with disabilities enrolled"


class Subject(StrEnum):
    """The three things that are looked at (34 CFR 300.646(a))."""

    IDENTIFICATION = "identification"
    PLACEMENT = "placement"
    DISCIPLINE = "discipline"


@attrs.frozen
class Category:
    """One category of analysis. Ages are whole years, the first and the last that count.

    `disability` is the impairment of an identification category, `None` for the others and for all impairments.

    >>> print(category("pl-lt40"))
    pl-lt40: inside a regular class less than 40 percent of the day, ages 6 to 21 (34 CFR 300.647(b)(4)(i))
    """

    id: str
    words: str
    subject: Subject
    base: Base
    youngest: int
    oldest: int
    citation: Citation
    disability: Disability | None = None

    def __str__(self) -> str:
        return f"{self.id}: {self.words}, ages {self.youngest} to {self.oldest} ({self.citation.text})"

    def has_age(self, age: int) -> bool:
        """Whether a child of this age, in whole years, is in the analysis.

        >>> category("pl-lt40").has_age(5), category("id-all").has_age(21), category("id-all").has_age(22)
        (False, True, False)
        """
        return self.youngest <= age <= self.oldest


_IDENTIFIED = (
    ("id-all", "identified as a child with a disability", "(3)(i)", None),
    ("id-intellectual", "identified with an intellectual disability", "(3)(ii)(A)", "intellectual-disability"),
    ("id-sld", "identified with a specific learning disability", "(3)(ii)(B)", "specific-learning-disability"),
    ("id-ed", "identified with an emotional disturbance", "(3)(ii)(C)", "emotional-disturbance"),
    ("id-sli", "identified with a speech or language impairment", "(3)(ii)(D)", "speech-or-language-impairment"),
    ("id-ohi", "identified with an other health impairment", "(3)(ii)(E)", "other-health-impairment"),
    ("id-autism", "identified with autism", "(3)(ii)(F)", "autism"),
)
_PLACED = (
    ("pl-lt40", "inside a regular class less than 40 percent of the day", "(4)(i)"),
    ("pl-separate", "in a separate school or residential facility", "(4)(ii)"),
)
_REMOVED = (
    ("di-oss-le10", "out-of-school suspension or expulsion of 10 days or fewer", "(4)(iii)"),
    ("di-oss-gt10", "out-of-school suspension or expulsion of more than 10 days", "(4)(iv)"),
    ("di-iss-le10", "in-school suspension of 10 days or fewer", "(4)(v)"),
    ("di-iss-gt10", "in-school suspension of more than 10 days", "(4)(vi)"),
    ("di-total", "disciplinary removals in total", "(4)(vii)"),
)


def _cite(paragraph: str) -> Citation:
    return Citation(f"34 CFR 300.647(b){paragraph}")


def _table() -> Mapping[str, Category]:
    rows = [
        Category(
            id_,
            words,
            Subject.IDENTIFICATION,
            Base.ENROLLED,
            3,
            21,
            _cite(paragraph),
            Disability(disability) if disability else None,
        )
        for id_, words, paragraph, disability in _IDENTIFIED
    ]
    for subject, youngest, table in ((Subject.PLACEMENT, 6, _PLACED), (Subject.DISCIPLINE, 3, _REMOVED)):
        rows.extend(
            Category(id_, words, subject, Base.WITH_DISABILITIES, youngest, 21, _cite(paragraph))
            for id_, words, paragraph in table
        )
    return MappingProxyType({row.id: row for row in rows})


CATEGORIES: Mapping[str, Category] = _table()


def category(name: str) -> Category:
    """The category of this id. Raises `UnknownName`, which lists all fourteen.

    >>> category("id-sld").disability.value
    'specific-learning-disability'
    """
    if name not in CATEGORIES:
        raise UnknownName("category of analysis", name, CATEGORIES)
    return CATEGORIES[name]
