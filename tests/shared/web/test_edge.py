"""The outermost layer: headers, compression, HEAD, the access log."""

import asyncio
import gzip
import io
import json
import logging
from collections.abc import Iterator

import httpx
import msgspec
import pytest

from shared.logging import JsonLines
from shared.web.access_log import access_log
from tests.shared.web.sample import sample_app
from tests.support.house import OpenHouse
from tests.support.web import client_of


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the access log writes."""
    stream = io.StringIO()
    access_log.open("trial", stream)
    yield stream
    access_log.open("", None)


@pytest.mark.parametrize("path", ["/", "/nope", "/form?lang=ko", "/api/v1/nope", "/health/live", "/r/token"])
async def test_every_answer_has_the_security_headers(client: httpx.AsyncClient, path: str) -> None:
    headers = (await client.get(path)).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "camera=()" in headers["permissions-policy"]
    assert headers["referrer-policy"] in ("strict-origin-when-cross-origin", "no-referrer")
    assert len(headers["x-request-id"]) == 32
    assert "strict-transport-security" not in headers


async def test_over_https_browsers_stay_there(house: OpenHouse) -> None:
    own = await house("registration")
    secure = msgspec.structs.replace(own.settings, public_url="https://wego.test")
    async with client_of(sample_app(msgspec.structs.replace(own, settings=secure)), base="https://wego.test") as client:
        answer = await client.get("/?theme=dark")
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        assert "secure" in answer.headers["set-cookie"].lower()


async def test_a_page_under_a_personal_link_stays_private(client: httpx.AsyncClient) -> None:
    headers = (await client.get("/r/token", headers={"Accept-Encoding": "gzip"})).headers
    assert (headers["referrer-policy"], headers["cache-control"]) == ("no-referrer", "no-store")
    assert headers["x-robots-tag"] == "noindex"
    assert "content-encoding" not in headers
    switched = (await client.get("/r/token?lang=ko")).headers
    assert (switched["referrer-policy"], switched["cache-control"]) == ("no-referrer", "no-store")


async def test_pages_are_compressed_for_those_who_take_it(client: httpx.AsyncClient) -> None:
    plain = await client.get("/", headers={"Accept-Encoding": "identity"})
    packed = await client.get("/", headers={"Accept-Encoding": "br, gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.text == plain.text
    assert int(packed.headers["content-length"]) < len(plain.content) / 2
    assert "Accept-Encoding" in plain.headers["vary"]
    assert len(gzip.compress(plain.content)) < len(plain.content)


async def test_head_is_get_without_a_body(client: httpx.AsyncClient) -> None:
    head, get = await client.head("/form"), await client.get("/form")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == get.headers["content-length"]
    assert (await client.head("/nope")).status_code == 404


async def test_head_behind_a_real_server(base: str) -> None:
    async with httpx.AsyncClient(base_url=base) as client:
        for path, status in (("/form", 200), ("/form?theme=dark", 303), ("/nope", 404)):
            answer = await client.head(path)
            assert (answer.status_code, answer.content) == (status, b"")


async def test_the_log_holds_the_route_and_never_the_path(client: httpx.AsyncClient, log: io.StringIO) -> None:
    answer = await client.get("/r/a-secret-token?x=1")
    await client.get("/nope/a-secret-token")
    await client.head("/form")
    await client.post("/form", data={"email": "somebody@city.example"})
    await asyncio.sleep(0)
    records = [json.loads(line) for line in log.getvalue().splitlines()]
    assert [(record["method"], record["route"], record["status"]) for record in records] == [
        ("GET", "/r/{token}", 200),
        ("GET", "(none)", 404),
        ("HEAD", "/form", 200),
        ("POST", "/form", 422),
    ]
    assert records[0]["request_id"] == answer.headers["x-request-id"]
    assert all(record["ms"] > 0 for record in records)
    assert "secret" not in log.getvalue()
    assert "somebody" not in log.getvalue()


async def test_a_line_of_the_access_log_has_the_shape_of_every_other(
    client: httpx.AsyncClient, log: io.StringIO
) -> None:
    await client.get("/form")
    await asyncio.sleep(0)
    access, other = (
        json.loads(log.getvalue()),
        logging.LogRecord("wego.access", logging.INFO, "", 1, "request", (), None),
    )
    said = json.loads(JsonLines("trial").format(other))
    assert {key: access.pop(key) for key in said if key != "at"} == {key: said[key] for key in said if key != "at"}
    assert len(access.pop("at")) == len(said["at"])
    assert sorted(access) == ["method", "ms", "request_id", "route", "status"]


async def test_lines_of_one_turn_are_written_together_and_what_waits_at_the_end(log: io.StringIO) -> None:
    access_log.note("GET", "/", 200, 0.001, "a")
    access_log.note("GET", "/", 200, 0.001, "b")
    assert log.getvalue() == ""
    access_log.write()
    assert [json.loads(line)["request_id"] for line in log.getvalue().splitlines()] == ["a", "b"]
