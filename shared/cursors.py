"""Cursors of lists: where a list goes on, as one URL-safe word that means something to its list only."""

import base64
import binascii
from typing import TypeVar

import msgspec

from shared.errors import Invalid, Problem
from shared.i18n.mark import mark

T = TypeVar("T", bound=msgspec.Struct)

LONGEST = 100
_CURSOR = mark("Give the cursor as the list before gave it in next")
_LIMIT = mark("Write a number from 1 to %(longest)d")


def write_cursor(place: msgspec.Struct) -> str:
    """The last line seen, as base64url of JSON without padding."""
    return base64.urlsafe_b64encode(msgspec.json.encode(place)).rstrip(b"=").decode()


def read_cursor(text: str, kind: type[T]) -> T | None:
    """The place, None for an empty text. Raises Invalid for anything `write_cursor` did not make."""
    if not text:
        return None
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        return msgspec.json.decode(raw, type=kind)
    except (binascii.Error, ValueError, msgspec.MsgspecError) as error:
        raise Invalid([Problem("cursor", _CURSOR)]) from error


def read_limit(text: str) -> int:
    """From 1 to 100, 50 where none is given. Raises Invalid."""
    if not text:
        return 50
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= LONGEST:
        raise Invalid([Problem("limit", _LIMIT, {"longest": LONGEST})])
    return int(text)
