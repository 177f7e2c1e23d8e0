"""The code on the wall: it changes every 30 seconds by the server's clock and is good for one more window.

HMAC-SHA256 over the session and the number of the window (as RFC 6238 has it for time), cut to six characters of an
alphabet in which no two look alike.
"""

import hashlib
import hmac
from datetime import datetime
from uuid import UUID

SECONDS = 30
LENGTH = 6
TRIES = 5
# Without 0 O, 1 I L, 2 Z, 5 S, 8 B, U V.
ALPHABET = "34679ACDEFGHJKMNPQRTWXY"


def window(now: datetime) -> int:
    """The number of the window of 30 seconds."""
    return int(now.timestamp()) // SECONDS


def milliseconds_left(now: datetime) -> int:
    """Until the code changes."""
    return SECONDS * 1000 - int(now.timestamp() * 1000) % (SECONDS * 1000)


def code(key: bytes, session: UUID, number: int) -> str:
    """The code of a session in a window."""
    value = int.from_bytes(hmac.digest(key, session.bytes + number.to_bytes(8), hashlib.sha256)[:16])
    signs = []
    for _ in range(LENGTH):
        value, place = divmod(value, len(ALPHABET))
        signs.append(ALPHABET[place])
    return "".join(signs)


def is_good(key: bytes, session: UUID, typed: str, now: datetime) -> bool:
    """What was typed is the code of this window or the one before; spaces, dashes and case do not matter."""
    given = "".join(sign for sign in typed.upper() if sign.isalnum()).encode()
    current = window(now)
    return any(hmac.compare_digest(code(key, session, number).encode(), given) for number in (current, current - 1))
