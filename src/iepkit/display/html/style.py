"""How pages look: one palette for light, dark and print, and the rules that use it. Nothing is loaded."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["DARK", "LIGHT", "PAGE_STYLE", "STYLE"]


def __dir__() -> list[str]:
    return __all__


LIGHT: Mapping[str, str] = {
    "paper": "#ffffff",
    "panel": "#f5f5f8",
    "ink": "#1a1b20",
    "mute": "#54565f",
    "rule": "#c9cad3",
    "bad": "#a3123a",
    "soon": "#7a4a00",
    "calm": "#0b4f8a",
    "good": "#00604f",
    "doubt": "#6a2c9c",
    "link": "#0b4f8a",
}
"""Colors on paper and on a light screen. Each of them can be read on `paper` and on `panel`."""

DARK: Mapping[str, str] = {
    "paper": "#15161a",
    "panel": "#1f2127",
    "ink": "#ebecf0",
    "mute": "#b2b4bf",
    "rule": "#474953",
    "bad": "#ff9db0",
    "soon": "#f6c26b",
    "calm": "#93c5ff",
    "good": "#74d6bd",
    "doubt": "#d3b1ff",
    "link": "#93c5ff",
}
"""The same on a dark screen."""

_TONES = ("bad", "soon", "calm", "good", "doubt", "mute")


def _colors(palette: Mapping[str, str]) -> str:
    return "".join(f"--{name}:{color};" for name, color in palette.items())


PAGE_STYLE = """
@page { margin: 1.6cm; }
html { scroll-behavior: auto; }
body { margin: 0; background: var(--paper); }
.skip { position: absolute; left: -100vw; padding: .6rem 1rem; background: var(--paper); z-index: 1; }
.skip:focus { left: .5rem; top: .5rem; }
body > * { max-width: 62rem; margin-inline: auto; padding-inline: 1.25rem; }
body > header { padding-top: 2rem; }
body > footer { padding-block: 1rem 3rem; border-top: 1px solid var(--rule); margin-top: 3rem; }
@media print { html { font-size: 10pt; } body > * { max-width: none; padding-inline: 0; } }
"""
"""The rules of a page that is all ours."""

_TEXT = """
.iepkit { font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; color: var(--ink);
  background: var(--paper); overflow-wrap: break-word; }
.iepkit *, .iepkit { box-sizing: border-box; }
.iepkit h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .5rem; }
.iepkit h2 { font-size: 1.5rem; line-height: 1.25; margin: 2.5rem 0 .5rem; }
.iepkit h3 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
.iepkit h4 { font-size: 1.05rem; margin: 1.5rem 0 .4rem; }
.iepkit h5 { font-size: 1rem; margin: 1rem 0 .25rem; color: var(--mute); }
.iepkit p { margin: .4rem 0; max-width: 46rem; }
.iepkit a { color: var(--link); text-underline-offset: .15em; }
.iepkit small, .iepkit code { font-size: .85rem; }
.iepkit small, .iepkit .aside, .iepkit h1 small, .iepkit h2 small { color: var(--mute); font-weight: 400; }
.iepkit .aside { font-size: .9rem; }
.iepkit code { font-family: ui-monospace, Menlo, Consolas, monospace; color: var(--mute); overflow-wrap: anywhere; }
.iepkit .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.iepkit h1, .iepkit h2, .iepkit .children th { overflow-wrap: anywhere; }
.iepkit .children { table-layout: fixed; }
.iepkit .children thead th:first-child { width: 27%; }
.iepkit th { hyphens: auto; }
.iepkit time { white-space: nowrap; }
.iepkit ul { padding-left: 1.2rem; }
.iepkit .plain { list-style: none; padding: 0; margin: .5rem 0 1rem; }
.iepkit .child { border-top: 3px solid var(--ink); margin-top: 3rem; }
.iepkit :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.iepkit .contents { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; list-style: none; padding: 0; margin: .8rem 0; }
"""

_MARKS = """
.iepkit .badge { display: inline-flex; align-items: baseline; gap: .35em; font-weight: 600; }
.iepkit .badge .mark { align-self: flex-start; margin-top: .25em; }
.iepkit .mark { width: 1em; height: 1em; flex: none; overflow: visible; }
.iepkit .sprite { position: absolute; }
.iepkit .mark, .iepkit .picture, .iepkit .sprite { fill: currentColor; stroke: none; }
"""

_PICTURE = """
.iepkit figure { margin: .5rem 0 1rem; padding: .75rem 1rem; background: var(--panel); border-radius: .4rem; }
.iepkit figcaption { margin-bottom: .6rem; }
.iepkit .picture { display: block; width: 100%; overflow: visible; color: var(--ink); font-size: 12.5px; }
.iepkit .picture text { fill: currentColor; paint-order: stroke; stroke: var(--panel); stroke-width: 4px; }
.iepkit .picture use { stroke: var(--panel); stroke-width: 2px; paint-order: stroke; }
.iepkit .picture .name { font-size: 13px; font-weight: 600; fill: var(--ink); }
.iepkit .picture .tick { fill: var(--mute); font-size: 12px; }
.iepkit .picture .grid { stroke: var(--rule); stroke-width: 1; }
.iepkit .picture .today { stroke: var(--ink); stroke-width: 2; }
.iepkit .picture .span { fill: var(--panel); stroke: currentColor; stroke-width: 1.5; }
.iepkit .picture .maybe { fill: none; stroke-dasharray: 4 3; }
.iepkit .picture .over { stroke: currentColor; stroke-width: 9; stroke-dasharray: 2 3; }
.iepkit .picture .wait { stroke: currentColor; stroke-width: 3; stroke-dasharray: 2 5; }
.iepkit .legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .2rem 1.2rem;
  margin: .8rem 0 0; font-size: .85rem; }
