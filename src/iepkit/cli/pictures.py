"""Pictures beside the text of a command, into files (extra `plot`)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

import attrs

from iepkit.errors import UnknownName

if TYPE_CHECKING:
    from iepkit.display.plots import Picture

__all__ = ["Album"]


def __dir__() -> list[str]:
    return __all__


_ENDS = (".png", ".svg")


@attrs.define
class Album:
    """The pictures of a command, drawn as the children go by, and written when all of them are known."""

    file: Path
    pictures: list[Picture] = attrs.field(factory=list)

    @classmethod
    def of(cls, file: Path | None) -> Self | None:
        """The album for a file, before anything is drawn; none without a file.

        Raises `UnknownName` for a file that is neither SVG nor PNG, and `MissingExtra` without the extra `plot`.
        """
        if file is None:
            return None
        if file.suffix.lower() not in _ENDS:
            raise UnknownName("ending of --picture", file.suffix, _ENDS)
        import iepkit.display.plots  # noqa: F401 - the extra is asked for before anything is written

        return cls(file)

    def save(self) -> None:
        """Write one picture to the file, or several to files with numbers; raises `OSError`."""
        for number, picture in enumerate(self.pictures, 1):
            several = f"-{number}" if len(self.pictures) > 1 else ""
            picture.save(self.file.with_stem(f"{self.file.stem}{several}"))
