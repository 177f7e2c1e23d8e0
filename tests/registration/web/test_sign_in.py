"""The sign-in page: a link that opening leaves alone, a button that uses it up, a cookie, and the way out."""

from collections.abc import AsyncIterator

import httpx
import pytest

from shared.db import Database
from shared.house import House
from shared.identity.accounts import add_staff
from shared.identity.sessions import LINK_LIFETIME, sign_in_link
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse
from tests.support.web import client_at

ADA = "ada.sample@office.example"


@pytest.fixture
async def registration(house: OpenHouse) -> House:
    return await house("registration")


@pytest.fixture
async def client(registration: House) -> AsyncIterator[httpx.AsyncClient]:
    async with client_at(registration) as opened:
        yield opened


async def _link(db: Database) -> str:
    await add_staff(db, email=ADA, role="organizer", name="Ada Sample")
    return await sign_in_link(db, ADA)


def _secret(link: str) -> dict[str, str]:
    return {"link": link.partition("link=")[2]}


async def test_without_a_link_the_page_offers_a_code(client: httpx.AsyncClient) -> None:
    answer = await client.get("/sign-in?next=/organize/events")
    assert answer.status_code == 200
    assert 'action="/sign-in/code"' in answer.text
    assert 'name="next" value="/organize/events"' in answer.text
    assert 'name="next" value=""' in (await client.get("/sign-in?next=//evil.example")).text


async def test_opening_the_link_uses_nothing_and_the_button_signs_in(
    registration: House, client: httpx.AsyncClient
) -> None:
    link = await _link(registration.db)
    for _ in range(2):
        answer = await client.get(link)
        assert (answer.status_code, "Sign in as Ada Sample?" in answer.text) == (200, True)
        assert "set-cookie" not in answer.headers
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"

    answer = await client.post("/sign-in", data=_secret(link))
    assert (answer.status_code, answer.headers["location"]) == (303, "/organize")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("wego-session=")
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}

    page = await client.get("/sign-in")
    assert "You are signed in as Ada Sample" in page.text
    assert ADA in page.text
    assert "Organizer" in page.text


async def test_a_used_link_and_an_old_link_are_refused_with_the_way_out(
    registration: House, client: httpx.AsyncClient, clock: FakeClock
) -> None:
    used, old = await _link(registration.db), await _link(registration.db)
    await client.post("/sign-in", data=_secret(used))
    client.cookies.clear()
    clock.now += LINK_LIFETIME
    for link in (used, old, "/sign-in?link=made-up"):
        for answer in (await client.get(link), await client.post("/sign-in", data=_secret(link))):
            assert answer.status_code == 410
            assert "This link was used already or has run out" in answer.text
            assert "set-cookie" not in answer.headers


async def test_signing_out_ends_the_session_itself(registration: House, client: httpx.AsyncClient) -> None:
    await client.post("/sign-in", data=_secret(await _link(registration.db)))
    stolen = dict(client.cookies)

    answer = await client.post("/sign-in/out")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert dict(client.cookies) == {}

    client.cookies.update(stolen)
    assert "You are signed in" not in (await client.get("/sign-in")).text


async def test_signing_out_everywhere_ends_the_sessions_of_other_browsers(
    registration: House, client: httpx.AsyncClient
) -> None:
    await client.post("/sign-in", data=_secret(await _link(registration.db)))
    elsewhere = dict(client.cookies)
    client.cookies.clear()
    await client.post("/sign-in", data=_secret(await _link(registration.db)))
    await client.post("/sign-in/out", data={"everywhere": "true"})
    client.cookies.update(elsewhere)
    assert "You are signed in" not in (await client.get("/sign-in")).text


async def test_after_a_link_one_comes_to_the_page_one_wanted_if_it_is_ours(
    registration: House, client: httpx.AsyncClient
) -> None:
    for wanted, path in (("/organize/events?q=a", "/organize/events?q=a"), ("https://evil.example/", "/organize")):
        link = await _link(registration.db)
        answer = await client.post("/sign-in", data=_secret(link) | {"next": wanted})
        assert answer.headers["location"] == path


async def test_over_https_the_cookie_is_tied_to_the_host(house: OpenHouse) -> None:
    registration = await house("registration", public_url="https://wego.test")
    async with client_at(registration, "https://wego.test") as client:
        answer = await client.post("/sign-in", data=_secret(await _link(registration.db)))
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith("__Host-wego-session=")
        assert {"Secure", "HttpOnly", "Path=/"} <= {part.strip() for part in cookie.split(";")}
        assert "domain" not in cookie.lower()
        assert "You are signed in as Ada Sample" in (await client.get("/sign-in")).text


async def test_another_site_cannot_sign_anybody_in_or_out(registration: House, client: httpx.AsyncClient) -> None:
    link = _secret(await _link(registration.db))
    elsewhere = {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}
    assert (await client.post("/sign-in", data=link, headers=elsewhere)).status_code == 403
    assert (await client.post("/sign-in", data=link)).status_code == 303
    assert (await client.post("/sign-in/out", headers=elsewhere)).status_code == 403
    assert "You are signed in" in (await client.get("/sign-in")).text


async def test_many_tries_from_one_place_are_slowed_down(client: httpx.AsyncClient) -> None:
    answers = [(await client.post("/sign-in", data={"link": "guess"})).status_code for _ in range(31)]
    assert answers == [410] * 30 + [429]
