"""The database of the whole system: reachable, new enough, and every schema up to date."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg

from deploy.trouble import Trouble
from shared.identity.schema import MIGRATIONS, SCHEMA, migrate_identity
from shared.migrate import SHARED, migrate, pending
from shared.settings import SERVICES, Service

OLDEST = 15
_SERVICES = Path(__file__).parents[1] / "services"
_UNREACHABLE = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)


def folders(service: Service) -> list[Path]:
    """Where a service's migrations lie: the ones every schema has, then its own."""
    return [SHARED, _SERVICES / service / "migrations"]


async def bring_up_to_date(environ: Mapping[str, str]) -> list[str]:
    """Migrate every schema; returns the files applied now. Raises Trouble, or MigrationError for a bad file."""
    owner = database_of(environ)
    await check_version(owner)
    applied, users = [], []
    for service in SERVICES:
        own = _own(environ, service)
        role = "" if own else f"wego_{service}"
        applied += [f"{service}/{name}" for name in await migrate(own or owner, service, folders(service), role)]
        users.append(role or urlsplit(own).username or "")
    return applied + [f"{SCHEMA}/{name}" for name in await migrate_identity(owner, users)]


def database_of(environ: Mapping[str, str]) -> str:
    """WEGO_DATABASE_URL. Raises Trouble."""
    url = environ.get("WEGO_DATABASE_URL", "")
    if urlsplit(url).scheme not in ("postgresql", "postgres"):
        raise Trouble(
            "WEGO_DATABASE_URL is not set to an address such as postgresql://wego:password@db.example.org/wego"
        )
    return url


async def check_version(url: str, *, oldest: int = OLDEST) -> str:
    """The server's version, such as "18.6". Raises Trouble where it cannot be reached or is older than `oldest`."""
    try:
        conn = await asyncpg.connect(url, timeout=10)
    except _UNREACHABLE as error:
        raise Trouble(f"The database at {place_of(url)} cannot be reached: {error or type(error).__name__}") from error
    try:
        version: str = await conn.fetchval("SHOW server_version")
        if conn.get_server_version().major < oldest:
            raise Trouble(f"The database at {place_of(url)} is PostgreSQL {version}; WeGO needs {oldest} or newer.")
    finally:
        await conn.close()
    return version


async def require(service: Service, environ: Mapping[str, str]) -> None:
    """Raises Trouble where the database of a service cannot be reached, is too old, or was not migrated."""
    url = _own(environ, service) or database_of(environ)
    await check_version(url)
    if await _pending(url, service, folders(service)):
        raise Trouble(f"The database at {place_of(url)} is not up to date. Run: wego migrate")


async def missing(environ: Mapping[str, str]) -> list[str]:
    """Names of migrations that were not applied yet. Each schema is looked at by who may read it."""
    owner = database_of(environ)
    found = await _pending(owner, SCHEMA, [MIGRATIONS])
    for service in SERVICES:
        found += await _pending(_own(environ, service) or owner, service, folders(service))
    return found


async def _pending(url: str, schema: str, where: list[Path]) -> list[str]:
    conn = await asyncpg.connect(url, timeout=10)
    try:
        return [f"{schema}/{name}" for name in await pending(conn, schema, where)]
    finally:
        await conn.close()


def _own(environ: Mapping[str, str], service: Service) -> str:
    """The URL of a service that signs in to the database as itself; "" where it takes a role instead."""
    return environ.get(f"WEGO_DATABASE_URL_{service.upper()}", "")


def place_of(url: str) -> str:
    """Host and database of a URL, without user and password."""
    parts = urlsplit(url)
    return f"{parts.hostname or 'the socket'}{f':{parts.port}' if parts.port else ''}{parts.path}"
