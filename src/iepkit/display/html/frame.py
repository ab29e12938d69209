"""The frame of a whole page: what stands before and after what it is about. It loads nothing and runs nothing."""

from __future__ import annotations

from iepkit.display.html.marks import sprite
from iepkit.display.html.style import PAGE_STYLE, STYLE
from iepkit.version import __version__

__all__ = ["bottom", "top"]


def __dir__() -> list[str]:
    return __all__


def top(title: str, head: str, style: str = "") -> str:
    """The beginning of a page: its title and what stands above its main part, both markup; `style` are more rules."""
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" '
        f'content="light dark"><style>{PAGE_STYLE}{STYLE}{style}</style></head>\n<body class="iepkit">'
        f'<a class="skip" href="#main">Skip to the report</a>{sprite()}<header>{head}</header><main id="main">\n'
    )


def bottom(words: str) -> str:
    """The end of a page, with a line that says by what it was written and what it is not; the words are markup."""
    return f'</main><footer class="aside"><p>Written by iepkit {__version__}. {words}</p></footer></body></html>\n'
