"""The code of a template is kept for the next process, and for no other template, maker or version."""

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from shared.web.template_code import TemplateCode


@pytest.fixture
def maker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    (tmp_path / "__pycache__").mkdir()
    file = tmp_path / "maker.py"
    file.write_text("# how templates are made")
    return file


def rendered(maker: Path, source: str) -> str:
    """In a process that begins."""
    jinja = Environment(loader=DictLoader({"page": source}), autoescape=True, bytecode_cache=TemplateCode(maker))
    return jinja.get_template("page").render()


def kept(maker: Path) -> list[Path]:
    return sorted((maker.parent / "__pycache__").iterdir())


def test_the_next_process_takes_what_this_one_made(maker: Path) -> None:
    assert rendered(maker, "one") == "one"
    (one,) = kept(maker)
    one.write_bytes(one.read_bytes().replace(b"one", b"two"))
    assert rendered(maker, "one") == "two", "it was not compiled again"


def test_what_another_template_or_another_maker_made_is_not_taken(maker: Path) -> None:
    assert [rendered(maker, "one"), rendered(maker, "three")] == ["one", "three"]
    maker.write_text("# how they are made now")
    assert rendered(maker, "three") == "three"
    assert len(kept(maker)) == 2


@pytest.mark.parametrize("broken", [b"", b"half of what was wri"])
def test_what_cannot_be_read_is_made_again(maker: Path, broken: bytes) -> None:
    rendered(maker, "one")
    kept(maker)[0].write_bytes(broken)
    assert rendered(maker, "one") == "one"


def test_where_nothing_can_be_written_every_process_makes_its_own(maker: Path) -> None:
    (maker.parent / "__pycache__").rmdir()
    assert [rendered(maker, "one"), rendered(maker, "one")] == ["one", "one"]
