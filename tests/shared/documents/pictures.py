"""Pictures as people hand them in."""

import struct
import zlib

SEAL = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><circle cx="10" cy="10" r="9" fill="#0a5f57"/></svg>'
)


def png(wide: int, high: int, *, says_wide: int | None = None) -> bytes:
    """A grey PNG; its header may lie about the width."""
    head = struct.pack(">IIBBBBB", says_wide or wide, high, 8, 0, 0, 0, 0)
    return _png(head, (b"\0" + b"\x99" * wide) * high)


def _png(head: bytes, rows: bytes) -> bytes:
    body = zlib.compress(rows)
    chunks = ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def bomb() -> bytes:
    """A PNG of some 60 kB, within what is taken, that is 64 MB and more once it is read: 16 bits for each colour."""
    head = struct.pack(">IIBBBBB", 4000, 2000, 16, 6, 0, 0, 0)
    return _png(head, (b"\0" + b"\x99" * 8 * 4000) * 2000)


def slow() -> bytes:
    """An SVG within what is taken that needs minutes: every letter of a long text becomes a shape, a hundred times."""
    text = f"<text>{'WeGO smart ' * 8000}</text>"
    uses = '<use href="#a"/>' * 99
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10"><g id="a">{text}</g>{uses}</svg>'.encode()


INK = png(60, 20)
