"""Write the reference pages from the package itself, so that they cannot fall behind it.

Run by Sphinx at every build (see `conf.py`), or by hand: `python docs/generate.py FOLDER`.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import shutil
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from types import ModuleType

import attrs
from contents_covering import content_pages
from covering import coverage_pages
from lawbook import law_pages
from markup import Page, contents, plain, toctree
from rulebook import clock_pages, rule_pages

import iepkit
from iepkit import vocabulary

__all__ = ["reference", "write_reference"]


def vocabulary_pages() -> Iterator[Page]:
    """One page with every closed list and its words."""
    parts = ["# The words", "What a record may say. The words are written in JSON as they stand here."]
    for name in vocabulary.__all__:
        words: type[StrEnum] = getattr(vocabulary, name)
        parts += [f"## {name}", plain(inspect.getdoc(words)), "\n".join(f"- `{word.value}`" for word in words)]
    yield "vocabulary", "\n\n".join(parts) + "\n"


def public_modules() -> list[ModuleType]:
    """Every module that offers something to import, in alphabetical order; the command line is for the terminal."""
    found = [info.name.split(".") for info in pkgutil.walk_packages(iepkit.__path__, "iepkit.")]
    names = [".".join(parts) for parts in found if "cli" not in parts and not any(p.startswith("_") for p in parts)]
    return [importlib.import_module(name) for name in sorted(names)]


def at_home(module: ModuleType) -> dict[str, object]:
    """What the module offers and does not merely pass on, by name; a package offers its constants with their module."""
    offered = {name: getattr(module, name) for name in module.__all__}
    return {
        name: thing
        for name, thing in offered.items()
        if getattr(thing, "__module__", None) == module.__name__
        or not (is_described(thing) or hasattr(module, "__path__"))
    }


def is_described(thing: object) -> bool:
    """Whether the thing carries a docstring of its own: a function or a class, not a constant."""
    return inspect.isroutine(thing) or inspect.isclass(thing)


def directive(name: str, thing: object) -> str:
    """How Sphinx is asked to describe one thing, by its full name."""
    if inspect.isclass(thing):
        fields = "" if attrs.has(thing) else "\n   :undoc-members:"  # the fields are in the signature
        return f".. autoclass:: {name}\n   :members:{fields}"
    if inspect.isroutine(thing):
        return f".. autofunction:: {name}"
    module, _, own = name.rpartition(".")
    return f".. py:data:: {own}\n   :module: {module}"


def api_pages() -> list[Page]:
    """One page per module: what it offers."""
    pages = []
    for module in public_modules():
        if things := at_home(module):
            described = "\n\n".join(directive(f"{module.__name__}.{name}", thing) for name, thing in things.items())
            text = f"# {module.__name__}\n\n{inspect.getdoc(module)}\n\n```{{eval-rst}}\n{described}\n```\n"
            pages.append((f"api/{module.__name__}", text))
    names = "\n".join(f"- [`{Path(path).name}`]({Path(path).name}.md)" for path, _ in pages)
    return contents("Modules", f"What each module offers.\n\n{names}", pages, folder="api")


def reference() -> list[Page]:
    """Every page of the reference."""
    covered = [*coverage_pages(), *content_pages()]
    pages = [*clock_pages(), *rule_pages(), *law_pages(), *covered, *vocabulary_pages(), *api_pages()]
    tops = [name for name, _ in pages if "/" not in name or name.endswith("/index")]
    return [("index", f"# Reference\n\nWritten from the package at every build.\n\n{toctree(tops)}\n"), *pages]


def write_reference(folder: Path) -> None:
    """Write the reference into `folder`, which is made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in reference():
        path = folder / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    write_reference(Path(sys.argv[1]))
