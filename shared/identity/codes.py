"""Codes of six digits that prove an address, each with a link that does the same. One of the two works, once."""

import hashlib
import hmac
import secrets
from datetime import timedelta
from uuid import UUID

import msgspec

from shared.db import Tx
from shared.house import House
from shared.identity import store
from shared.identity.links import one_time_secret
from shared.identity.sessions import begin_session
from shared.ids import uuid7

CODE_LIFETIME = timedelta(minutes=10)
TRIES = 5


class NewCode(msgspec.Struct, frozen=True):
    """What goes into the mail. `id` names the attempt to the browser that asked, and proves nothing."""

    id: UUID
    code: str
    secret: str


async def make_code(house: House, tx: Tx, email: str) -> NewCode:
    """`email` in lower case. Only hashes are kept."""
    made = NewCode(uuid7(), f"{secrets.randbelow(1_000_000):06}", one_time_secret())
    hashed, expires_at = _hashed(house, made.id, made.code), tx.now + CODE_LIFETIME
    await store.insert_code(tx, made.id, email, code_hash=hashed, secret=made.secret, expires_at=expires_at)
    return made


async def address_of_code(house: House, id: UUID) -> str | None:  # noqa: A002  # the row's id
    """Where it was sent, while it can be typed; None when it is used, out of time or out of tries."""
    async with house.db.reading() as tx:
        return await store.address_of_code(tx, id, TRIES)


async def redeem_code(house: House, id: UUID, code: str) -> str | None:  # noqa: A002  # the row's id
    """The secret of a new session, for the cookie; None for a wrong code. Every try counts, the right one too.

    The row is locked, so of many tries at once no more than five are looked at.
    """
    async with house.db.transaction() as tx:
        asked = await store.try_code(tx, id, TRIES)
        if asked is None or not hmac.compare_digest(asked.code_hash, _hashed(house, id, code)):
            return None  # committed: the try stays counted
        await store.use_code(tx, id)
        return await begin_session(tx, asked.email)


def _hashed(house: House, id: UUID, code: str) -> bytes:  # noqa: A002  # the row's id
    return hmac.digest(house.settings.secret_key, b"wego code " + id.bytes + code.encode(), hashlib.sha256)
