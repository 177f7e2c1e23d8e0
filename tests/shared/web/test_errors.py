"""Errors as answers: pages for people, problem details for programs, and nothing of the inside."""

import asyncio
import logging
from typing import Any

import httpx
import pytest
from litestar.exceptions import ClientException

from shared import errors
from shared.http import STATUS, failure, status_of
from tests.support.waiting import PATIENCE

ALL = (
    errors.NotFound("x"),
    errors.Forbidden("x"),
    errors.Conflict("x"),
    errors.Gone("x"),
    errors.Invalid([]),
    errors.TooLarge([]),
    errors.Malformed("x"),
    errors.TooMany("x", retry_after=1),
)


def test_every_domain_error_has_its_status() -> None:
    assert [status_of(each) for each in ALL] == [404, 403, 409, 410, 422, 413, 400, 429]
    direct = {each for each in errors.DomainError.__subclasses__() if each.__module__ == errors.__name__}
    own = direct | {each for kind in direct for each in kind.__subclasses__() if each.__module__ == errors.__name__}
    assert set(STATUS) == own


def test_what_nobody_foresaw_is_500_and_says_nothing() -> None:
    failed = failure(ValueError("the password is swordfish"))
    assert (failed.status, failed.code, failed.known) == (500, "internal", False)
    assert "swordfish" not in failed.message
    assert (
        failure(ClientException("inner words", status_code=418)).message == "The request is not written as it must be."
    )


async def test_no_such_page(client: httpx.AsyncClient) -> None:
    answer = await client.get("/nope", headers={"Accept-Language": "fr"})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "<h1>Il n’y a rien ici</h1>" in answer.text
    assert 'href="/"' in answer.text
    assert (answer.headers["cache-control"], answer.headers["referrer-policy"]) == ("no-store", "no-referrer")


async def test_no_such_method(client: httpx.AsyncClient) -> None:
    answer = await client.delete("/form")
    assert answer.status_code == 405
    assert set(answer.headers["allow"].replace(" ", "").split(",")) == {"GET", "OPTIONS", "POST"}
    assert "<h1>This address does not take that</h1>" in answer.text


async def test_a_form_that_was_refused_leads_to_its_page_in_another_language(client: httpx.AsyncClient) -> None:
    """Its address takes a form alone: a switch there, or a reload from the bar, had answered 405."""
    refused = await client.post("/form/act", data={"email": "nobody"})
    assert refused.status_code == 422
    thrown = await client.get("/form/act?lang=ko", follow_redirects=False)
    assert (thrown.status_code, thrown.headers["location"]) == (303, "/form/act")
    led = await client.get("/form/act", follow_redirects=False)
    assert (led.status_code, led.headers["location"]) == (303, "/form")
    assert (await client.get("/api/v1/things", follow_redirects=False)).status_code == 405


@pytest.mark.parametrize(
    ("path", "accept", "problem"),
    [
        ("/api/v1/nope", "*/*", True),
        ("/api/v1/nope", "text/html", True),
        ("/nope", "application/json", True),
        ("/nope", "application/problem+json", True),
        ("/nope", "text/html,application/xhtml+xml,application/json;q=0.1", False),
        ("/nope", "*/*", False),
    ],
)
async def test_programs_get_problem_details(client: httpx.AsyncClient, path: str, accept: str, problem: bool) -> None:
    answer = await client.get(path, headers={"Accept": accept})
    assert answer.status_code == 404
    assert (answer.headers["content-type"] == "application/problem+json") is problem


async def test_a_refusal_in_the_reader_s_language(client: httpx.AsyncClient) -> None:
    page = await client.get("/refused/often", headers={"Accept-Language": "en"})
    assert (page.status_code, page.headers["retry-after"]) == (429, "30")
    assert "Wait 30 seconds" in page.text
    answer = await client.get("/refused/conflict", headers={"Accept": "application/json", "Accept-Language": "ko"})
    body = answer.json()
    assert body.pop("request_id") == answer.headers["x-request-id"]
    assert (answer.status_code, body) == (
        409,
        {
            "type": "urn:wego:problem:already-registered",
            "title": "지금은 처리할 수 없습니다",
            "status": 409,
            "detail": "You are registered already",
        },
    )


async def test_every_bad_field_is_named(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/v1/things", json={"x": 1}, headers={"Accept-Language": "en"})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"field": "name", "message": "Choose how you take part"},
        {"field": "age", "message": "Wait 3 seconds"},
    ]


async def test_a_bad_parameter_is_named_too(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/v1/things/3?limit=many", headers={"Accept-Language": "es"})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": "limit", "message": "Este valor no se entiende aquí"}]


@pytest.mark.parametrize("body", [b"{", b"", b"[1]", b'"x"', b"\xff\xfe"])
async def test_a_body_that_is_no_json_object_is_400(client: httpx.AsyncClient, body: bytes) -> None:
    answer = await client.post("/api/v1/things", content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["type"]) == (400, "urn:wego:problem:malformed")


async def test_a_body_that_is_too_large(client: httpx.AsyncClient) -> None:
    for path, kind in (("/api/v1/things", "application/json"), ("/form", "application/x-www-form-urlencoded")):
        answer = await client.post(path, content=b"x" * 1_100_000, headers={"Content-Type": kind})
        assert answer.status_code == 413


async def test_whoever_sent_too_much_or_too_often_is_led_back_to_try_again(client: httpx.AsyncClient) -> None:
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Accept-Language": "en"}
    large = await client.post("/form", content=b"x" * 1_100_000, headers=kind)
    often = await client.get("/refused/often?of=two", headers={"Accept-Language": "en"})
    for page, back in ((large, "/form"), (often, "/refused/often?of=two")):
        assert f'<a class="button primary" href="{back}">Go back and try again</a>' in page.text
    assert "Go back and try again" not in (await client.get("/nope", headers={"Accept-Language": "en"})).text


async def test_the_inside_stays_inside(client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "wego.errors"):
        page = await client.get("/breaks")
        answer = await client.get("/breaks", headers={"Accept": "application/json"})
    for each in (page, answer):
        assert each.status_code == 500
        assert "secret" not in each.text
        assert "Traceback" not in each.text
        assert each.headers["x-request-id"] in each.text
    records: list[Any] = caplog.records
    assert [(record.route, record.request_id) for record in records] == [
        ("/breaks", page.headers["x-request-id"]),
        ("/breaks", answer.headers["x-request-id"]),
    ]
    assert "a secret of the inside" in str(records[0].exc_info[1])


async def test_who_hangs_up_while_sending_is_no_error(base: str, caplog: pytest.LogCaptureFixture) -> None:
    """A telephone in a lift: it promised more than it sent."""
    host, port = base.removeprefix("http://").split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    with caplog.at_level(logging.INFO, "wego.errors"):
        head = "POST /form HTTP/1.1\r\nHost: wego.test\r\nOrigin: http://wego.test\r\n"
        head += "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 900\r\n\r\nname="
        writer.write(head.encode())
        await writer.drain()
        await asyncio.sleep(0.3)
        writer.close()
        async with asyncio.timeout(PATIENCE):
            while not caplog.records:  # noqa: ASYNC110  # the log has no event to wait for
                await asyncio.sleep(0.02)
    found = [
        (each.levelname, each.getMessage(), each.exc_info) for each in caplog.records if each.name == "wego.errors"
    ]
    assert found == [("INFO", "the reader hung up", None)]
