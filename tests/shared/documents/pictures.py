"""Pictures as people hand them in."""

import struct
import zlib

SEAL = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><circle cx="10" cy="10" r="9" fill="#0a5f57"/></svg>'
)


def png(wide: int, high: int, *, says_wide: int | None = None) -> bytes:
    """A grey PNG; its header may lie about the width."""
    head = struct.pack(">IIBBBBB", says_wide or wide, high, 8, 0, 0, 0, 0)
    body = zlib.compress((b"\0" + b"\x99" * wide) * high)
    chunks = ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


INK = png(60, 20)
