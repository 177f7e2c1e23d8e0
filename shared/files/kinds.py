"""What a file is, by its content. Names and the browser's word count for nothing."""

from enum import StrEnum


class FileType(StrEnum):
    """The value is the media type."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    WEBP = "image/webp"


SUFFIXES: dict[FileType, str] = {
    FileType.PDF: ".pdf",
    FileType.PNG: ".png",
    FileType.JPEG: ".jpg",
    FileType.WEBP: ".webp",
}
SAMPLE = 2048
"""How many bytes of either end tell the type."""


def file_type(head: bytes, tail: bytes) -> FileType | None:
    """From the first and the last `SAMPLE` bytes; None for anything we do not take.

    A PDF begins with its mark (ISO 32000 allows signs before it; then it could be read as something else, such as HTML)
    and ends with its own.
    """
    if head.startswith(b"%PDF-1.") or head.startswith(b"%PDF-2."):
        return FileType.PDF if b"%%EOF" in tail else None
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileType.PNG if b"IEND" in tail[-16:] else None
    if head.startswith(b"\xff\xd8\xff"):
        return FileType.JPEG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return FileType.WEBP
    return None
