"""Reviews: what a file lacks, what came late, what contradicts itself, each with its law."""

from __future__ import annotations

from iepkit.reviews.questions import Question
from iepkit.reviews.registry import Rule, rule_named, rules
from iepkit.reviews.run import Report, review, review_all
from iepkit.reviews.waivers import Waived, Waiver

__all__ = ["Question", "Report", "Rule", "Waived", "Waiver", "review", "review_all", "rule_named", "rules"]


def __dir__() -> list[str]:
    return __all__
