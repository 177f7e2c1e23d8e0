"""Whatever staff do with an event or its registrations is said in words in the event's history."""

import ast
import re
from pathlib import Path

from services.registration.web.event_words import DEEDS
from tests.rules.sources import ROOT, python_files

_KIND = re.compile(r"(event|session|registrations?)\.[a-z_]+")


def _calls(module: ast.Module) -> set[str]:
    return {node.func.id for node in ast.walk(module) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}


def _kinds(path: Path) -> set[str]:
    """What a module that writes the trail may write: `record` takes some kinds through a variable."""
    module = ast.parse(path.read_text("utf-8"))
    if not _calls(module) & {"record", "record_all", "Deed"}:
        return set()
    texts = (node.value for node in ast.walk(module) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return {text for text in texts if _KIND.fullmatch(text)}


def test_every_kind_of_deed_has_words_and_no_words_stand_for_none() -> None:
    files = [path for path in python_files() if path.is_relative_to(ROOT / "services" / "registration")]
    assert sorted(set().union(*(_kinds(path) for path in files))) == sorted(DEEDS)
