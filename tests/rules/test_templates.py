"""Every template compiles, pages and mail alike: a broken one is found here and not by its first reader."""

import re

import pytest
from jinja2 import Environment, FileSystemLoader

from shared.i18n import LANGUAGES
from shared.web.pages import Pages
from tests.rules.sources import ROOT

FOLDERS = sorted(path for path in (ROOT / "services").rglob("templates") if path.is_dir())


def test_there_are_templates() -> None:
    assert len(FOLDERS) >= 3


@pytest.mark.parametrize("folder", [path for path in FOLDERS if path.parent.name == "web"], ids=str)
def test_pages_compile(folder: object) -> None:
    pages = Pages([folder])  # type: ignore[list-item]  # parametrize knows no types
    assert set(pages.names) > {"layout.html", "error.html"}
    for language in LANGUAGES:
        for name in pages.names:
            pages.template(language, name)


@pytest.mark.parametrize("folder", [path for path in FOLDERS if path.parent.name != "web"], ids=str)
def test_others_compile(folder: object) -> None:
    loader = FileSystemLoader(str(folder))
    environment = Environment(loader=loader, extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True)
    for name in loader.list_templates():
        environment.get_template(name)


def test_no_word_that_joins_stands_alone() -> None:
    """In other languages the word before a date depends on the date, or comes after it: sentences have a hole."""
    joining = re.compile(r'_\("(at|by|for|from|in|of|on|since|to|until|with)"\)')
    bare = [
        f"{path.name}: {found[1]}"
        for folder in FOLDERS
        for path in sorted(folder.rglob("*.html"))
        for found in joining.finditer(path.read_text("utf-8"))
    ]
    assert bare == []
