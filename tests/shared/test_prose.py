"""Plain text of several paragraphs, as it is kept and as pages show it."""

import pytest

from shared.prose import Piece, paragraphs, tidy, unprintable_in


def test_one_empty_line_stands_between_paragraphs_and_no_blank_at_an_end() -> None:
    assert tidy("\r\n One \r\ntwo\t\r\n\r\n \r\n\r\nthree\r\n") == "One\ntwo\n\nthree"
    assert tidy(" \n") == ""


def test_lines_stay_lines() -> None:
    assert paragraphs("One\ntwo\n\nthree") == (((Piece("One"),), (Piece("two"),)), ((Piece("three"),),))
    assert paragraphs("") == ()


@pytest.mark.parametrize(
    ("line", "links"),
    [
        ("See https://city.example/a?b=1&c=2.", ["https://city.example/a?b=1&c=2"]),
        ("(https://city.example/x)", ["https://city.example/x"]),
        ("https://city.example/x_(y) and http://two.example", ["https://city.example/x_(y)", "http://two.example"]),
        ("자세히: https://city.example/안내。", ["https://city.example/%EC%95%88%EB%82%B4"]),
        ("javascript:alert(1) data:text/html,x //city.example", []),
        ("https://bank.example@evil.example/", []),
        ("https:// https://", []),
        ('https://city.example/"onclick="x', ["https://city.example/"]),
        ("<a href=https://city.example>x</a>", ["https://city.example"]),
    ],
)
def test_only_addresses_of_the_web_are_links_and_no_sign_is_lost(line: str, links: list[str]) -> None:
    [[pieces]] = paragraphs(line)
    assert [piece.url for piece in pieces if piece.url] == links
    assert "".join(piece.words for piece in pieces) == line


def test_what_cannot_be_printed_is_named_in_whatever_line() -> None:
    assert unprintable_in("a\tb\nc") is None
    assert unprintable_in("a\nb\u202ec") == "direction override U+202E"
