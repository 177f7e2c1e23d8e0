"""The servers the tests stand on are real and behave as the fixtures say."""

import asyncio
import smtplib
from email.message import EmailMessage

import asyncpg
import pytest

from shared.db import Database
from tests.support.database import RolledBack
from tests.support.house import OpenHouse
from tests.support.postgres import PostgresServer
from tests.support.redis import RedisServer
from tests.support.smtp import MailServer


async def test_postgres_answers_on_its_socket_only(postgres: PostgresServer) -> None:
    connection = await asyncpg.connect(postgres.url("postgres"))
    try:
        assert await connection.fetchval("SHOW listen_addresses") == ""
    finally:
        await connection.close()


def test_redis_is_empty_at_the_start_and_can_be_taken_away(redis_server: RedisServer) -> None:
    with redis_server.client() as client:
        assert client.dbsize() == 0
        client.set("left", "behind")
    redis_server.stop()
    redis_server.start()


def test_redis_was_emptied_for_the_next_test(redis_server: RedisServer) -> None:
    with redis_server.client() as client:
        assert client.dbsize() == 0


async def test_mail_is_kept_with_its_envelope_or_refused(smtp: MailServer) -> None:
    mail = EmailMessage()
    mail["To"], mail["Subject"] = "minsu.sample@example.org", "Invitation"

    def send() -> None:
        with smtplib.SMTP("127.0.0.1", int(smtp.url.rsplit(":", 1)[1])) as client:
            client.send_message(mail, "events@wego.example", ["minsu.sample@example.org"])

    await asyncio.to_thread(send)
    smtp.answer = lambda _: "451 Later"
    refused = await asyncio.to_thread(_outcome, send)
    assert refused == 451
    assert [m["Subject"] for m in smtp.to("minsu.sample@example.org")] == ["Invitation"]
    assert smtp.connections == 2


def _outcome(send: object) -> int:
    assert callable(send)
    try:
        send()
    except smtplib.SMTPDataError as error:
        return error.smtp_code
    return 250


async def test_a_house_is_rolled_back_first_half(house: OpenHouse) -> None:
    db = (await house("registration")).db
    async with db.transaction() as tx:
        await tx.conn.execute(
            "INSERT INTO inbox (id, sender, applied_at) VALUES (gen_random_uuid(), 'notify', $1)", tx.now
        )
    with pytest.raises(asyncpg.UndefinedTableError):
        await _fail_halfway(db)
    async with db.reading() as tx:
        assert await tx.conn.fetchval("SELECT count(*) FROM inbox") == 1


async def _fail_halfway(db: Database) -> None:
    async with db.transaction() as tx:
        await tx.conn.execute("DELETE FROM inbox")
        await tx.conn.execute("SELECT 1 FROM nothing")


async def test_a_house_is_rolled_back_second_half(house: OpenHouse) -> None:
    async with (await house("registration")).db.reading() as tx:
        assert await tx.conn.fetchval("SELECT count(*) FROM inbox") == 0


async def test_statements_are_counted_without_savepoints(house: OpenHouse) -> None:
    db = (await house("registration")).db
    assert isinstance(db, RolledBack)
    with db.counting() as sent:
        for _ in range(2):
            async with db.reading() as tx:
                await tx.conn.fetchval("SELECT count(*) FROM inbox")
    assert sent == ["SELECT count(*) FROM inbox"] * 2
