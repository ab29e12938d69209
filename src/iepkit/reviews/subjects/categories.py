"""The disability categories: what a determination says of the elements of their definitions (34 CFR 300.8(b), (c)).

One rule for each category, made from `reviews.definitions`. An element that was found not to be there contradicts the
definition; where the documentation has some elements and not others, that is unknown; where it has none, the checklist
asks. A category is never asked for, 34 CFR 300.111(d).
"""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.findings import Severity
from iepkit.records import DefinitionElement, Eligibility
from iepkit.reviews.context import Context
from iepkit.reviews.definitions import DEFINITIONS, Definition, Part
from iepkit.reviews.determinations import found_eligible
from iepkit.reviews.registry import Check, Flaw, rule

__all__ = ["CATEGORIES"]


def __dir__() -> list[str]:
    return __all__


def _check(one: Definition) -> Check:
    @rule(
        one.code,
        one.name,
        f"Definition of {one.words}",
        citation=one.citation,
        applies=f"to each determination that a child is eligible with {one.words}, where elements are recorded",
        says=one.says,
        settle="Check the category against the evaluation, or record what was found of the element.",
        groups=("eligibility", "categories"),
        since="0.3",
    )
    def search(context: Context) -> Iterator[Flaw]:
        for path, row in found_eligible(context):
            if one.disability in row.categories:
                yield from _flaws(path, row, one)

    return search


def _told(path: str, row: Eligibility, one: Definition) -> dict[DefinitionElement, dict[bool, str]]:
    """What the determination says of each element, and where; `adverse_effect` says the same in a field of its own."""
    told: dict[DefinitionElement, dict[bool, str]] = {}
    for at, each in enumerate(row.elements):
        if each.element is not None and each.found is not None and each.category in (None, one.disability):
            told.setdefault(each.element, {}).setdefault(each.found, f"{path}.elements[{at}].found")
    if row.adverse_effect is not None:
        told.setdefault(DefinitionElement.ADVERSE_EFFECT, {}).setdefault(row.adverse_effect, f"{path}.adverse_effect")
    return told


def _flaws(path: str, row: Eligibility, one: Definition) -> Iterator[Flaw]:
    told = _told(path, row, one)
    doubt = Severity.UNKNOWN if one.includes is not None and True in told.get(one.includes, {}) else None
    missing: list[Part] = []
    for part in one.parts:
        said = {element: told.get(element, {}) for element in part.any_of}
        denied = [each.get(False) for element, each in said.items() if element is not one.includes]
        twice = next((each for each in said.values() if len(each) > 1), None)
        if twice is not None:
            words = f"The file says two opposite things on what the definition of {one.words} asks for: {part.words}."
            yield Flaw(twice[False], words, Severity.CONFLICT, part.citation)
        elif any(True in each for each in said.values()):
            continue
        elif denied[0] is not None and None not in denied:
            words = (
                f"Found eligible with {one.words}; by the file this part of its definition is not met: {part.words}."
            )
            yield Flaw(denied[0], words, doubt, part.citation)
        else:
            missing.append(part)
    if missing and one.tells(row):
        words = f"The file tells of the definition of {one.words} in part. It does not say: "
        words += f"{'; '.join(part.words for part in missing)}."
        effect = all(part.any_of == (DefinitionElement.ADVERSE_EFFECT,) for part in missing)
        yield Flaw(f"{path}.{'adverse_effect' if effect else 'elements'}", words, Severity.UNKNOWN)


CATEGORIES = tuple(map(_check, DEFINITIONS))
"""The rules, one for each category."""
