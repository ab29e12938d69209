"""Progress on a goal: what was measured, where it stands, where it leads, and what cannot be told of it."""

from __future__ import annotations

from iepkit.progress.aim import Aimline, Leg, aimline, better
from iepkit.progress.concern import Lack, lack_of_progress, lack_on
from iepkit.progress.criteria import Criterion, criterion_of
from iepkit.progress.exact import exact, shown
from iepkit.progress.forecasts import Forecast, Reaching, forecast, reaching, slope_interval
from iepkit.progress.lines import Line, Method, Spread, fit, slope
from iepkit.progress.mastered import Mastery, Step, mastery, steps
from iepkit.progress.measurements import Daily, Level, Point, Series, Unknown, level, series
from iepkit.progress.reports import DueReport, Schedule, report_schedule, statement
from iepkit.progress.rules import (
    FOUR_POINT,
    MEDIAN_OF_THREE,
    RULES,
    TREND_INTERVAL,
    TREND_LINE,
    Decision,
    Minimum,
    Rule,
    Standing,
    View,
    n_of_m,
)
from iepkit.progress.scaling import LEVELS, attained, t_score
from iepkit.progress.student import t_between, t_quantile
from iepkit.progress.whole import CHRIST_2013, NCRTI_2012, Progress, ProgressPolicy, progress_of

__all__ = [
    "CHRIST_2013",
    "FOUR_POINT",
    "LEVELS",
    "MEDIAN_OF_THREE",
    "NCRTI_2012",
    "RULES",
    "TREND_INTERVAL",
    "TREND_LINE",
    "Aimline",
    "Criterion",
    "Daily",
    "Decision",
    "DueReport",
    "Forecast",
    "Lack",
    "Leg",
    "Level",
    "Line",
    "Mastery",
    "Method",
    "Minimum",
    "Point",
    "Progress",
    "ProgressPolicy",
    "Reaching",
    "Rule",
    "Schedule",
    "Series",
    "Spread",
    "Standing",
    "Step",
    "Unknown",
    "View",
    "aimline",
    "attained",
    "better",
    "criterion_of",
    "exact",
    "fit",
    "forecast",
    "lack_of_progress",
    "lack_on",
    "level",
    "mastery",
    "n_of_m",
    "progress_of",
    "reaching",
    "report_schedule",
    "series",
    "shown",
    "slope",
    "slope_interval",
    "statement",
    "steps",
    "t_between",
    "t_quantile",
    "t_score",
]


def __dir__() -> list[str]:
    return __all__
