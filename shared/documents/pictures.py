"""Pictures that people hand in for their documents: logos and signatures."""

import re

from shared.errors import Invalid, Problem, TooLarge
from shared.files.kinds import SAMPLE, FileType, file_type
from shared.i18n.mark import mark

LARGEST = 1_000_000
NO_PICTURE = mark("This is not a PNG, JPEG or SVG picture.")
TOO_LARGE = mark("The picture is too large: up to %(most)d kB.")
# An SVG with any of these could ask for something outside itself, or is made to grow when it is read.
_REFUSED = re.compile(rb"<!ENTITY|<!DOCTYPE|<script|<foreignObject|<style[^>]*>[^<]*@import", re.IGNORECASE)
_KINDS = {FileType.PNG: "png", FileType.JPEG: "jpg"}


def kind_of(content: bytes) -> str:
    """ "png", "jpg" or "svg", by content. Raises Invalid (field `picture`) for anything else."""
    if len(content) > LARGEST:
        raise TooLarge([Problem("picture", TOO_LARGE, {"most": LARGEST // 1000})])
    kind = _KINDS.get(file_type(content[:SAMPLE], content[-SAMPLE:]) or FileType.PDF)
    if kind is None and content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"<svg" in content[:SAMPLE]:
        kind = None if _REFUSED.search(content) else "svg"
    if kind is None:
        raise Invalid([Problem("picture", NO_PICTURE)])
    return kind
