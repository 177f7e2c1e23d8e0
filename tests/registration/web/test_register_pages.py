"""The registration pages as a browser without scripts uses them."""

import re
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from shared.house import House
from tests.registration.events import SLUG, counts, load_event, person, sent
from tests.support.house import OpenHouse
from tests.support.web import client_at

FORM = f"/events/{SLUG}/register"


@pytest.fixture
async def home(house: OpenHouse) -> House:
    home = await house("registration")
    await load_event(home, 'join_url = "https://meet.example.org/1"\n[[events.sessions]]\ntitle = "개회사"')
    return home


@pytest.fixture
async def client(home: House) -> AsyncIterator[httpx.AsyncClient]:
    async with client_at(home) as client:
        yield client


def typed(**changes: Any) -> dict[str, Any]:
    return {key: "true" if value is True else value for key, value in person(**changes).items()}


async def register(client: httpx.AsyncClient, **changes: Any) -> str:
    """The path of the new personal page."""
    answer = await client.post(FORM, data=typed(**changes))
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


async def test_a_form_becomes_a_personal_page(client: httpx.AsyncClient, home: House) -> None:
    form = (await client.get(FORM)).text
    key = re.search(r'name="form_key" value="([^"]+)"', form)
    assert key
    page = await register(
        client, native_name="김민수", form_key=key[1], parts_shown="1", sessions="개회사", job_title="<b>Boss</b>"
    )
    again = await client.post(
        FORM,
        data=typed(native_name="김민수", form_key=key[1], parts_shown="1", sessions="개회사", job_title="<b>Boss</b>"),
    )
    assert again.headers["location"] == page, "a double click is one registration"
    assert len(await sent(home)) == 1
    shown = await client.get(page)
    assert shown.status_code == 200
    assert '<bdi lang="ko">김민수</bdi>' in shown.text
    assert "&lt;b&gt;Boss&lt;/b&gt;" in shown.text
    assert "https://meet.example.org/1" in shown.text
    assert shown.headers["referrer-policy"] == "no-referrer"
    assert shown.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("when", "language", "button"),
    [
        ("", "en", "Register for 9 December 2027"),
        ('{ precision = "day", first = 2027-12-09, last = 2027-12-11 }', "en", "Register for 9 December 2027"),
        (
            '{ precision = "day", first = 2027-12-09, last = 2027-12-11 }',
            "es",
            "Inscribirse para el 9 de diciembre de 2027",
        ),
        ('{ precision = "year", year = 2027 }', "en", "Register"),
        ('{ precision = "quarter", year = 2027, quarter = 4 }', "fr", "S’inscrire, date à définir"),
    ],
)
async def test_the_button_says_what_for(
    client: httpx.AsyncClient, home: House, when: str, language: str, button: str
) -> None:
    await load_event(home, when=when, slug="another")
    client.cookies.set("wego_language", language)
    for page in ("/events/another", "/events/another/register"):
        text = (await client.get(page)).text
        assert re.search(r"<(a|button) class=\"button( primary)?\"[^>]*>" + button + "</", text), page


async def test_a_link_that_is_not_ours_is_refused_in_the_language_of_its_reader(client: httpx.AsyncClient) -> None:
    client.cookies.set("wego_language", "es")
    answer = await client.get("/r/cut-off")
    assert answer.status_code == 404
    assert "Este enlace está incompleto o ya no es válido." in answer.text


async def test_a_bad_form_comes_back_with_all_that_was_typed(client: httpx.AsyncClient, home: House) -> None:
    answer = await client.post(FORM, data={"email": "asha.city.example", "name": "Asha", "job_title": "Officer"})
    assert answer.status_code == 422
    assert "<title>Error:" in answer.text
    for field in ("email", "organisation", "category", "country", "consent"):
        assert f'href="#field-{field}"' in answer.text
        assert f'id="error-{field}"' in answer.text
    assert 'value="asha.city.example"' in answer.text
    assert 'value="Officer"' in answer.text
    assert await sent(home) == []


async def test_a_known_address_is_told_nothing_but_that(client: httpx.AsyncClient) -> None:
    page = await register(client)
    answer = await client.post(FORM, data=typed(name="Somebody else"))
    assert answer.status_code == 409
    assert page.removeprefix("/r/") not in answer.text
    assert "registered already" in answer.text


