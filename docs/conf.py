"""Sphinx: MyST pages, Furo, the API from docstrings; warnings are errors (see dev.py)."""

from kroniek import __version__

project = "Kroniek"
author = "The Kroniek founders"
release = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
html_theme = "furo"
html_title = "Kroniek"
exclude_patterns = ["_build"]
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True}
