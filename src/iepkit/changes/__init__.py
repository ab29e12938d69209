"""What changed between two IEPs of a child, and what the law asks for when an IEP changes."""

from __future__ import annotations

from iepkit.changes.diff import IepChanges, diff
from iepkit.changes.pairing import Change, FieldChange, How, Toward
from iepkit.changes.requirements import Requirement

__all__ = ["Change", "FieldChange", "How", "IepChanges", "Requirement", "Toward", "diff"]


def __dir__() -> list[str]:
    return __all__
