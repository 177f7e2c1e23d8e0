"""The whole database: reachable, new enough, every schema up to date, also where services have logins of their own."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from deploy.schema import bring_up_to_date, check_version, missing, place_of
from deploy.trouble import Trouble
from shared.settings import SERVICES
from tests.support.database import create_database
from tests.support.postgres import PostgresServer


@pytest.fixture
async def owned(postgres: PostgresServer) -> AsyncIterator[str]:
    """A database whose owner may make roles and is no superuser, as at a hosting company."""
    admin = await asyncpg.connect(postgres.url("postgres"))
    await admin.execute("CREATE ROLE hosted LOGIN CREATEROLE; CREATE ROLE own_notify LOGIN")
    for service in (*SERVICES, "identity"):  # roles belong to the whole server, and other tests have made them
        await admin.execute(
            f"DO $$ BEGIN CREATE ROLE wego_{service}; EXCEPTION WHEN duplicate_object THEN END $$;"
            f"GRANT wego_{service} TO hosted WITH ADMIN OPTION"
        )
    url = await create_database(postgres, "hosted", "template0")
    await admin.execute("ALTER DATABASE hosted OWNER TO hosted; GRANT CREATE ON DATABASE hosted TO own_notify")
    yield url.replace("postgres@", "hosted@")
    await admin.execute('DROP DATABASE "hosted" WITH (FORCE)')
    for service in (*SERVICES, "identity"):
        await admin.execute(f"REVOKE wego_{service} FROM hosted CASCADE")
    await admin.execute("DROP ROLE hosted; DROP ROLE own_notify")
    await admin.close()


async def test_an_owner_without_superpowers_and_a_service_with_its_own_login(owned: str) -> None:
    environ = {"WEGO_DATABASE_URL": owned, "WEGO_DATABASE_URL_NOTIFY": owned.replace("hosted@", "own_notify@")}
    before = await missing(environ)
    assert {name.partition("/")[0] for name in before} == {*SERVICES, "identity"}
    assert sorted(await bring_up_to_date(environ)) == sorted(before)
    assert await missing(environ) == []
    assert await bring_up_to_date(environ) == []
    conn = await asyncpg.connect(environ["WEGO_DATABASE_URL_NOTIFY"])
    try:
        assert await conn.fetchval("SELECT count(*) FROM identity.sessions") == 0
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await conn.fetch("SELECT * FROM registration.events")
    finally:
        await conn.close()


async def test_a_database_that_cannot_be_reached_is_named_without_its_password(postgres: PostgresServer) -> None:
    with pytest.raises(Trouble, match=r"The database at 127\.0\.0\.1:9/wego cannot be reached") as told:
        await check_version("postgresql://wego:s3cret@127.0.0.1:9/wego")
    assert "s3cret" not in str(told.value)
    with pytest.raises(Trouble, match="does not exist"):
        await check_version(postgres.url("no_such_database"))


async def test_an_old_server_is_told_with_its_version(postgres: PostgresServer) -> None:
    version = await check_version(postgres.url("postgres"))
    with pytest.raises(Trouble, match=rf"is PostgreSQL {version}; WeGO needs 99 or newer"):
        await check_version(postgres.url("postgres"), oldest=99)


@pytest.mark.parametrize("url", ["", "mysql://wego@db/wego"])
async def test_a_missing_or_other_address_says_what_one_looks_like(url: str) -> None:
    with pytest.raises(Trouble, match="WEGO_DATABASE_URL is not set to an address such as postgresql://"):
        await bring_up_to_date({"WEGO_DATABASE_URL": url})


def test_a_place_is_told_without_names_and_passwords() -> None:
    assert place_of("postgresql://u:p@db.example.org:5433/wego") == "db.example.org:5433/wego"
    assert place_of("postgresql://wego@/wego?host=/d/run") == "the socket/wego"
