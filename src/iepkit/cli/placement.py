"""The command `placement`: the time in the regular class and the educational environment, computed and stated."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter

from iepkit.cli.files import Files, Found
from iepkit.cli.inputs import labels
from iepkit.cli.plans import iep_on, none_on
from iepkit.cli.policies import Pairs, Reader, number, one_of, told, word
from iepkit.cli.sheets import Answer, written
from iepkit.display.placement import COLUMNS, differs, placement_data, placement_text
from iepkit.placement import INSTRUCTION, WHOLE_DAY, PlacementPolicy, environment
from iepkit.vocabulary import Period

__all__ = ["placement", "placement_policy"]


def __dir__() -> list[str]:
    return __all__


_AGREE, _DIFFER, _UNKNOWN = "environments as stated", "environments not as stated", "environments unknown"


_WEEKS_IN = {f"weeks_in_{period.replace('-', '_')}": period for period in Period if period not in {"day", "week"}}
_READERS: dict[str, Reader] = {
    "denominator": one_of({"whole-day": WHOLE_DAY, "instruction": INSTRUCTION}),
    "bands": word,
    "untimed": word,
    "equal_hours": word,
    "five_without_grade": word,
    **dict.fromkeys(_WEEKS_IN, number),
}


def placement_policy(pairs: Pairs) -> PlacementPolicy:
    """The policy of placement with these choices; raises `UnknownName` and `InvalidDocument`.

    >>> placement_policy([("denominator", "instruction"), ("weeks-in-month", "4")]).weeks_in(Period.MONTH)
    Fraction(4, 1)
    """
    found = told(pairs, _READERS)
    weeks = {_WEEKS_IN[name]: found.pop(name) for name in _WEEKS_IN if name in found}
    return PlacementPolicy(weeks=weeks, **found)


def placement(options: Namespace) -> int:
    """Write the placement of every child; 1 where one is not as its IEP states, or contradicts itself."""
    options.labels = labels(options.labels)
    policy = placement_policy(options.policy)
    files = Files(options=options, calendars={})
    answers = files.each(lambda found: _answer(found, options, policy), "worked out")
    return written(options, files, answers, columns=COLUMNS, counts=(_AGREE, _DIFFER, _UNKNOWN))


def _answer(found: Found, options: Namespace, policy: PlacementPolicy) -> Answer:
    held = iep_on(found.case, options.as_of)
    if held is None:
        return none_on(options.as_of, "placement")
    path, iep = held
    made = environment(iep, found.case.student, on=options.as_of, policy=policy)
    wrong = differs(made) or made.contradiction
    counts = Counter(
        {
            _DIFFER: int(differs(made)),
            _AGREE: int(made.environment is not None and made.environment is made.stated),
            _UNKNOWN: int(made.environment is None),
        }
    )
    return Answer(
        text=lambda: [placement_text(made, path, explain=options.explain)],
        data=lambda: {"placement": placement_data(made, path, explain=options.explain)},
        rows=lambda: [placement_data(made, path)],
        counts=counts,
        attention=wrong,
    )
