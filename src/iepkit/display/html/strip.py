"""A strip beside each ratio: where it lies between an eighth and eight times, with its interval and the threshold."""

from __future__ import annotations

from fractions import Fraction
from math import log2

from iepkit.equity import Interval, Ratio

__all__ = ["STRIP_STYLE", "strip"]


def __dir__() -> list[str]:
    return __all__


STRIP_STYLE = """
.iepkit .strip { width: 8.5rem; height: 1.35rem; display: block; overflow: visible; color: var(--ink); }
.iepkit .strip .one { stroke: var(--mute); stroke-width: 1; }
.iepkit .strip .limit { stroke: var(--soon); stroke-width: 2; stroke-dasharray: 4 2.5; }
.iepkit .strip .reach { stroke: currentColor; stroke-width: 1.6; }
.iepkit .strip .at { stroke: currentColor; stroke-width: 1.6; fill: var(--paper); }
.iepkit .strip .at.over { fill: currentColor; }
.iepkit .ratios td, .iepkit .ratios th { padding-right: .6rem; }
.iepkit .ratios thead th { vertical-align: bottom; }
.iepkit .ratios th[scope="row"] { min-width: 9rem; }
.iepkit .ratios .number, .iepkit .near { white-space: nowrap; }
.iepkit .near small { white-space: normal; }
.iepkit .numbers thead th + th { text-align: right; }
.iepkit .over-row th, .iepkit .over-row td { background: var(--panel); }
.iepkit .over-row th[scope="row"], .iepkit .over-row .value { font-weight: 600; }
.iepkit .district { border-top: 2px solid var(--rule); margin-top: 1.5rem; }
.iepkit .disclosure { border: 2px solid var(--ink); border-radius: .3rem; padding: .5rem .9rem; max-width: 46rem; }
.iepkit .grids { display: flex; flex-wrap: wrap; gap: 0 3rem; }
.iepkit .grids > * { max-width: 100%; }
.iepkit .wide { position: relative; }
.iepkit .here { outline: 2px solid var(--ink); outline-offset: -3px; font-weight: 600; }
.iepkit dl.words { grid-template-columns: 13rem 1fr; }
@media (max-width: 40rem) {
  .iepkit .wide { overflow-x: auto; }
  .iepkit dl.words { grid-template-columns: 1fr; }
}
@media print {
  .iepkit .strip { width: 8rem; print-color-adjust: exact; }
  .iepkit .ratios { font-size: .85rem; }
}
"""
"""The rules of a page of ratios, beside those of every page."""

_WIDE, _HIGH, _MOST = 152, 24, 3  # three doublings to each side of 1


def _across(value: float) -> float:
    """How far to the right a ratio lies, each doubling as wide as the other; what is beyond lies at the edge."""
    doublings = log2(value) if value > 0 else -_MOST
    return round((min(max(doublings, -_MOST), _MOST) + _MOST) * _WIDE / (2 * _MOST), 1)


def strip(ratio: Ratio, interval: Interval | None) -> str:
    """The strip of a ratio, as markup that screen readers pass over, since its numbers stand beside it; or nothing.

    Every doubling is as wide as every other. The thin line is parity, the dashed one the threshold; a full dot is over
    it, and an arrow says that something lies beyond the strip.

    >>> from iepkit.equity import Count, Standard, ratio_of
    >>> found = ratio_of(Count(24, 120), Count(30, 600), standard=Standard("2.5", cell=10, n=30))
    >>> 'class="at over" cx="126.7"' in strip(found, None)
    True
    """
    if ratio.value is None:
        return ""
    middle = _HIGH / 2
    one, limit, at = _across(1), _across(float(ratio.standard.threshold)), _across(float(ratio.value))
    reach = ""
    if interval is not None:
        low, high = _across(interval.low), _across(interval.high)
        reach = f'<path class="reach" d="M{low} {middle:g}H{high}M{low} 8v8M{high} 8v8"/>'
    over = " over" * (ratio.exceeds is True)
    lines = f'<path class="one" d="M{one} 0V{_HIGH}"/><path class="limit" d="M{limit} 0V{_HIGH}"/>'
    dot = f'<circle class="at{over}" cx="{at}" cy="{middle:g}" r="4.5"/>'
    return (
        f'<svg class="strip" viewBox="0 0 {_WIDE} {_HIGH}" aria-hidden="true">{lines}{reach}{dot}'
        f"{_beyond(ratio.value)}</svg>"
    )


def _beyond(value: Fraction) -> str:
    """An arrow at the edge where the ratio lies beyond it."""
    if value > 2**_MOST:
        return f'<path class="reach" fill="none" d="M{_WIDE + 6} 7l6 5l-6 5"/>'
    return '<path class="reach" fill="none" d="M-6 7l-6 5l6 5"/>' if value * 2**_MOST < 1 else ""
