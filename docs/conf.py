"""The documentation: Sphinx, MyST and furo; the reference pages are written from the registries at every build."""

from __future__ import annotations

import sys
from importlib.metadata import version as version_of
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

project = "iepkit"
author = "iepkit contributors"
project_copyright = "2026, iepkit contributors"
version = release = version_of("iepkit")

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"iepkit {release}"

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "description"
add_module_names = False

# Names of other projects are not linked, so that a build needs no network; private names have no page.
nitpick_ignore_regex = [("py:.*", r"(?!iepkit\.).*"), ("py:.*", r"iepkit\..*\._\w+")]


def setup(app: Sphinx) -> None:
    """Write the reference before Sphinx looks for its pages."""
    from generate import write_reference

    app.connect("config-inited", lambda *_: write_reference(HERE / "reference"))
