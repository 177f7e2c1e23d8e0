"""UUIDv7 (RFC 9562 section 5.7): ordered by time, so that indexes grow at their end."""

import secrets
import time
from uuid import UUID

_last = (0, 0)


def uuid7() -> UUID:
    """A new id. Within one process ids rise strictly, also inside one millisecond (section 6.2, method 1)."""
    global _last  # noqa: PLW0603  # the monotonic counter is per process by definition
    milliseconds = time.time_ns() // 1_000_000
    last_ms, counter = _last
    if milliseconds <= last_ms:
        milliseconds, counter = last_ms, counter + 1
        if counter >= 1 << 12:
            milliseconds, counter = last_ms + 1, 0
    else:
        counter = secrets.randbits(11)
    _last = (milliseconds, counter)
    value = (milliseconds & (1 << 48) - 1) << 80 | 0x7 << 76 | counter << 64 | 0b10 << 62 | secrets.randbits(62)
    return UUID(int=value)
