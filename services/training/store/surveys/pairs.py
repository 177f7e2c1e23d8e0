"""Pairs of surveys: the sealed key of their pseudonyms, and its end."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4

from shared import sql as sql_files
from shared.db import Tx

sql = sql_files.load(__file__)
_insert = sql.command("insert_pair")
_key = sql.scalar("pair_key", bytes)
_lock = sql.scalar("lock_pair", UUID)
_closed = sql.scalar("closed_pairs", UUID)
_replace = sql.command("replace_pseudonyms")
_destroy = sql.command("destroy_pair_key")
_surveys = sql.scalar("surveys_of_pair", UUID)
_stale = sql.scalar("stale_pairs", UUID)


async def insert(tx: Tx, id: UUID, sealed_key: bytes) -> None:  # noqa: A002  # the row's id
    await _insert.run(tx, id, sealed_key)


def new_id() -> UUID:
    """It tells no time."""
    return uuid4()


async def sealed_key(tx: Tx, id: UUID) -> bytes | None:  # noqa: A002  # the row's id
    """None once it was destroyed."""
    return await _key.value(tx, id)


async def lock(tx: Tx, id: UUID) -> bool:  # noqa: A002  # the row's id
    """False where the key is gone already."""
    return await _lock.value(tx, id) is not None


async def closed(tx: Tx) -> list[UUID]:
    """Pairs whose key may go: both surveys have closed."""
    return await _closed.values(tx)


async def replace(tx: Tx, id: UUID, new: Mapping[str, str]) -> None:  # noqa: A002  # the row's id
    """Each old pseudonym by its new one, in both surveys."""
    await _replace.run(tx, id, list(new), list(new.values()))


async def destroy_key(tx: Tx, id: UUID) -> None:  # noqa: A002  # the row's id
    await _destroy.run(tx, id)


async def surveys(tx: Tx, id: UUID) -> list[UUID]:  # noqa: A002  # the row's id
    """Both, or what is left of them."""
    return await _surveys.values(tx, id)


async def stale(tx: Tx, closed_before: datetime) -> list[UUID]:
    """Pairs that still have a key, of which a survey closed before this instant."""
    return await _stale.values(tx, closed_before)
