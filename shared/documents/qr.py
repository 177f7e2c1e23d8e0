"""QR codes (ISO/IEC 18004) as the templates draw them: vectors."""

import re
from functools import lru_cache

import msgspec
import segno

_MASK = 3
_DARK = re.compile("1+")


class Code(msgspec.Struct, frozen=True):
    """`size` modules a side, without the light ones around; `path` is the SVG path of the dark ones, to be stroked.

    Its lines are in whole numbers, half a module above the middle, which a template adds: so they are written faster.
    """

    size: int
    path: str


def drawn(text: str) -> Code:
    """The code of an address, in error correction M.

    The mask is given: choosing the best of eight takes eight times as long, and every mask can be read (7.8.2).
    """
    size, bits = _modules(text)
    rows = f"{bits:0{size * size}b}"
    return Code(size, "".join(_runs(y, rows[y * size : (y + 1) * size]) for y in range(size)))


def _runs(y: int, row: str) -> str:
    """A row's dark runs, each a line through its modules: a quarter of what rectangles would take."""
    return "".join(f"M{run.start()} {y}h{run.end() - run.start()}" for run in _DARK.finditer(row))


_first: dict[int, str] = {}


def _modules(text: str) -> tuple[int, int]:
    """Modules a side, and all modules, row after row, as the digits of one number.

    Reed-Solomon codes and masks are linear: in texts of one length, a bit of the text always turns the same modules
    (7.5, 7.8). So the code of a text is that of another one with some modules turned, which takes a tenth of the time.
    """
    if not text.isascii():
        return _coded(text)
    first = _first.setdefault(len(text), text)
    size, bits = _coded(first)
    for place, (own, other) in enumerate(zip(text, first, strict=True)):
        changed = ord(own) ^ ord(other)
        while changed:
            bit = changed & -changed
            bits ^= _turned(first, place, bit)
            changed ^= bit
    return size, bits


@lru_cache(maxsize=10_000)
def _turned(text: str, place: int, bit: int) -> int:
    """The modules that this bit of the letter at `place` turns."""
    other = text[:place] + chr(ord(text[place]) ^ bit) + text[place + 1 :]
    return _coded(text)[1] ^ _coded.__wrapped__(other)[1]


@lru_cache(maxsize=100)
def _coded(text: str) -> tuple[int, int]:
    code = segno.make(text, error="m", mode="byte", micro=False, boost_error=False, mask=_MASK)
    return len(code.matrix), int("".join(row.translate(_DIGITS).decode() for row in code.matrix), 2)


_DIGITS = bytes.maketrans(b"\0\1", b"01")
