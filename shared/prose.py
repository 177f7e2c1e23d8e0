"""Plain text of several paragraphs: how it is kept, and how a page shows it. Only addresses of the web become links."""

import re
import unicodedata
from functools import lru_cache

import msgspec

from shared.text import unprintable
from shared.web_address import encoded, is_web_address

_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_AFTER_IT = ".,;:!?'*_…。、，；：！？」』）》"
"""Signs that end the sentence around an address rather than the address."""


class Piece(msgspec.Struct, frozen=True):
    """Words of a line; `url` is "" where they are no link."""

    words: str
    url: str = ""


Line = tuple[Piece, ...]


def tidy(text: str) -> str:
    """As it is kept: NFC, no blanks at the ends of lines, one empty line between paragraphs."""
    lines = [line.rstrip() for line in unicodedata.normalize("NFC", text).replace("\t", " ").splitlines()]
    return "\n".join(line for number, line in enumerate(lines) if line or (number and lines[number - 1])).strip()


def unprintable_in(text: str) -> str | None:
    """What has no place in a line of it (shared/text.py), or None. A tab is a blank."""
    return next((what for line in text.replace("\t", " ").splitlines() if (what := unprintable(line))), None)


@lru_cache(maxsize=64)
def paragraphs(text: str) -> tuple[tuple[Line, ...], ...]:
    """Of a text as `tidy` leaves it: paragraphs, their lines, and what of a line is a link.

    Remembered, for a page is read more often than its text is written.
    """
    return tuple(tuple(_line(line) for line in part.split("\n")) for part in text.split("\n\n")) if text else ()


def _line(line: str) -> Line:
    found: list[Piece] = []
    at = 0
    for match in _ADDRESS.finditer(line):
        address = _without_end(match[0])
        if not is_web_address(address):
            continue
        if line[at : match.start()]:
            found.append(Piece(line[at : match.start()]))
        found.append(Piece(address, encoded(address)))
        at = match.start() + len(address)
    return (*found, Piece(line[at:])) if line[at:] or not found else tuple(found)


def _without_end(address: str) -> str:
    """Without what ends the sentence; a closing bracket stays where it was opened in the address."""
    while True:
        last = address[-1:]
        lone = any(last == end and address.count(end) > address.count(begin) for begin, end in ("()", "[]"))
        if not lone and last not in _AFTER_IT:
            return address
        address = address[:-1]
