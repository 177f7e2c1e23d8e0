"""The bank of questions, with its versions."""

import msgspec

from services.training.domain.surveys.bank import BankQuestion
from shared import sql as sql_files
from shared.db import Tx


class _Use(msgspec.Struct, frozen=True):
    key: str
    surveys: int


sql = sql_files.load(__file__)
_newest = sql.query("bank_newest", BankQuestion)
_insert = sql.command("insert_bank_question")
_retire = sql.command("retire_bank_question")
_restore = sql.command("restore_bank_question")
_uses = sql.query("bank_uses", _Use)


async def newest(tx: Tx) -> dict[str, BankQuestion]:
    """By key."""
    return {entry.key: entry for entry in await _newest.all(tx)}


async def insert(tx: Tx, entry: BankQuestion) -> bool:
    """False if this version is there already."""
    values = (entry.key, entry.version, entry.question, list(entry.tags), entry.retired_at, tx.now)
    return await _insert.run(tx, *values) == 1


async def retire(tx: Tx, entry: BankQuestion) -> bool:
    """False if it was so already."""
    return await _retire.run(tx, entry.key, entry.version, tx.now) == 1


async def restore(tx: Tx, entry: BankQuestion) -> bool:
    """False if it was so already."""
    return await _restore.run(tx, entry.key, entry.version) == 1


async def uses(tx: Tx) -> dict[str, int]:
    """In how many surveys each key stands."""
    return {use.key: use.surveys for use in await _uses.all(tx)}
