"""Colors that people with any color vision can tell apart; no color says a thing alone."""

from __future__ import annotations

__all__ = ["BLACK", "BLUE", "GREEN", "GREY", "PALE", "SKY", "VERMILLION"]


def __dir__() -> list[str]:
    return __all__


# Okabe and Ito, Color Universal Design (2002, 2008), https://jfly.uni-koeln.de/color/: of their eight colors, those
# that stand out from white paper at 3 to 1 or more (WCAG 2.2, 1.4.11). What is light only fills a frame or is a grid.
BLACK = "#000000"
GREEN = "#009E73"
BLUE = "#0072B2"
VERMILLION = "#D55E00"
SKY = "#56B4E9"
GREY = "#595959"
PALE = "#C8C8C8"
