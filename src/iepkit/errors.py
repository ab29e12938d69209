"""Errors: what a caller did wrong, all problems at once, with their paths.

Real life never raises: a late evaluation is a deadline, a missing date is a finding.
Misuse does: a wrong type, an unknown State, a malformed file.
Every error is an `IepkitError` and also the built-in that a caller would guess.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

__all__ = [
    "CalendarError",
    "IepkitError",
    "InvalidDocument",
    "LawError",
    "MissingExtra",
    "Problem",
    "UnknownName",
]


def __dir__() -> list[str]:
    return __all__


class IepkitError(Exception):
    """The root of every error that iepkit raises on purpose.

    >>> issubclass(UnknownName, IepkitError) and issubclass(UnknownName, LookupError)
    True
    """


@attrs.frozen
class Problem:
    """One thing wrong in a document: where it is and what is wrong there.

    `path` is written as in `$.goals[2].criterion`; `$` is the document itself.
    The message never repeats the value that was found, since it may be a name or a birth date.
    """

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


class InvalidDocument(IepkitError, ValueError):
    """A document that cannot be read, with every problem in it.

    `problems` holds them all; `where` names the file, when there is one.

    >>> print(InvalidDocument([Problem("$.ieps[0].start", "expected a day, YYYY-MM-DD")], where="case.json"))
    case.json: 1 problem
      $.ieps[0].start: expected a day, YYYY-MM-DD
    """

    def __init__(self, problems: Iterable[Problem], *, where: str | None = None) -> None:
        self.problems = tuple(problems)
        self.where = where
        count = len(self.problems)
        head = f"{where or 'document'}: {count} problem{'s' if count != 1 else ''}"
        super().__init__("\n".join([head, *(f"  {problem}" for problem in self.problems)]))


class UnknownName(IepkitError, LookupError):
    """A name that iepkit does not know: a State, a clock, a rule, a policy.

    `known` lists the names that would have been right.

    >>> print(UnknownName("jurisdiction", "ZZ", ("US", "WA")))
    unknown jurisdiction 'ZZ'; known: US, WA
    """

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind, self.name, self.known = kind, name, tuple(known)
        super().__init__(f"unknown {kind} {name!r}; known: {', '.join(self.known)}")


class LawError(IepkitError, ValueError):
    """A law file that does not follow the grammar, with file and key of every problem."""

    def __init__(self, problems: Iterable[Problem], *, where: str) -> None:
        self.problems = tuple(problems)
        self.where = where
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"{where}:\n{lines}")


class CalendarError(IepkitError, ValueError):
    """A school calendar that contradicts itself, with every problem in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(["school calendar", *(f"  {problem}" for problem in self.problems)]))


class MissingExtra(IepkitError, ImportError):
    """An optional library that is not installed; the message names the command that installs it."""

    def __init__(self, extra: str, what: str) -> None:
        self.extra = extra
        super().__init__(f"{what} needs an extra: pip install 'iepkit[{extra}]'")
