"""What may stand in a line of text."""

import unicodedata

import pytest

from shared.text import unprintable

_DIRECTION = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def test_every_character_that_has_no_place_is_found_and_no_other() -> None:
    """The whole of Unicode, each alone: what is quick for most texts must not let one of them pass."""
    refused = {"Cc", "Cs", "Zl", "Zp"}
    characters = [chr(code) for code in range(0x110000)]
    wrong = [char for char in characters if unicodedata.category(char) in refused or char in _DIRECTION]
    assert [char for char in characters if unprintable(char)] == wrong


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Kim Min-su, 김민수, محمد, 東京", None),
        ("می\u200cخواهم 👩\u200d🔧 co\u00adop", None),
        ("Kim\u0007", "control character U+0007"),
        ("Kim\u202eusnim", "direction override U+202E"),
        ("東京\u2028", "line break U+2028"),
    ],
)
def test_it_is_named(text: str, what: str | None) -> None:
    assert unprintable(text) == what
