"""Every page and every part of the API is served: a handler is in the HANDLERS of the module that makes it."""

import importlib
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from litestar.di import Dependency
from litestar.handlers import BaseRouteHandler
from litestar.params import KwargDefinition

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


def test_nothing_from_an_address_bears_the_name_of_a_dependency() -> None:
    """Litestar would give the dependency without a word: `?sent=now` once asked who answered a survey to sign in."""
    given, sent = set[tuple[str, str]](), set[tuple[str, str]]()
    for path in python_files():
        service, room = (*path.relative_to(ROOT).parts[1:3], "")[:2]
        if room not in {"api", "web"}:
            continue
        for each in vars(importlib.import_module(_module(name(path)))).values():
            if isinstance(each, BaseRouteHandler):
                for word, hint in get_type_hints(each.fn, include_extras=True).items():
                    given |= {(service, word) for extra in get_args(hint)[1:] if isinstance(extra, Dependency)}
                    sent |= {(service, word) for extra in get_args(hint)[1:] if isinstance(extra, KwargDefinition)}
    assert ("training", "json_sent") in given
    assert given & sent == set()
