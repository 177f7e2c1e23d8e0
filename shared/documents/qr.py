"""QR codes (ISO/IEC 18004) as the templates draw them: vectors."""

import msgspec
import segno


class Code(msgspec.Struct, frozen=True):
    """`size` modules a side, without the light ones around; `path` is the SVG path of the dark ones, to be stroked."""

    size: int
    path: str


def drawn(text: str) -> Code:
    """The code of an address, in error correction M.

    The mask is given: choosing the best of eight takes eight times as long, and every mask can be read (7.8.2).
    """
    code = segno.make(text, error="m", micro=False, boost_error=False, mask=_MASK)
    return Code(len(code.matrix), "".join(_runs(y, row) for y, row in enumerate(code.matrix)))


_MASK = 3


def _runs(y: int, row: bytearray) -> str:
    """A row's dark runs, each a line through the middle of its modules: a quarter of what rectangles would take."""
    parts, x = [], 0
    while (begin := row.find(1, x)) >= 0:
        x = row.find(0, begin)
        x = len(row) if x < 0 else x
        parts.append(f"M{begin} {y}.5h{x - begin}")
    return "".join(parts)
