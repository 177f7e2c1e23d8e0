"""Settings, links, ids, limits, logs and the SQL loader."""

import json
import logging
from itertools import pairwise
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.errors import NotFound, TooMany
from shared.identity.links import Links
from shared.ids import uuid7
from shared.limits import Limits
from shared.logging import JsonLines
from shared.settings import SettingsError, from_environment
from shared.sql import File
from tests.support.redis import RedisServer

ENVIRONMENT = {
    "WEGO_DATABASE_URL": "postgresql:///wego",
    "WEGO_REDIS_URL": "redis://localhost",
    "WEGO_SMTP_URL": "smtp://localhost:25",
    "WEGO_PUBLIC_URL": "https://events.example.org/",
    "WEGO_SECRET_KEY": "s" * 32,
}


def test_settings_are_read_and_hide_their_secrets() -> None:
    settings = from_environment("notify", ENVIRONMENT)
    assert settings.public_url == "https://events.example.org"
    assert settings.database_role == "wego_notify"
    assert settings.secure is True
    assert "s" * 32 not in repr(settings)


def test_a_database_of_ones_own_needs_no_role() -> None:
    settings = from_environment("notify", ENVIRONMENT | {"WEGO_DATABASE_URL_NOTIFY": "postgresql://notify@/wego"})
    assert (settings.database_url, settings.database_role) == ("postgresql://notify@/wego", "")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WEGO_SECRET_KEY", ""), ("WEGO_SECRET_KEY", "short"), ("WEGO_DATABASE_URL", "mysql://x"),
        ("WEGO_REDIS_URL", ""), ("WEGO_SMTP_URL", "localhost:25"), ("WEGO_PUBLIC_URL", "events.example.org"),
        ("WEGO_RATE_LIMITS", "maybe"), ("WEGO_UPDATE_QUIET", "5 minutes"), ("WEGO_PUBLIC_URL", "https://"),
        ("WEGO_SMTP_URL", "smtp://mail.example.org:submission"),
        ("WEGO_PUBLIC_URL", "https://example.org/events"), ("WEGO_MAIL_FROM", "the secretariat"),
        ("WEGO_TRUSTED_PROXIES", "10.0.0.5, the proxy"), ("WEGO_DATABASE_URL_NOTIFY", "mysql://x"),
    ],
)  # fmt: skip
def test_a_bad_variable_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        from_environment("notify", ENVIRONMENT | {name: value})


def test_proxies_are_addresses_and_networks() -> None:
    settings = from_environment("notify", ENVIRONMENT | {"WEGO_TRUSTED_PROXIES": "10.0.0.5, 10.1.2.3/16, fd00::/8,"})
    assert [str(network) for network in settings.trusted_proxies] == ["10.0.0.5/32", "10.1.0.0/16", "fd00::/8"]


@given(st.uuids(), st.integers(0, 65535))
def test_a_link_is_read_back_for_its_purpose_only(id_: UUID, version: int) -> None:
    links = Links(b"k" * 32)
    token = links.token("registration", id_, version)
    assert links.read("registration", token) == (id_, version)
    assert len(token) == 46
    for purpose, other, key in (("calendar", token, b"k" * 32), ("registration", token, b"x" * 32)):
        with pytest.raises(NotFound):
            Links(key).read(purpose, other)


@given(st.integers(0, 45), st.sampled_from("ABCxyz019-_"))
def test_a_tampered_link_is_none(position: int, letter: str) -> None:
    links = Links(b"k" * 32)
    token = links.token("registration", UUID(int=7))
    tampered = token[:position] + letter + token[position + 1 :]
    if tampered == token:
        return
    with pytest.raises(NotFound):
        links.read("registration", tampered)


def test_a_link_has_one_spelling() -> None:
    """The last letter of base64 has bits that no decoder reads (RFC 4648 section 3.5)."""
    links = Links(b"k" * 32)
    token = links.token("registration", UUID(int=7))
    for letter in set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") - {token[-1]}:
        with pytest.raises(NotFound):
            links.read("registration", token[:-1] + letter)


def test_ids_rise_and_are_version_7() -> None:
    ids = [uuid7() for _ in range(10_000)]
    assert all(one < other for one, other in pairwise(ids))
    assert {(id_.version, id_.variant) for id_ in ids} == {(7, "specified in RFC 4122")}


async def test_limits_count_a_window_and_forget(redis_server: RedisServer) -> None:
    limits = Limits(redis_server.url)
    for _ in range(3):
        await limits.check("trial", "203.0.113.9", limit=3, per=60)
    with pytest.raises(TooMany) as refused:
        await limits.check("trial", "203.0.113.9", limit=3, per=60)
    assert 1 <= refused.value.retry_after <= 60
    await limits.check("trial", "203.0.113.10", limit=3, per=60)
    with redis_server.client() as client:
        assert not [key for key in client.scan_iter() if b"203.0.113" in key], "addresses are hashed"
    await limits.close()


async def test_without_redis_limits_are_open_or_closed_as_asked(redis_server: RedisServer) -> None:
    limits = Limits(redis_server.url)
    redis_server.stop()
    try:
        await limits.check("registration", "a", limit=1, per=60)
        await limits.check("registration", "a", limit=1, per=60)
        with pytest.raises(TooMany):
            await limits.check("codes", "a", limit=1, per=60, closed=True)
    finally:
        redis_server.start()
        await limits.close()


def test_logs_hold_no_address_and_no_token() -> None:
    token = Links(b"k" * 32).token("registration", uuid4())
    record = logging.LogRecord("wego", logging.INFO, "", 1, f"mail to kim@example.org, /r/{token}", (), None)
    record.who = "Kim <kim@example.org>"
    line = json.loads(JsonLines("notify").format(record))
    assert line["message"] == "mail to [address], /r/[token]"
    assert line["who"] == "Kim <[address]>"
    assert (line["service"], line["level"]) == ("notify", "info")


def test_named_blocks_are_taken_once_and_must_be_there(tmp_path: Path) -> None:
    path = tmp_path / "x.sql"
    path.write_text("-- name: one\nSELECT 1;\n\n-- name: two\n-- with a remark\nSELECT 2\n")
    file = File(path)
    assert file.command("two").text == "-- with a remark\nSELECT 2"
    with pytest.raises(ValueError, match="taken twice"):
        file.command("two")
    with pytest.raises(KeyError):
        file.command("three")
    path.write_text("-- name: one\nSELECT 1\n-- name: one\nSELECT 2\n")
    with pytest.raises(ValueError, match="stands twice"):
        File(path)
