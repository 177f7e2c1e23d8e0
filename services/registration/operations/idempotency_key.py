"""The Idempotency-Key of a request that registers somebody: its use, and what its first use answered."""

import hashlib
from collections.abc import Mapping

import msgspec

from services.registration.store.idempotency import Answer, Kept, KeyUse
from shared.errors import Invalid, Problem
from shared.i18n.mark import mark

_KEY_LENGTH = 255


def key_use(scope: str, key: str, body: Mapping[str, object]) -> KeyUse | None:
    """None without a key. Raises Invalid for one that is none."""
    if len(key) > _KEY_LENGTH or "\x00" in key:
        raise Invalid([Problem("Idempotency-Key", mark("Write an Idempotency-Key of at most 255 characters"))])
    if not key:
        return None
    digest = hashlib.sha256(msgspec.json.encode(body, order="sorted")).digest()
    return KeyUse(scope, key, digest)


def first_answer(use: KeyUse, kept: Kept) -> Answer:
    """Raises Invalid where the key was used with another body."""
    if kept.body_sha256 != use.body_sha256:
        raise Invalid([Problem("Idempotency-Key", mark("This key was used with other content. Send a new key."))])
    return kept.answer
