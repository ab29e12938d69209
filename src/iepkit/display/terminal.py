"""The terminal: colors and a progress bar where there is one to see them, by way of rich (extra `cli`).

Without rich, and where output goes to a file or another program, text is written as it is.
Whether colors are wanted at all (`NO_COLOR`) is left to rich.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TextIO, TypeVar

__all__ = ["watched", "writer"]


def __dir__() -> list[str]:
    return __all__


T = TypeVar("T")

_STYLES = {
    r"(?P<bad>\b(OVERDUE|VIOLATIONS)\b|\boverdue( by \d+ days?)?\b|\b\d+ other violations?\b)": "bold red",
    r"(?P<behind>^ {4}(BEHIND|DIFFERENT|CONTRADICTS)\b)": "bold red",
    r"(?P<late>\bDONE LATE OR TOO EARLY\b|\blate by \d+ days?\b|\bCONFLICTS\b)": "red",
    r"(?P<soon>\bDUE (WITHIN \d+ DAYS|LATER)\b|\bdue within \d+ days\b)": "yellow",
    r"(?P<unknown>\b(UNKNOWN|NOTES)\b|\bunknown\b|^ {4}cannot tell\b)": "cyan",
    r"(?P<law>^ +[A-Z]{2}\d{3} .*\n( {8}.*\n)*)": "dim",
}


def writer(stream: TextIO) -> Callable[[str], object]:
    """What writes text to a stream: in colors where it is a terminal and rich is installed, else as it is.

    >>> import sys
    >>> _ = writer(sys.stdout)("plain")
    plain
    """
    if not stream.isatty():
        return stream.write
    try:
        from rich.console import Console
        from rich.text import Text
    except ImportError:
        return stream.write
    console = Console(file=stream)

    def write(text: str) -> None:
        painted = Text(text)
        for pattern, style in _STYLES.items():
            painted.highlight_regex(f"(?m){pattern}", style)
        console.print(painted, end="", soft_wrap=True)

    return write


def watched(items: Iterable[T], words: str, stream: TextIO) -> Iterator[T]:
    """The items, with a count of them on a terminal while they are worked through; it vanishes when they are done.

    >>> import sys
    >>> list(watched([1, 2], "reviewing", sys.stdout))
    [1, 2]
    """
    if not stream.isatty():
        yield from items
        return
    try:
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
    except ImportError:
        yield from items
        return
    shown = (SpinnerColumn(), TextColumn("{task.description} {task.completed}"), TimeElapsedColumn())
    with Progress(*shown, console=Console(file=stream), transient=True, redirect_stdout=False) as progress:
        task = progress.add_task(words, total=None)
        for item in items:
            yield item
            progress.advance(task)
