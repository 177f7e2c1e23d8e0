"""The schema `identity`: owned by its own role, used by every service's."""

from collections.abc import Sequence
from pathlib import Path

import asyncpg

from shared.migrate import migrate

SCHEMA = "identity"
ROLE = "wego_identity"
MIGRATIONS = Path(__file__).parent / "migrations"


async def migrate_identity(url: str, users: Sequence[str]) -> list[str]:
    """Brings the schema up to date and lets `users` (database roles that exist) use it; returns the files applied now.

    The audit trail they may read and add to only. Raises MigrationError.
    """
    applied = await migrate(url, SCHEMA, [MIGRATIONS], ROLE)
    conn = await asyncpg.connect(url)
    try:
        async with conn.transaction():
            await conn.execute(f"SET LOCAL ROLE {ROLE}")
            for user in users:
                await conn.execute(
                    f'GRANT USAGE ON SCHEMA {SCHEMA} TO "{user}";'
                    f'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {SCHEMA} TO "{user}";'
                    f'REVOKE UPDATE, DELETE ON {SCHEMA}.audit FROM "{user}";'
                    f'REVOKE INSERT, UPDATE, DELETE ON {SCHEMA}.migrations FROM "{user}"'
                )
    finally:
        await conn.close()
    return applied
