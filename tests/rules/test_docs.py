"""What the documents name is there: pages, files, commands, settings, modules and targets of make."""

import importlib.util
import re
import subprocess
from pathlib import Path

from deploy.cli import COMMANDS
from tests.rules.sources import ROOT, python_files

_FILE = re.compile(r"`((?:services|shared|deploy|tests|docs)/[\w./*-]+)`")
_LINK = re.compile(r"\]\((?!\w+:)([^)#]+)")
_SETTING = re.compile(r"\bWEGO_[A-Z_]+[A-Z]\b")
_MADE_UP = {"WEGO_TEST_POSTGRES"}  # of the tests alone


def documents() -> dict[Path, str]:
    told = subprocess.run(["git", "ls-files", "*.md"], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    return {ROOT / name: (ROOT / name).read_text("utf-8") for name in told.split()}


def in_documents(pattern: re.Pattern[str]) -> set[tuple[Path, str]]:
    return {(path, found) for path, text in documents().items() for found in pattern.findall(text)}


def test_every_link_leads_somewhere() -> None:
    assert {str(target) for path, target in in_documents(_LINK) if not (path.parent / target).exists()} == set()


def test_every_file_that_is_named_is_there() -> None:
    named = {re.sub(r"[A-Z]{4,}", "*", name) for _, name in in_documents(_FILE)}  # NAME stands for any
    assert {name for name in named if not any(ROOT.glob(name.rstrip("/")))} == set()


def test_every_document_is_found_from_the_first_page() -> None:
    first = (ROOT / "README.md").read_text("utf-8")
    pages = {path.name for path in documents() if path.parent == ROOT / "docs"}
    assert {name for name in pages if f"docs/{name}" not in first} == set()


def test_commands_and_modules_are_there() -> None:
    assert {name for _, name in in_documents(re.compile(r"`(?:\.venv/bin/)?wego ([a-z]+)"))} - set(COMMANDS) == set()
    modules = {name for _, name in in_documents(re.compile(r"python -m ([\w.]+)"))}
    assert {name for name in modules if importlib.util.find_spec(name) is None} == set()
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {name for _, name in in_documents(re.compile(r"`make ([a-z]+)"))} - targets == set()


def test_every_setting_stands_in_the_table_and_every_line_of_the_table_is_read() -> None:
    read = {name for path in python_files() for name in re.findall(r'"(WEGO_[A-Z_]+)"', path.read_text("utf-8"))}
    table = (ROOT / "docs/operate.md").read_text("utf-8").partition("## Settings")[2]
    told = set(re.findall(r"^\| `(WEGO_[A-Z_]+)`", table, re.MULTILINE))
    own = {"WEGO_DATABASE_URL_REGISTRATION"}  # its name is put together from the service's
    assert (told - read - own, read - told) == (set(), set())
    assert {name for _, name in in_documents(_SETTING)} - told - _MADE_UP == set()
