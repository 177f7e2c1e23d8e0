"""What the database keeps but may not read: sealed with a key that only this house's secret makes.

AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits; a key for each purpose by HKDF-SHA256 (RFC 5869).
Neither a time nor a counter goes into what is sealed.
"""

import os
from functools import cache

_NONCE = 12


class Unsealable(Exception):
    """Another secret sealed it, or it was changed."""


class Seal:
    """Seals for one purpose. `about` is bound to what is sealed: it must be the same when it is opened."""

    def __init__(self, secret_key: bytes, purpose: str) -> None:
        self._key = _derived(secret_key, purpose)

    def seal(self, plain: bytes, *, about: bytes = b"") -> bytes:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415  # not at rest: it takes memory

        nonce = os.urandom(_NONCE)
        return nonce + AESGCM(self._key).encrypt(nonce, plain, about)

    def open(self, sealed: bytes, *, about: bytes = b"") -> bytes:
        """Raises Unsealable."""
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

        try:
            return AESGCM(self._key).decrypt(sealed[:_NONCE], sealed[_NONCE:], about)
        except (InvalidTag, ValueError) as wrong:
            raise Unsealable("it was sealed by another secret, for something else, or it was changed") from wrong


@cache
def _derived(secret_key: bytes, purpose: str) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415

    return HKDF(SHA256(), length=32, salt=None, info=b"wego seal " + purpose.encode()).derive(secret_key)
