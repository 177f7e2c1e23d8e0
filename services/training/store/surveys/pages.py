"""The files in which the rows of surveys lie: what was deleted stays there until they are written anew."""

import asyncpg

from shared import sql as sql_files
from shared.db import Tx

sql = sql_files.load(__file__)
_short_wait = sql.command("short_wait")
_old_rows = sql.scalar("old_rows", int)
_rewrite = sql.command("rewrite_tables")
_count_anew = sql.command("count_anew")


async def old_rows(tx: Tx) -> int:
    """Versions of rows that nobody sees any more, and that still lie on the pages."""
    return await _old_rows.value(tx) or 0


async def rewrite(tx: Tx) -> bool:
    """Into new files, without what was deleted; the old files are removed. Outside of a transaction, on a connection of
    its own. False where a table was in use for longer than a second, such as by a dump.
    """
    await _short_wait.run(tx)
    try:
        await _rewrite.run(tx)
    except asyncpg.LockNotAvailableError:
        return False
    await _count_anew.run(tx)
    return True
