"""Ed-Fi descriptors: the codes of the standard's own lists, those that a caller adds, and what each is in iepkit."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import attrs

from iepkit.errors import UnknownName
from iepkit.records.terms import Sex
from iepkit.vocabulary import Disability, Environment, ExitReason

__all__ = ["OUTSIDE", "UNKNOWN", "Codes", "DayKind", "Designation", "English", "Heritage", "Program", "Reading"]


def __dir__() -> list[str]:
    return __all__


class DayKind(StrEnum):
    """What a calendar says of a day.

    On an `instruction` or a `part-day` there is school: a partial day is a school day (34 CFR 300.11(c)(1)).
    Of the last four the standard says that instruction was "cancelled or reduced".
    """

    INSTRUCTION = "instruction"
    PART_DAY = "part-day"
    STAFF = "staff"
    NO_SCHOOL = "no-school"
    WEATHER = "weather"
    EMERGENCY = "emergency"
    STRIKE = "strike"
    OTHER = "other"


class Designation(StrEnum):
    """Under which law a disability is recorded."""

    IDEA = "idea"
    SECTION_504 = "section-504"
    OTHER = "other"


class English(StrEnum):
    """Whether a child is an English learner (34 CFR 300.27)."""

    LEARNER = "english-learner"
    NOT_LEARNER = "not-english-learner"


class Heritage(StrEnum):
    """The races of Federal reporting, and the ethnicity that newer lists of races hold as well."""

    AMERICAN_INDIAN_OR_ALASKA_NATIVE = "american-indian-or-alaska-native"
    ASIAN = "asian"
    BLACK_OR_AFRICAN_AMERICAN = "black-or-african-american"
    NATIVE_HAWAIIAN_OR_PACIFIC_ISLANDER = "native-hawaiian-or-pacific-islander"
    WHITE = "white"
    HISPANIC = "hispanic-or-latino"


class Program(StrEnum):
    """The one type of program that is read."""

    SPECIAL_EDUCATION = "special-education"


_WORDS: dict[str, type[StrEnum]] = {
    "CalendarEventDescriptor": DayKind,
    "DisabilityDescriptor": Disability,
    "DisabilityDesignationDescriptor": Designation,
    "LimitedEnglishProficiencyDescriptor": English,
    "ProgramTypeDescriptor": Program,
    "RaceDescriptor": Heritage,
    "ReasonExitedDescriptor": ExitReason,
    "SexDescriptor": Sex,
    "SpecialEducationExitReasonDescriptor": ExitReason,
    "SpecialEducationSettingDescriptor": Environment,
}
_URI = re.compile(r"\S+/(\w+Descriptor)#.+")

UNKNOWN, OUTSIDE, _SPELLING = "ED151", "ED102", "ED152"


@attrs.frozen
class Reading:
    """What a code is in iepkit, or `None`, and the code of the rule that has something to say about it."""

    value: StrEnum | None = None
    rule: str | None = None


@cache
def _defaults() -> dict[str, Reading]:
    """What every default code is, by its URI."""
    tables: dict[str, dict[str, Any]] = tomllib.loads(files(__package__).joinpath("codes.toml").read_text("utf-8"))
    readings = {}
    for name, table in tables.items():
        values, aliases, noted = table["values"], table.get("aliases", {}), table.get("noted", {})
        for code in (*values, *aliases):
            value = _WORDS[name](values[aliases.get(code, code)])
            readings[f"uri://ed-fi.org/{name}#{code}"] = Reading(value, noted.get(code))
        for rule, key in ((OUTSIDE, "outside"), (None, "unsaid")):
            for code in table.get(key, ()):
                readings[f"uri://ed-fi.org/{name}#{code}"] = Reading(None, rule)
    return readings


@cache
def _by_spelling() -> dict[str, Reading]:
    """The default codes by their URI without regard to case."""
    return {uri.casefold(): reading for uri, reading in _defaults().items()}


class Codes:
    """The default codes of the standard, and those that a caller adds: URI to the word of iepkit.

    A caller's word for a default code stands in place of the default one.
    Raises `UnknownName` for a descriptor that is not read here, and for a word that is not in its list.

    >>> Codes().read("uri://ed-fi.org/DisabilityDescriptor#Deaf-Blindness", "DisabilityDescriptor").value.value
    'deaf-blindness'
    """

    def __init__(self, added: Mapping[str, str] | None = None) -> None:
        self._added = {uri: Reading(_word(uri, word)) for uri, word in (added or {}).items()}

    def read(self, uri: str, descriptor: str) -> Reading:
        """What a code is; exactly as written first, then without regard to case, which is never done in silence."""
        found = _URI.fullmatch(uri)
        if found is None or found[1] != descriptor:
            return Reading(None, UNKNOWN)
        exact = self._added.get(uri) or _defaults().get(uri)
        if exact is not None:
            return exact
        near = _by_spelling().get(uri.casefold())
        if near is None or near.value is None:
            return Reading(None, UNKNOWN)
        return Reading(near.value, near.rule or _SPELLING)


def _word(uri: str, word: str) -> StrEnum:
    found = _URI.fullmatch(uri)
    if found is None or found[1] not in _WORDS:
        raise UnknownName("Ed-Fi descriptor", uri, _WORDS)
    words = _WORDS[found[1]]
    if word not in list(words):
        raise UnknownName(f"word for {found[1]}", word, words)
    return words(word)
