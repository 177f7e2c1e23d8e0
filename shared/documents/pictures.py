"""Pictures that people hand in for their documents: logos and signatures."""

import base64
import struct
from functools import lru_cache

from shared.documents.svg import check_svg
from shared.errors import Invalid, Problem, TooLarge
from shared.files.kinds import SAMPLE, FileType, file_type
from shared.i18n.mark import mark

LARGEST = 1_000_000
LONGEST_SIDE = 4000
MOST_PIXELS = 8_000_000
NO_PICTURE = mark("This is not a PNG, JPEG or SVG picture.")
TOO_LARGE = mark("The picture is too large: up to %(most)d kB.")
TOO_MANY = mark("The picture has too many pixels: up to %(side)d a side, and %(pixels)d million. Save it smaller.")
NOT_READ = mark("This picture cannot be read. Save it again as PNG.")
_WRAP = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}"><image width="{0}" height="{1}" href="{2}"/></svg>'
)


@lru_cache(maxsize=16)
def as_svg(content: bytes) -> bytes:
    """The picture as the templates take it: an SVG, around a PNG or JPEG where it is one.

    Raises Invalid (field `picture`) for anything else, and for an SVG that asks for what is outside it.
    """
    if len(content) > LARGEST:
        raise TooLarge([Problem("picture", TOO_LARGE, {"most": LARGEST // 1000})])
    kind = file_type(content[:SAMPLE], content[-SAMPLE:])
    if kind in {FileType.PNG, FileType.JPEG}:
        wide, high = _size_of_png(content) if kind == FileType.PNG else _size_of_jpeg(content)
        if not (wide > 0 and high > 0):
            raise Invalid([Problem("picture", NOT_READ)])
        if max(wide, high) > LONGEST_SIDE or wide * high > MOST_PIXELS:
            raise Invalid([Problem("picture", TOO_MANY, {"side": LONGEST_SIDE, "pixels": MOST_PIXELS // 1_000_000})])
        return _WRAP.format(wide, high, f"data:{kind};base64,{base64.b64encode(content).decode()}").encode()
    if b"<svg" not in content[:SAMPLE]:
        raise Invalid([Problem("picture", NO_PICTURE)])
    check_svg(content)
    return content


def _size_of_png(content: bytes) -> tuple[int, int]:
    """Width and height of its header (PNG, 11.2.1); zero where there is none."""
    if len(content) < 24 or content[12:16] != b"IHDR":
        return 0, 0
    wide, high = struct.unpack(">II", content[16:24])
    return wide, high


def _size_of_jpeg(content: bytes) -> tuple[int, int]:
    """Width and height of its frame (ITU T.81, B.2.2); zero where there is none."""
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], struct.unpack(">H", content[at + 2 : at + 4])[0]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            high, wide = struct.unpack(">HH", content[at + 5 : at + 9])
            return wide, high
        at += 2 + length
    return 0, 0
