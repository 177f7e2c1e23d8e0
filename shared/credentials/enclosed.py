"""A credential out of the file that somebody hands over: JSON as it is, or what is attached to a PDF.

The file is not trusted: what is read of it is bounded in bytes, depth and number, and time grows with its length only.
"""

import json
import re
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import Any

LARGEST = 5_000_000
"""Bytes of a file that is looked at."""
_CREDENTIAL = 200_000
_ATTACHMENTS = 10
_PDF = b"%PDF-"
# A ZIP, one that is empty, one of several volumes; a tar (POSIX.1, ustar). What they hold may stand in them as it is.
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_TAR, _TAR_AT = b"ustar", 257
# A stream and its dictionary stand in plain sight (ISO 32000-1, 7.5.7: none is inside another), within so many bytes.
_EMBEDDED = re.compile(rb"/EmbeddedFile(?![A-Za-z])")
_AROUND = 500
_LENGTH = re.compile(rb"/Length\s+(\d{1,7})\s*[/>]")


class TooLarge(Exception):
    """More than LARGEST bytes."""


def is_pdf(content: bytes) -> bool:
    """It has pages around what is attached; no signature covers them."""
    return _PDF in content[:1024]


def is_archive(content: bytes) -> bool:
    """It may hold many files: none of them speaks for all."""
    return content.startswith(_ZIPS) or content.startswith(_TAR, _TAR_AT)


def credential_in(content: bytes) -> dict[str, Any] | None:
    """The first credential that it holds, whoever signed it; None where it holds none. Raises TooLarge."""
    if len(content) > LARGEST:
        raise TooLarge
    if not is_pdf(content):
        return _credential(content)
    return next((found for each in _attached(content) if (found := _credential(each)) is not None), None)


def _attached(pdf: bytes) -> Iterator[bytes]:
    for dictionary, begin in islice(_streams(pdf), _ATTACHMENTS):
        if b"/FlateDecode" in dictionary:
            try:
                yield zlib.decompressobj().decompress(pdf[begin:], _CREDENTIAL + 1)
            except zlib.error:
                continue
        elif (length := _LENGTH.search(dictionary)) and b"/Filter" not in dictionary:
            yield pdf[begin : begin + int(length[1])]


def _streams(pdf: bytes) -> Iterator[tuple[bytes, int]]:
    """The dictionary of each embedded file, and where its bytes begin."""
    for found in _EMBEDDED.finditer(pdf):
        first = pdf.rfind(b"obj", max(0, found.start() - _AROUND), found.start())
        last = pdf.find(b"stream", found.end(), found.end() + _AROUND)
        if first >= 0 and last >= 0 and (line := pdf[last + 6 : last + 8])[:1] in (b"\r", b"\n"):
            yield pdf[first:last], last + 6 + (2 if line == b"\r\n" else 1)


def _credential(content: bytes) -> dict[str, Any] | None:
    if len(content) > _CREDENTIAL:
        return None
    try:
        found = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_refused)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and "@context" in found else None


def _once(members: list[tuple[str, Any]]) -> dict[str, Any]:
    """Which of two members of one name counts is left to each reader (RFC 8259, section 4): so there are no two."""
    found = dict(members)
    if len(found) < len(members):
        raise ValueError("a member stands twice")
    return found


def _refused(constant: str) -> None:
    raise ValueError(constant)