"""

_FOLDS = """
.iepkit summary { cursor: pointer; padding: .3rem 0; }
.iepkit .plain > li { border-bottom: 1px solid var(--rule); padding: .35rem 0; }
.iepkit details > :not(summary) { margin-left: 1.1rem; }
.iepkit details > ul { margin-block: .2rem; }
.iepkit details li { overflow-wrap: anywhere; }
.iepkit dl { display: grid; grid-template-columns: 9rem 1fr; gap: .35rem 1rem; margin-block: .4rem .8rem; }
.iepkit dt { color: var(--mute); }
.iepkit dd { margin: 0; }
.iepkit .asked > li::before { content: ""; display: inline-block; width: .8em; height: .8em; margin-right: .6em;
  border: 1.5px solid var(--mute); border-radius: 2px; vertical-align: -.05em; }
.iepkit .urgent { background: var(--panel); border-radius: .4rem; padding: .4rem 1rem; }
.iepkit .urgent > li:last-child { border: 0; }
"""

_TABLES = """
.iepkit table { border-collapse: collapse; width: 100%; margin: .75rem 0 1.5rem; }
.iepkit .narrow { width: auto; }
.iepkit caption { text-align: left; font-weight: 600; padding: .3rem 0; }
.iepkit th, .iepkit td { text-align: left; vertical-align: top; padding: .45rem .8rem .45rem 0;
  border-bottom: 1px solid var(--rule); font-weight: 400; }
.iepkit thead th { color: var(--mute); font-size: .85rem; }
.iepkit th small, .iepkit td small { display: block; }
.iepkit small small { display: inline; font-size: 1em; }
.iepkit .duties { table-layout: fixed; }
.iepkit .duties thead th:nth-child(2), .iepkit .duties thead th:nth-child(3) { width: 14%; }
.iepkit .duties thead th:first-child { width: 30%; }
.iepkit td .narrow-only { display: none; }
.iepkit .number { text-align: right; font-variant-numeric: tabular-nums; }
@media (max-width: 40rem) {
  .iepkit figure { padding: .6rem .5rem; }
  .iepkit td .narrow-only { display: block; }
  .iepkit dl { grid-template-columns: 1fr; gap: 0; }
  .iepkit dd { margin-bottom: .5rem; }
  .iepkit th, .iepkit td { padding-right: .5rem; }
  .iepkit .duties .days, .iepkit .duties thead th:nth-child(2), .iepkit .duties thead th:nth-child(3) {
    display: none; } /* the last column says these too */
  .iepkit .duties thead th:first-child { width: 40%; }
}
"""

# On paper all is unfolded and black on white; a row, a finding and a picture stay in one piece.
_PRINT = """
@media print {
  .iepkit .duties thead th:first-child { width: 22%; }
  .iepkit .duties thead th:nth-child(2), .iepkit .duties thead th:nth-child(3) { width: 11%; }
  .iepkit .contents, .iepkit .skip, .iepkit .back { display: none; }
  .iepkit tr, .iepkit li, .iepkit figure, .iepkit dl, .iepkit .urgent { break-inside: avoid; }
  .iepkit h1, .iepkit h2, .iepkit h3, .iepkit h4, .iepkit h5, .iepkit caption, .iepkit summary {
    break-after: avoid; }
  .iepkit thead { display: table-header-group; }
  .iepkit .child { break-before: page; margin-top: 0; }
  .iepkit a { color: inherit; }
  .iepkit summary { list-style: none; }
  .iepkit details::details-content { content-visibility: visible; display: block; block-size: auto; opacity: 1; }
  .iepkit figure, .iepkit .urgent { border: 1px solid var(--rule); background: none; }
}
"""

STYLE = (
    f".iepkit{{color-scheme:light dark;{_colors(LIGHT)}}}\n"
    f"@media screen and (prefers-color-scheme: dark){{.iepkit{{{_colors(DARK)}}}}}\n"
    + "".join(f".iepkit .{tone}{{color:var(--{tone})}}\n" for tone in _TONES)
    + _TEXT + _MARKS + _PICTURE + _FOLDS + _TABLES + _PRINT
)  # fmt: skip
"""The rules of a report, which all stay inside the class `iepkit`."""
