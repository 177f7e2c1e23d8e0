"""Whatever is sent, the answer is one of those promised: never an error of ours, never half a registration."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.house import House
from tests.registration.events import SLUG, counts, load_event, person
from tests.support.house import OpenHouse
from tests.support.web import client_at

URL = f"/api/v1/events/{SLUG}/registrations"
FIELDS = (
    *person(), "native_name", "native_name_language", "honorific", "job_title", "organisation_type", "language",
    "timezone", "sessions", "answers",
)  # fmt: skip
NASTY = (
    "\x00", "Kim\r\nBcc: all@example.org", "\ud800", "\u202e", "\x7f", "x" * 10_000, "<script>", "%(name)s", "{0}",
    "' OR 1=1", "Mars/Olympus", "../etc/passwd", "ZZ", "xx-invalid-", "김민수", "a@b@c", "a@" + "b" * 300 + ".org",
    "👩🏽‍💻" * 30,
)  # fmt: skip
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.sampled_from(NASTY) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5) | st.sampled_from(NASTY), inner, max_size=3)
    ),
    max_leaves=5,
)


@pytest.fixture
async def home(house: OpenHouse) -> House:
    home = await house("registration", rate_limits=False)
    await load_event(home)
    return home


@pytest.fixture
async def client(home: House) -> AsyncIterator[httpx.AsyncClient]:
    async with client_at(home) as client:
        yield client


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    changes=st.dictionaries(st.sampled_from(FIELDS), ANY, min_size=1, max_size=4),
    left_out=st.sets(st.sampled_from(FIELDS), max_size=2),
)
async def test_any_body_gets_a_promised_answer(
    client: httpx.AsyncClient, home: House, changes: dict[str, Any], left_out: set[str]
) -> None:
    body = {key: value for key, value in {**person(), **changes}.items() if key not in left_out}
    answer = await client.post(URL, content=_json(body), headers={"Content-Type": "application/json"})
    assert answer.status_code in (201, 400, 409, 422), answer.text
    if answer.status_code == 422:
        assert {error["field"].split(".")[0].split("[")[0] for error in answer.json()["errors"]} <= set(FIELDS)
    found = await counts(home)
    assert all(counter == rows for counter, rows in found.values())
    if answer.status_code == 201:
        token = answer.json()["token"]
        seen = await client.get(f"/api/v1/registrations/{token}")
        assert seen.status_code == 200
        assert (await client.get(f"/r/{token}")).status_code == 200
        assert (await client.delete(f"/api/v1/registrations/{token}")).status_code == 204


def _json(body: Any) -> bytes:
    return json.dumps(body).encode("utf-8", "surrogatepass")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(changes=st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(NASTY) | st.text(), min_size=1, max_size=4))
async def test_any_form_gets_a_page(client: httpx.AsyncClient, home: House, changes: dict[str, str]) -> None:
    form = {key: str(value) for key, value in {**person(), **changes}.items()}
    sent = {key: value.encode("utf-8", "replace").decode() for key, value in form.items()}
    answer = await client.post(f"/events/{SLUG}/register", data=sent)
    assert answer.status_code in (303, 409, 422), answer.text
    if answer.status_code == 303:
        token = answer.headers["location"].rpartition("/")[2]
        assert (await client.post(f"/r/{token}/cancel")).status_code == 303


@pytest.mark.parametrize("name", ["Kim\r\nBcc: all@example.org", "x" * 10_000, "a\x00b", "a\x1bb"])
async def test_a_name_that_cannot_stand_in_a_mail_is_refused_by_name(client: httpx.AsyncClient, name: str) -> None:
    for field in ("name", "native_name", "organisation", "job_title", "honorific"):
        answer = await client.post(URL, json={**person(), field: name})
        assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (422, [field])


async def test_an_unknown_zone_and_language_are_refused_by_name(client: httpx.AsyncClient) -> None:
    answer = await client.post(URL, json=person(timezone="Mars/Olympus", language="tlh-"))
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == ["language", "timezone"]


@pytest.mark.parametrize(
    "path",
    [
        "/r/%00",
        "/events/%00/register",
        "/r/..%2f",
        "/r/" + "A" * 46,
        "/r/한국",
        "/events/%00",
        "/events/%ff/register",
        "/events/x/register?y=%00",
    ],
)
async def test_odd_addresses_lead_nowhere(client: httpx.AsyncClient, path: str) -> None:
    for prefix in ("", "/api/v1"):
        address = prefix + (path.replace("/r/", "/registrations/") if prefix else path)
        assert (await client.get(address)).status_code == 404, address
