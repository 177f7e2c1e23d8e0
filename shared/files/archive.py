"""Many files as one ZIP archive, sent while it is made: memory does not grow with it."""

import io
import zipfile
from collections.abc import AsyncIterator
from datetime import datetime

MEDIA_TYPE = "application/zip"


async def archive_of(files: AsyncIterator[tuple[str, bytes]], at: datetime) -> AsyncIterator[bytes]:
    """`files` are names and contents; names may be of any script (UTF-8, APPNOTE appendix D). They are not compressed:
    PDFs are already. `at` is the time that each bears.
    """
    out = _Pieces()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        async for name, content in files:
            info = zipfile.ZipInfo(name, date_time=(at.year, at.month, at.day, at.hour, at.minute, at.second))
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
            yield out.take()
    yield out.take()


class _Pieces(io.RawIOBase):
    """Takes what is written and gives it away. It cannot seek: sizes follow their contents (APPNOTE 4.4.4, bit 3)."""

    def __init__(self) -> None:
        super().__init__()
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, piece: object) -> int:
        content = bytes(piece)  # type: ignore[call-overload]  # whatever has a buffer
        self._held += content
        return len(content)

    def take(self) -> bytes:
        held = bytes(self._held)
        self._held.clear()
        return held
