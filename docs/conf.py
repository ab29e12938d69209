"""The documentation: Sphinx, MyST and furo; the reference pages are written from the registries at every build."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import iepkit

if TYPE_CHECKING:
    from sphinx.application import Sphinx

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

project = "iepkit"
author = "iepkit contributors"
project_copyright = "2026, iepkit contributors"
version = release = iepkit.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"iepkit {release}"
html_static_path = ["_static"]
html_css_files = ["tables.css"]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
python_maximum_signature_line_length = 88
default_role = "code"  # what docstrings write in backticks
add_module_names = False
toc_object_entries = False  # the side bar, written anew for every page, lists pages; a module's page is short enough

# Other projects are not linked, so that a build needs no network; private names and type variables have no page.
nitpick_ignore_regex = [("py:.*", r"(?!iepkit\.).*"), ("py:.*", r"iepkit\..*\._.+"), ("py:.*", r"iepkit\..*\.[A-Z]")]
suppress_warnings = ["ref.python"]  # a built-in such as `type` is also the name of a field here


def setup(app: Sphinx) -> None:
    """Write the reference before Sphinx looks for its pages."""
    from generate import write_reference

    app.connect("config-inited", lambda *_: write_reference(HERE / "reference"))
