"""Every page and every part of the API is served: a handler is in the HANDLERS of the module that makes it."""

import importlib
from pathlib import Path

import pytest
from litestar.handlers import BaseRouteHandler

from shared.web.handlers import handlers_of
from tests.rules.sources import ROOT, name, python_files


def _module(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def test_handlers_stand_in_the_handlers_of_their_module() -> None:
    forgotten = []
    for path in python_files():
        module = _module(name(path))
        if not {"api", "web"} & set(path.relative_to(ROOT).parts) or module.startswith("shared"):
            continue
        loaded = importlib.import_module(module)
        listed = getattr(loaded, "HANDLERS", ())
        made = [each for each in vars(loaded).values() if isinstance(each, BaseRouteHandler)]
        forgotten += [each for each in made if each.fn.__module__ == module and each not in listed]
    assert [f"{each.fn.__module__}.{each.fn.__name__}" for each in forgotten] == []


def test_a_room_is_served_whole_its_subpackages_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = tmp_path / "a_room"
    (room / "surveys").mkdir(parents=True)
    for file, text in {
        "__init__.py": "",
        "words.py": "",
        "board.py": "HANDLERS = ('board',)",
        "surveys/__init__.py": "",
        "surveys/results.py": "HANDLERS = ('results', 'file')",
    }.items():
        (room / file).write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    assert list[object](handlers_of(importlib.import_module("a_room"))) == ["board", "results", "file"]
