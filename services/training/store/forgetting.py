"""Taking people out of what is kept, once its time has come."""

from datetime import datetime

from shared import sql as sql_files
from shared.db import Tx

sql = sql_files.load(__file__)
_participants = sql.command("forget_participants")
_trainers = sql.command("forget_trainers")
_markers = sql.command("forget_markers")
_devices = sql.command("forget_devices")
_drafts = sql.command("forget_drafts")
_nominations = sql.command("forget_nominations")
_ownerless = sql.command("delete_ownerless_files")
_keys = sql.command("forget_keys")
_excuses = sql.command("forget_excuses")


async def forget_participants(tx: Tx, over_before: datetime) -> int:
    """Blank whoever took part in cohorts that were over before this instant; returns how many."""
    return await _participants.run(tx, tx.now, over_before)


async def forget_trainers(tx: Tx, over_before: datetime) -> int:
    """Blank who taught in cohorts that were over before this instant; returns how many."""
    return await _trainers.run(tx, tx.now, over_before)


async def forget_markers(tx: Tx, over_before: datetime) -> int:
    """Take out who marked attendance in cohorts that were over before this instant; returns how many marks."""
    await _devices.run(tx, over_before)
    return await _markers.run(tx, over_before)


async def forget_excuses(tx: Tx, over_before: datetime) -> int:
    """Take the reasons out of excuses of cohorts that were over before this instant; returns how many."""
    return await _excuses.run(tx, over_before)


async def forget_drafts(tx: Tx, closed_before: datetime) -> int:
    """Delete drafts that were never sent, of calls that closed before this instant, with their files; how many."""
    deleted = await _drafts.run(tx, closed_before)
    await _ownerless.run(tx)  # their content is swept away once it has no row
    return deleted


async def forget_nominations(tx: Tx, over_before: datetime) -> int:
    """Blank who was nominated for cohorts that were over before this instant; returns how many."""
    return await _nominations.run(tx, tx.now, over_before)


async def forget_keys(tx: Tx, before: datetime) -> int:
    """Delete the keys of requests that are older than any sensible retry; returns how many."""
    return await _keys.run(tx, before)
