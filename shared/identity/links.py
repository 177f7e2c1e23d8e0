"""Signed, revocable personal links. Nothing secret is stored: a token can be made again to mail it once more.

Token: base64url(uuid ‖ version ‖ HMAC-SHA256(key, purpose ‖ uuid ‖ version) cut to 128 bits, RFC 2104 section 5).
It is revoked by raising the version kept in the row it names.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from functools import cache
from uuid import UUID

from shared.errors import NotFound
from shared.i18n.mark import mark

_TAG = 16
_BODY = 18
_NOT_OURS = mark("This link is not complete or no longer valid. Open it from your newest mail again.")


class Links:
    """Makes and reads tokens. Each purpose has a key of its own, so a token is good for its purpose only."""

    def __init__(self, secret_key: bytes) -> None:
        self._key = cache(lambda purpose: hmac.digest(secret_key, b"wego link " + purpose.encode(), hashlib.sha256))

    def token(self, purpose: str, id: UUID, version: int = 0) -> str:  # noqa: A002  # the row's id
        """URL-safe, 46 characters. `version` from 0 to 65535."""
        body = id.bytes + version.to_bytes(2)
        return _encoded(body + self._tag(purpose, body))

    def read(self, purpose: str, token: str) -> tuple[UUID, int]:
        """The id and the version it was made for; the caller compares the version with its row's.

        Raises NotFound for anything not made by us: a stranger learns nothing.
        """
        try:
            raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            raw = b""
        body, tag = raw[:_BODY], raw[_BODY:]
        if len(raw) != _BODY + _TAG or _encoded(raw) != token or not hmac.compare_digest(tag, self._tag(purpose, body)):
            raise NotFound(_NOT_OURS)
        return UUID(bytes=body[:16]), int.from_bytes(body[16:])

    def key(self, purpose: str) -> bytes:
        """For something else that is signed, such as codes that change; no link may have the same purpose."""
        return self._key(purpose)

    def _tag(self, purpose: str, body: bytes) -> bytes:
        return hmac.digest(self._key(purpose), body, hashlib.sha256)[:_TAG]


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def one_time_secret() -> str:
    """256 random bits, URL-safe, for links that are used once; only its SHA-256 is stored."""
    return secrets.token_urlsafe(32)
