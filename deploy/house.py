"""A service's house for a command: opened on the system that runs, its refusals turned into plain words."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import asyncpg

from deploy.schema import database_of, place_of
from deploy.trouble import Trouble
from shared.errors import DomainError, Invalid
from shared.house import House, opened
from shared.settings import Service, from_environment


@asynccontextmanager
async def opened_here(service: Service, environ: Mapping[str, str]) -> AsyncIterator[House]:
    """Raises Trouble where the database is not there, not migrated, or an operation refuses."""
    try:
        async with opened(from_environment(service, environ), max_size=2) as house:
            yield house
    except (OSError, TimeoutError, asyncpg.PostgresConnectionError, asyncpg.CannotConnectNowError) as error:
        raise Trouble(
            f"The database at {place_of(database_of(environ))} cannot be reached: {error}. Is `wego up` running?"
        ) from error
    except (asyncpg.UndefinedTableError, asyncpg.InvalidSchemaNameError, asyncpg.UndefinedObjectError) as error:
        raise Trouble("The database is not up to date. Run: wego migrate") from error
    except Invalid as refusal:
        raise Trouble("; ".join(f"{one.field}: {one.message % one.params}" for one in refusal.problems)) from refusal
    except DomainError as refusal:
        raise Trouble(refusal.message % refusal.params) from refusal
