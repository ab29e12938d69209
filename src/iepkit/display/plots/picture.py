"""A picture: what is drawn, with its description in words, as SVG and PNG."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from pathlib import Path

import attrs

from iepkit.display.plots._canvas import Draw, Figure, drawn, png, svg
from iepkit.errors import UnknownName

__all__ = ["Picture"]


def __dir__() -> list[str]:
    return __all__


_DPI = 200
_ENDS = (".png", ".svg")


@attrs.frozen
class Picture:
    """A picture for paper, a page or a notebook, with the same in words in `alt`, for those who do not see it.

    `kind` says what it is a picture of; `size` is its width and height in inches, so that it fits on letter paper.
    The same values give the same bytes, with one version of matplotlib and of its fonts. Title, description and labels
    are not shown in `repr`, since the caller may have put a name there.

    >>> Picture("note", "A note", "A line of words.", (2, 1), lambda figure: None).alt
    'A line of words.'
    """

    kind: str
    title: str = attrs.field(repr=False)
    alt: str = attrs.field(repr=False)
    size: tuple[float, float]
    draw: Draw = attrs.field(repr=False, eq=False)

    @property
    def figure(self) -> Figure:
        """A new matplotlib figure with the picture on it, for those who want to draw on."""
        return drawn(self.draw, self.size)

    def svg(self) -> str:
        """The picture as SVG text, with `title` and `alt` as its title and description; its words stay text."""
        return svg(self.draw, self.size, self.title, self.alt)

    def png(self, dpi: int = _DPI) -> bytes:
        """The picture as a PNG file with so many dots for an inch; `title` and `alt` are in its metadata."""
        return png(self.draw, self.size, self.title, self.alt, dpi)

    def save(self, path: str | Path, *, dpi: int = _DPI) -> Path:
        """The path of the file to which the picture was written: SVG or PNG, as the path ends.

        Raises `UnknownName` for any other ending, and `OSError` where the file cannot be written.
        """
        file = Path(path)
        end = file.suffix.lower()
        if end not in _ENDS:
            raise UnknownName("ending of a picture file", end, _ENDS)
        file.write_bytes(self.svg().encode() if end == ".svg" else self.png(dpi))
        return file

    def _repr_svg_(self) -> str:
        return self.svg()

    def _repr_html_(self) -> str:
        """As an image, so that nothing of it meets the rest of the page; its description is the image's."""
        data = b64encode(self.svg().encode()).decode()
        across = round(self.size[0] * 96)
        return (
            f'<img alt="{escape(self.alt)}" title="{escape(self.title)}" width="{across}" style="max-width:100%"'
            f' src="data:image/svg+xml;base64,{data}">'
        )
