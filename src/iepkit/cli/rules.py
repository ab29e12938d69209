"""Decision rules and the other choices on progress, from the command line."""

from __future__ import annotations

from iepkit.cli.policies import Pairs, Reader, number, one_of, told
from iepkit.errors import InvalidDocument, Problem, UnknownName
from iepkit.progress import CHRIST_2013, NCRTI_2012, RULES, Daily, Method, ProgressPolicy, Rule, n_of_m

__all__ = ["progress_policy", "rule_named"]


def __dir__() -> list[str]:
    return __all__


def _share(name: str, text: str) -> float:
    """A number between 0 and 1."""
    found = number(name, text)
    if found >= 1:
        raise InvalidDocument([Problem(name, "expected a number between 0 and 1")], where="--policy")
    return float(found)


_READERS: dict[str, Reader] = {
    "daily": one_of({one.value: one for one in Daily}),
    "method": one_of({one.value: one for one in Method}),
    "minimum": one_of({"ncrti-2012": NCRTI_2012, "christ-2013": CHRIST_2013}),
    "confidence": _share,
}


def progress_policy(pairs: Pairs, rule: str) -> ProgressPolicy:
    """The policy of progress with these choices and a decision rule; raises `UnknownName` and `InvalidDocument`.

    >>> progress_policy([("method", "theil-sen")], "3-of-4").rule.name
    '3-of-4'
    """
    return ProgressPolicy(rule=rule_named(rule), **told(pairs, _READERS))


def rule_named(name: str) -> Rule:
    """The decision rule of a name: one of the named ones, or so many of the last so many points, as in `3-of-4`.

    Raises `UnknownName`, and `InvalidDocument` where the number is not more than half of the points.
    """
    times, of, window = name.partition("-of-")
    if of and times.isdecimal() and window.isdecimal() and len(name) <= len("99-of-99"):
        try:
            return n_of_m(int(times), int(window))
        except InvalidDocument:
            problem = Problem("rule", "expected more than half of the points, as in 3-of-4")
            raise InvalidDocument([problem], where="--rule") from None
    if name not in RULES:
        raise UnknownName("rule", name, [*RULES, "N-of-M"])
    return RULES[name]
