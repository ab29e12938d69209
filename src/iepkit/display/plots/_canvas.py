"""The drawing surface of pictures (extra `plot`): the only file that imports `matplotlib`.

It uses neither pyplot nor a display. What a user has set in matplotlib is put aside for the length of one drawing, so
that the same values give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from html import escape
from io import BytesIO, StringIO
from threading import RLock
from typing import Any
from warnings import catch_warnings, filterwarnings

from iepkit.errors import MissingExtra

try:
    from matplotlib import style
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
except ImportError as error:
    raise MissingExtra("plot", "drawing a picture") from error

__all__ = ["Artist", "Axes", "Draw", "Figure", "area", "drawn", "png", "svg"]


def __dir__() -> list[str]:
    return __all__


Draw = Callable[[Figure], None]
"""What draws a picture on an empty figure."""

_INK = 0.8
_STYLE: dict[str, Any] = {
    "font.family": ["DejaVu Sans"],  # it comes with matplotlib
    "font.size": 9,
    "text.parse_math": False,  # a dollar sign in a label is a dollar sign
    "svg.fonttype": "none",  # text stays text, for screen readers
    "axes.linewidth": _INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "hatch.linewidth": _INK,
    "path.simplify": False,
}
_FAMILIES = "'DejaVu Sans', Verdana, sans-serif"
_GROUP = re.compile(r'<g id="([^"]+)"')
_EVERY = "*{stroke-linejoin"  # a rule that would reach beyond the picture in a page

# matplotlib keeps its settings in one place for all threads: one drawing at a time.
_LOCK = RLock()


@contextmanager
def _settings(salt: str) -> Iterator[None]:
    with _LOCK, style.context({**_STYLE, "svg.hashsalt": salt}, after_reset=True), catch_warnings():
        # A letter that the font lacks is a box in a PNG; in an SVG it is the letter.
        filterwarnings("ignore", message="Glyph .* missing from")
        yield


def _figure(draw: Draw, size: tuple[float, float]) -> Figure:
    figure = Figure(figsize=size, facecolor="white")
    draw(figure)
    return figure


def drawn(draw: Draw, size: tuple[float, float]) -> Figure:
    """The figure of a picture with all that is on it, to look into; `size` is in inches."""
    with _settings(""):
        return _figure(draw, size)


def area(figure: Figure, left: float, top: float, width: float, height: float) -> Axes:
    """An area to draw on, placed in inches from the left and from the top of the figure."""
    across, down = figure.get_size_inches()
    return figure.add_axes((left / across, 1 - (top + height) / down, width / across, height / down))


def svg(draw: Draw, size: tuple[float, float], title: str, told: str) -> str:
    """The picture as SVG, which may stand alone or inside a page: its title and description are for screen readers.

    Several of them may stand in one page: no two different ones use the same id.
    """
    key = sha256(f"{title}\n{told}".encode()).hexdigest()[:12]
    file = StringIO()
    unsaid = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    with _settings(key):
        _figure(draw, size).savefig(file, format="svg", metadata=unsaid)
    _, start, text = file.getvalue().partition("<svg ")
    head, end, body = text.partition(">")
    names = (
        f' class="iepkit-picture" role="img" aria-labelledby="{key}-title {key}-words"'
        f' style="max-width:100%;height:auto"{end}\n'
        f'<title id="{key}-title">{escape(title)}</title>\n<desc id="{key}-words">{escape(told)}</desc>'
    )
    body = _GROUP.sub(r'<g class="\1"', body).replace(_EVERY, f".iepkit-picture {_EVERY}")
    body = body.replace("'DejaVu Sans'", _FAMILIES)
    return start + head + names + "\n".join(line.rstrip() for line in body.splitlines()) + "\n"


def png(draw: Draw, size: tuple[float, float], title: str, told: str, dpi: int) -> bytes:
    """The picture as PNG, with its title and description as text chunks; `dpi` are dots for an inch."""
    file = BytesIO()
    with _settings(""):
        said = {"Title": title, "Description": told, "Software": None}
        _figure(draw, size).savefig(file, format="png", dpi=dpi, metadata=said)
    return file.getvalue()
