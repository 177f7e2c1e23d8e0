"""Pages and API for staff: who is not signed in gets no further, and comes back to where they wanted."""

from collections.abc import AsyncIterator

import httpx
import pytest
from litestar import Response, get, post

from shared.house import House
from shared.identity.accounts import add_staff, create_token
from shared.identity.cookie import cookie_name
from shared.identity.roles import require
from shared.identity.sessions import redeem, sign_in_link
from shared.identity.staff import Role
from shared.web.app import create_app
from shared.web.given import TheReader, TheStaff
from shared.web.pages import private_page
from shared.web.staff import local, sign_in_path
from tests.support.house import OpenHouse
from tests.support.web import client_of

EMAIL = "ada.sample@office.example"


@get("/organize/sample")
async def _page(reader: TheReader, staff: TheStaff) -> Response[str]:
    return private_page(reader, "error.html", title=staff.name, message="", problems=(), request_id="", again="")


@post("/organize/sample", status_code=200)
async def _change(staff: TheStaff) -> str:
    require(staff, Role.ORGANIZER)
    return staff.name


@get("/api/v1/sample")
async def _api(staff: TheStaff) -> str:
    require(staff, Role.ORGANIZER)
    return staff.trail


@pytest.fixture
async def home(house: OpenHouse) -> House:
    return await house("training")


@pytest.fixture
async def client(home: House) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(create_app(home.settings, house=home, pages=[_page, _change], api=[_api])) as opened:
        yield opened


async def _sign_in(home: House, client: httpx.AsyncClient, role: str) -> None:
    await add_staff(home.db, email=EMAIL, role=role, name="Ada Sample")
    secret = await redeem(home.db, (await sign_in_link(home.db, EMAIL)).partition("link=")[2])
    client.cookies.set(cookie_name(secure=False), secret)


async def test_a_page_leads_to_the_sign_in_and_back(client: httpx.AsyncClient) -> None:
    answer = await client.get("/organize/sample?q=a%26b&page=2")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=%2Forganize%2Fsample%3Fq%3Da%2526b%26page%3D2"
    assert answer.headers["cache-control"] == "no-store"


async def test_a_form_that_nobody_sent_leads_to_the_sign_in_alone(client: httpx.AsyncClient) -> None:
    answer = await client.post("/organize/sample")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


async def test_staff_see_the_page_with_their_way_around_and_the_way_out(home: House, client: httpx.AsyncClient) -> None:
    await _sign_in(home, client, "viewer")
    answer = await client.get("/organize/sample")
    assert answer.status_code == 200
    assert 'href="/organize"' in answer.text
    assert 'action="/sign-in/out"' in answer.text
    assert "/organize" not in (await client.get("/nowhere")).text


async def test_a_role_that_may_not_is_told_so(home: House, client: httpx.AsyncClient) -> None:
    await _sign_in(home, client, "viewer")
    answer = await client.post("/organize/sample")
    assert (answer.status_code, "Your account may not do this" in answer.text) == (403, True)
    await _sign_in(home, client, "organizer")
    assert (await client.post("/organize/sample")).text == "Ada Sample"


async def test_the_api_takes_a_token_or_the_session_and_says_401_or_403(home: House, client: httpx.AsyncClient) -> None:
    for headers in ({}, {"Authorization": "Bearer made-up"}, {"Authorization": "Basic eDp5"}):
        answer = await client.get("/api/v1/sample", headers=headers)
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
        assert answer.headers["content-type"].startswith("application/problem+json")
        assert answer.json()["type"] == "urn:wego:problem:sign-in-needed"

    may_not = {"Authorization": f"Bearer {await create_token(home.db, name='a', role='viewer')}"}
    answer = await client.get("/api/v1/sample", headers=may_not)
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:wego:problem:forbidden")

    may = {"Authorization": f"Bearer {await create_token(home.db, name='b', role='organizer')}"}
    assert (await client.get("/api/v1/sample", headers=may)).text.startswith("token:")

    await _sign_in(home, client, "organizer")
    assert (await client.get("/api/v1/sample")).text.startswith("staff:")


@pytest.mark.parametrize("path", ["/", "/organize", "/organize/events?q=a&x=%2F%2F", "/me"])
def test_a_local_path_is_kept(path: str) -> None:
    assert local(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "", "organize", "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example/",
        "/\t/evil.example",
        "/\n/evil.example", "javascript:alert(1)", "/ x", "/" + "x" * 2000, "/sign-in", "/sign-in/out", "/a\\b",
    ],
)  # fmt: skip
def test_any_other_is_not(path: str) -> None:
    assert local(path) == ""
    assert sign_in_path(path) == "/sign-in"
