"""Errors: what a caller did wrong, all problems at once, with their paths.

Real life never raises: a late evaluation is a deadline, a missing date is a finding.
Misuse does: a wrong type, an unknown State, a malformed file.
Catch `IepkitError` for all of them, or the built-in that fits: `ValueError`, `LookupError`, `TypeError`, `ImportError`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import attrs

__all__ = [
    "CalendarError",
    "IepkitError",
    "InvalidDocument",
    "LawError",
    "MissingExtra",
    "Problem",
    "UnknownName",
    "WrongType",
    "expect",
]


def __dir__() -> list[str]:
    return __all__


class IepkitError(Exception):
    """The root of every error that iepkit raises on purpose.

    >>> issubclass(UnknownName, IepkitError) and issubclass(UnknownName, LookupError)
    True
    """

    def __reduce__(self) -> tuple[Any, ...]:
        """What a copy or a pickle is made of: the message and what is told beside it, whatever the class was given."""
        return _again, (type(self), self.args, vars(self))


def _again(kind: type[IepkitError], args: tuple[Any, ...], told: dict[str, Any]) -> IepkitError:
    error = kind.__new__(kind, *args)
    super(IepkitError, error).__init__(*args)  # the built-in beside it: `ImportError` keeps its message twice
    vars(error).update(told)
    return error


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
    `name` is `None` where it was not given, or stands in a document, whose text is not repeated.
    `advice` says what to do, where that is more than to take another name.

    >>> print(UnknownName("jurisdiction", "ZZ", ("US", "WA")))
    unknown jurisdiction 'ZZ'; known: US, WA

    Of many names, the message has only those that are spelled much the same.

    >>> print(UnknownName("clock", "annual-revue", ["annual-review", *map(str, range(99))]))
    unknown clock 'annual-revue'; did you mean annual-review? 100 names are known
    """

    def __init__(self, kind: str, name: str | None, known: Iterable[str], *, advice: str = "") -> None:
        self.kind, self.name, self.known = kind, name, tuple(known)
        what = f"unknown {kind}" if name is None else f"unknown {kind} {name!r}"
        super().__init__("; ".join(filter(None, [what, advice, _known(name or "", self.known)])))


_MANY = 60  # the jurisdictions are all shown, the clocks and rules are not


def _known(name: str, known: tuple[str, ...]) -> str:
    """All names where they are few; of many, those that are spelled much the same."""
    if len(known) <= _MANY:
        return f"known: {', '.join(known)}"
    from difflib import get_close_matches

    close = get_close_matches(name, known, n=5)
    asked = f"did you mean {' or '.join(close)}? " if close else ""
    return f"{asked}{len(known)} names are known"


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


class WrongType(IepkitError, TypeError):
    """An argument of a type that cannot be meant; the message says which one and what was expected.

    >>> print(WrongType("as_of", "a date without a time"))
    as_of: expected a date without a time
    """

    def __init__(self, argument: str, expected: str) -> None:
        self.argument, self.expected = argument, expected
        super().__init__(f"{argument}: expected {expected}")


def expect(argument: str, value: object, kind: type, *, optional: bool = False) -> None:
    """Nothing, where an argument is what it should be; `None` is fine where it is `optional`.

    A `datetime` is no `date` here, since its day depends on where one stands.
    Raises `WrongType`.

    >>> expect("as_of", date(2026, 11, 2), date)
    >>> expect("as_of", "2026-11-02", date)
    Traceback (most recent call last):
    iepkit.errors.WrongType: as_of: expected a date without a time
    """
    if optional and value is None:
        return
    if not isinstance(value, kind) or (kind is date and isinstance(value, datetime)):
        words = "a date without a time" if kind is date else f"an instance of {kind.__module__}.{kind.__qualname__}"
        raise WrongType(argument, words + " or None" * optional)
