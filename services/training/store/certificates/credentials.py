"""The keys that certificates are signed with, and each certificate's place in a list of what still holds."""

from datetime import datetime
from uuid import UUID

import msgspec

from shared import sql as sql_files
from shared.credentials.keys import PublicKey
from shared.db import Tx

sql = sql_files.load(__file__)


class Key(PublicKey, frozen=True):
    """`retired_at` None: it signs."""

    created_at: datetime
    retired_at: datetime | None


class Sealed(PublicKey, frozen=True):
    """The one that signs, with its private half sealed."""

    sealed: bytes


class Place(msgspec.Struct, frozen=True):
    """In a list of bits; `ended_at` None while the certificate holds."""

    list: int
    position: int
    ended_at: datetime | None


_signing = sql.query("signing_key", Sealed)
_keys = sql.query("credential_keys", Key)
_put = sql.command("put_signing_key")
_retire = sql.command("retire_signing_key")
_take = sql.query("take_status", Place)
_place = sql.query("status_of", Place)
_end = sql.command("end_status")
_last_list = sql.scalar("last_status_list", int)
_ended = sql.query("ended_statuses", Place)


async def signing_key(tx: Tx) -> Sealed | None:
    return await _signing.one(tx)


async def keys(tx: Tx) -> list[Key]:
    """All that were ever signed with, the oldest first."""
    return await _keys.all(tx)


async def put_signing_key(tx: Tx, key: PublicKey, sealed: bytes) -> bool:
    """False where there is one already."""
    return await _put.run(tx, key.method, key.controller, key.multibase, sealed, tx.now) == 1


async def retire_signing_key(tx: Tx, method: str) -> bool:
    """Its private half is forgotten. False where it is retired already."""
    return await _retire.run(tx, method, tx.now) == 1


async def take_place(tx: Tx, beyond: int, position: int, certificate_id: UUID) -> Place | None:
    """In the list so many beyond the newest. None where the place is another's, or the certificate has one."""
    return await _take.one(tx, beyond, position, certificate_id)


async def place_of(tx: Tx, certificate_id: UUID) -> Place | None:
    return await _place.one(tx, certificate_id)


async def end_place(tx: Tx, certificate_id: UUID) -> bool:
    """False where it has ended before, or has no place."""
    return await _end.run(tx, certificate_id, tx.now) == 1


async def last_list(tx: Tx) -> int:
    """The number of the newest list, from 1."""
    return await _last_list.value(tx) or 1


async def ended(tx: Tx, number: int) -> list[Place]:
    return await _ended.all(tx, number)
