"""Small files in which a State writes down its choices, as TOML or JSON."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from iepkit.errors import InvalidDocument, Problem

__all__ = ["decoded"]


def __dir__() -> list[str]:
    return __all__


def decoded(file: Path, parse_float: Callable[[str], Any] = float) -> Mapping[str, Any]:
    """What the file holds, by names with `_` in place of `-`; `parse_float` reads numbers that are not whole.

    Raises `InvalidDocument` for a file that cannot be read, or holds no table of names and values.
    """
    try:
        text = file.read_bytes().decode("utf-8-sig")
        loads: Callable[..., Any] = json.loads if file.suffix.lower() == ".json" else tomllib.loads
        found = loads(text, parse_float=parse_float)
    except OSError:
        raise InvalidDocument([Problem("$", "this file cannot be read")], where=str(file)) from None
    except ValueError:
        problem = Problem("$", "expected TOML, or JSON in a file that ends in .json")
        raise InvalidDocument([problem], where=str(file)) from None
    if not isinstance(found, dict):
        raise InvalidDocument([Problem("$", "expected a table of names and values")], where=str(file))
    return {key.replace("-", "_"): value for key, value in found.items()}
