"""The Redis client, loaded without what nobody here uses.

It loads PyJWT, for tokens of one cloud, and that loads the whole of cryptography where it is installed: 3 MiB that each
process has to itself, 6 MiB more, and 70 ms of its start. So PyJWT is loaded here, and finds none.
"""

import sys


def _load_jwt_alone() -> None:
    if "jwt" in sys.modules or "cryptography" in sys.modules:
        return
    sys.modules["cryptography"] = None  # type: ignore[assignment]  # what Python takes for: there is none
    try:
        import jwt  # noqa: F401, PLC0415
    finally:
        del sys.modules["cryptography"]


_load_jwt_alone()

from redis.asyncio import Redis  # noqa: E402
from redis.exceptions import RedisError  # noqa: E402

__all__ = ["Redis", "RedisError"]