async def test_the_address_is_corrected_on_the_page(client: httpx.AsyncClient) -> None:
    page = await register(client)
    bad = await client.post(page + "/address", data={"email": "no"})
    assert bad.status_code == 422
    assert 'id="error-email"' in bad.text
    moved = await client.post(page + "/address", data={"email": "right@example.org"})
    assert moved.status_code == 303
    assert (await client.get(page)).status_code == 410
    assert "right@example.org" in (await client.get(moved.headers["location"])).text


async def test_answers_are_changed_and_the_registration_cancelled(client: httpx.AsyncClient, home: House) -> None:
    page = await register(client)
    form = await client.get(page + "/change")
    assert 'value="Person 1"' in form.text
    answers = {**typed(), "name": "Kim Min-su", "parts_shown": "1", "sessions": ["개회사"]}
    assert (await client.post(page + "/change", data=answers)).status_code == 303
    assert "Kim Min-su" in (await client.get(page)).text
    assert "Cancel your registration?" in (await client.get(page + "/cancel")).text
    assert (await client.post(page + "/cancel")).status_code == 303
    assert "You cancelled your registration" in (await client.get(page)).text
    assert await counts(home) == {"confirmed": (0, 0), "waitlisted": (0, 0), "pending": (0, 0)}


async def test_times_stand_in_the_zone_that_was_given(client: httpx.AsyncClient) -> None:
    page = await client.get(await register(client, timezone="Africa/Nairobi"))
    assert "Your time, Nairobi" in page.text
    assert "09:00 to 11:00" in page.text


async def test_a_cancelled_registration_is_not_changed_any_more(client: httpx.AsyncClient) -> None:
    page = await register(client)
    await client.post(page + "/cancel")
    assert (await client.get(page + "/change")).headers["location"] == page
    assert (await client.post(page + "/change", data=typed())).headers["location"] == page


async def test_a_get_never_changes_anything(client: httpx.AsyncClient, home: House) -> None:
    page = await register(client)
    await sent(home)
    for path in (page, page + "/change", page + "/cancel"):
        assert (await client.get(path)).status_code == 200
    assert await sent(home) == []
    assert await counts(home) == {"confirmed": (1, 1), "waitlisted": (0, 0), "pending": (0, 0)}


@pytest.mark.parametrize("language", ["en", "ko", "zh", "es", "fr"])
async def test_every_state_renders_in_every_language(home: House, language: str) -> None:
    await load_event(home, "capacity = 1", slug="full")
    await load_event(home, "approval = true", slug="approved")
    await load_event(home, when='{ precision = "quarter", year = 2027, quarter = 3, tentative = true }', slug="open")
    await load_event(home, when='{ precision = "year", year = 2027 }', slug="year")
    async with client_at(home) as client:
        client.cookies.set("wego_language", language)
        for number, slug in enumerate((SLUG, "full", "full", "approved", "open", "year")):
            body = typed(number=number)
            assert (await client.get(f"/events/{slug}/register")).status_code == 200
            answer = await client.post(f"/events/{slug}/register", data=body)
            assert answer.status_code == 303
            for tail in ("", "/change", "/cancel"):
                page = await client.get(answer.headers["location"] + tail)
                assert page.status_code == 200
                assert f'<html lang="{"zh-Hans" if language == "zh" else language}"' in page.text


async def test_asking_to_be_told(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, when='{ precision = "month", year = 2027, month = 9 }', slug="open")
    bad = await client.post("/events/open/interest", data={"email": "no"})
    assert (bad.status_code, 'id="error-email"' in bad.text) == (422, True)
    for _ in range(2):
        answer = await client.post("/events/open/interest", data={"email": "a@example.org"})
        assert answer.headers["location"] == "/events/open/interest"
    assert (
        "if it moves or is open again after that, and if the event is cancelled."
        in (await client.get("/events/open/interest")).text
    )
    async with home.db.reading() as tx:
        assert await tx.conn.fetchval("SELECT count(*) FROM interests") == 1
    assert (await client.post(f"/events/{SLUG}/interest", data={"email": "a@example.org"})).status_code == 409


async def test_another_site_cannot_post_for_a_reader(client: httpx.AsyncClient) -> None:
    answer = await client.post(
        FORM, data=typed(), headers={"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403
