"""Places in a file in words: where a finding stands, for people who do not read paths."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from iepkit.display.layout import counted

__all__ = ["place", "places"]


def __dir__() -> list[str]:
    return __all__


_PATH = re.compile(r"\$(?:\.\w+|\[\d+\])*")
_STEP = re.compile(r"\.(?P<field>\w+)|\[(?P<at>\d+)\]")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

_WORDS = {
    "birth_date": "birth date",
    "id": "identifier",
    "ifsps": "IFSPs",
    "on": "day",
    "per": "period",
    "sld": "specific learning disability",
    "why": "reason",
}

_ONE_OF = {
    "compensatory": "entry of compensatory time",
    "criteria": "criterion",
    "deliveries": "service delivery",
    "eligibility": "eligibility determination",
    "events": "entry",
    "ieps": "IEP",
    "ifsps": "IFSP",
    "incidents": "behavior incident",
    "records_access": "entry in the record of access",
    "services_plans": "services plan",
    "team": "team member",
}

_SHOWN = 4  # more places than these are only counted


def place(path: str) -> str:
    """The place in words; it counts from one, as people do. A path of another kind is given as it is.

    >>> place("$.ieps[0].goals[1].measured_by"), place("$")
    ('IEP 1, goal 2, measured by', 'the whole file')
    """
    if not _PATH.fullmatch(path):
        return path
    return ", ".join(_steps(path)) or "the whole file"


def places(paths: Iterable[str]) -> str:
    """Several places in words; of many, the first ones and how many more there are.

    >>> places(["$.ieps[0]", "$.ieps[1]"])
    'IEP 1; IEP 2'
    """
    words = list(dict.fromkeys(map(place, paths)))
    rest = [f"and {counted(len(words) - _SHOWN, 'more place')}"] if len(words) > _SHOWN else []
    return "; ".join([*words[:_SHOWN], *rest])


def _steps(path: str) -> Iterator[str]:
    held = ""
    for found in _STEP.finditer(path):
        if found["at"] is None:
            if held:
                yield _WORDS.get(held) or _spelled(held)
            held = found["field"]
        else:
            yield f"{_ONE_OF.get(held) or _one(held)} {int(found['at']) + 1}"
            held = ""
    if held:
        yield _WORDS.get(held) or _spelled(held)


def _spelled(field: str) -> str:
    return " ".join(_HUMP.sub("_", field).lower().split("_"))


def _one(field: str) -> str:
    """One of what the name of a list says."""
    words = _spelled(field) or "item"
    return words.removesuffix("ies") + "y" if words.endswith("ies") else words.removesuffix("s")
