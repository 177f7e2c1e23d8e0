"""The page after an event, the JSON beside it, and what the public sees."""

import httpx
import pytest

from services.registration.operations import decide, registrants
from services.registration.operations.register import register
from shared.house import House
from tests.registration.after import ALL, BEGINS
from tests.registration.desk import signed_in, staff, token
from tests.registration.events import SLUG, load_event, person, sent
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse

PAGE = f"/organize/events/{SLUG}/after"
API = f"/api/v1/organize/events/{SLUG}"
FORM = {
    "recording_url": "https://video.example/1",
    "materials.0.title": "Slides",
    "materials.0.url": "https://files.example/slides.pdf",
    "materials.1.title": "",
    "materials.1.url": "",
    "press_note": "First <b>line</b>\r\nsecond line\r\n\r\n\r\nNext paragraph",
    "press_note_language": "ko",
}


@pytest.fixture
async def home(house: OpenHouse) -> House:
    home = await house("registration")
    await load_event(home)
    return home


async def test_what_is_kept_stands_on_the_public_page_and_in_the_api(home: House) -> None:
    async with signed_in(home) as client:
        assert "Press note" not in (await client.get(f"/events/{SLUG}")).text
        assert (await client.get(f"/api/v1/events/{SLUG}")).json()["press_note"] is None
        kept = await client.post(PAGE, data=FORM)
        assert (kept.status_code, kept.headers["location"]) == (303, f"{PAGE}?done=kept")
        assert 'value="https://files.example/slides.pdf"' in (await client.get(kept.headers["location"])).text
        page = (await client.get(f"/events/{SLUG}")).text
        assert '<a href="https://video.example/1" rel="noopener">Watch the recording</a>' in page
        assert '<a href="https://files.example/slides.pdf" rel="noopener"><bdi>Slides</bdi></a>' in page
        assert "<p>First &lt;b&gt;line&lt;/b&gt;<br>second line</p><p>Next paragraph</p>" in page.replace(
            "\n", ""
        ).replace("    ", "")
        assert 'lang="ko"' in page
        shown = (await client.get(f"/api/v1/events/{SLUG}")).json()
        assert shown["recording_url"] == "https://video.example/1"
        assert shown["materials"] == [{"title": "Slides", "url": "https://files.example/slides.pdf"}]
        assert shown["press_note"] == {
            "language": "ko",
            "text": "First <b>line</b>\nsecond line\n\nNext paragraph",
        }


async def test_a_bad_form_keeps_what_was_typed(home: House) -> None:
    async with signed_in(home) as client:
        bad = await client.post(PAGE, data={**FORM, "materials.1.url": "nowhere", "press_note_language": ""})
    assert bad.status_code == 422
    for name in ("materials.1.title", "materials.1.url", "press_note_language"):
        assert f'id="error-{name}"' in bad.text
        assert f'href="#field-{name}"' in bad.text
    assert 'value="nowhere"' in bad.text


async def test_more_rows_come_without_keeping_anything(home: House) -> None:
    async with signed_in(home) as client:
        more = await client.post(PAGE, data={**FORM, "more": "true"})
        assert (more.status_code, 'name="materials.3.url"' in more.text) == (200, True)
        assert 'value="Slides"' in more.text
        assert "Watch the recording" not in (await client.get(f"/events/{SLUG}")).text


async def test_closing_says_first_who_came(home: House, clock: FakeClock) -> None:
    async with signed_in(home) as client:
        assert "can be closed once it has begun" in (await client.get(PAGE)).text
    ids = [(await register(home, SLUG, person(number), language="en", timezone="")).answer.id for number in (1, 2, 3)]
    clock.move_to(BEGINS)
    async with signed_in(home) as client:
        page = (await client.get(PAGE)).text
        assert "Nobody is marked yet" in page
        assert f'href="{PAGE}/close"' in page
        assert f'method="post" action="{PAGE}/close"' not in page
        asked = (await client.get(f"{PAGE}/close")).text
        assert "3 people are not marked and count as absent." in asked
        assert "there is nobody to ask in a survey, and no certificate to issue" in asked
        refused = await client.post(f"{PAGE}/close", data={"sent": "true"})
        assert (refused.status_code, 'id="error-nobody_marked"' in refused.text) == (422, True)
        await registrants.note_came(home, await staff(home), SLUG, ids[:2], came=True)
        asked = (await client.get(f"{PAGE}/close")).text
        assert "Close the event with 2 people" in asked
        assert "Training is told of the 2 people who came: a survey can be sent to them" in asked
        assert "1 person who did not come gets neither." in asked
        assert "Nobody is written to now." in asked
        await sent(home)
        assert 'type="hidden" name="came" value="2"' in asked
        for number in ("1", "", "x"):
            refused = await client.post(f"{PAGE}/close", data={"sent": "true", "came": number})
            assert (refused.status_code, "Another number of people is noted as come by now: 2." in refused.text) == (
                409,
                True,
            )
        done = await client.post(f"{PAGE}/close", data={"sent": "true", "came": "2"})
        page = (await client.get(done.headers["location"])).text
        assert "The training service is told of 2 people who came." in page
        assert f'href="/organize/surveys/new?about=event:{SLUG}"' in page
        assert await sent(home) == [], "as the page says"
        closed = (await client.get(f"{PAGE}/close")).text
        assert ("It is closed already." in closed, "Training is told" in closed) == (True, False)
        for path in ("date", "cancel"):
            answer = await client.post(f"/organize/events/{SLUG}/{path}", data={"first": "2027-12-10"})
            assert (answer.status_code, "This event is closed. Open it again first" in answer.text) == (409, True)
        assert ">Closed</span>" in (await client.get(f"/organize/events/{SLUG}")).text
        desk = (await client.get("/organize")).text
        assert "closed; training was told who came" in desk
        assert desk.count(f'href="/organize/events/{SLUG}"') == 1, "among what happened, no more among what comes"
        assert f"/organize/events/{SLUG}/date" not in (await client.get(f"/organize/events/{SLUG}")).text
        assert "This event has taken place" in (await client.get(f"/events/{SLUG}")).text, "though its end is to come"
        shown = (await client.get("/api/v1/events")).json()["items"][0]
        assert shown["registration"]["state"] == "over"
        table = (await client.get(f"/organize/events/{SLUG}/registrations")).text
        assert ("training was told who came" in table, 'value="came"' in table) == (True, False)
        done = await client.post(f"{PAGE}/reopen")
        assert "The event is open again" in (await client.get(done.headers["location"])).text


async def test_of_what_cannot_be_closed_the_page_says_why_and_offers_nothing(home: House, clock: FakeClock) -> None:
    async with signed_in(home) as client:
        early = await client.get(f"{PAGE}/close")
        assert "can be closed once it has begun" in early.text
        await decide.cancel_event(home, await staff(home), SLUG, at_once=True)
    clock.move_to(BEGINS)
    async with signed_in(home) as client:
        gone = await client.get(f"{PAGE}/close")
        assert "This event was cancelled, so there is nothing to close." in gone.text
        assert f'method="post" action="{PAGE}/close"' not in early.text + gone.text
        refused = await client.post(f"{PAGE}/close", data={"sent": "true"})
        assert (refused.status_code, "so it cannot be closed" in refused.text) == (409, True)
    async with signed_in(home, "viewer") as client:
        assert (await client.get(f"{PAGE}/close")).status_code == 403


async def test_who_still_waits_is_counted_where_it_is_closed(home: House, clock: FakeClock) -> None:
    await load_event(home, "capacity = 1", slug="small")
    for number in (1, 2):
        await register(home, "small", person(number), language="en", timezone="")
    clock.move_to(BEGINS)
    async with signed_in(home) as client:
        page = (await client.get("/organize/events/small/after/close")).text
    assert "1 person still waits for a seat or for approval, gets none any more and is not written to." in page


async def test_programs_do_the_same(home: House, clock: FakeClock) -> None:
    await register(home, SLUG, person(1), language="en", timezone="")
    clock.move_to(BEGINS)
    async with signed_in(home) as client:
        client.cookies.clear()
        assert (await client.get(f"{API}/after")).status_code == 401
        viewer, own = await token(home, "viewer"), await token(home)
        assert (await client.get(f"{API}/after", headers=viewer)).json()["may_close"] is True
        assert (await client.patch(f"{API}/after", json=ALL, headers=viewer)).status_code == 403
        kept = await client.patch(f"{API}/after", json=ALL, headers=own)
        assert (kept.status_code, kept.json()["materials"]) == (200, ALL["materials"])
        bad = await client.patch(
            f"{API}/after", json={"materials": [{"title": "x"}], "recording_url": "x"}, headers=own
        )
        assert (bad.status_code, _fields(bad)) == (422, ["recording_url", "materials.0.url"])
        asked = await client.post(f"{API}/close", json={}, headers=own)
        assert (asked.status_code, _fields(asked)) == (422, ["nobody_marked"])
        other = await client.post(f"{API}/close", json={"nobody_marked": True, "came": 1}, headers=own)
        assert (other.status_code, other.json()["type"].rpartition(":")[2]) == (409, "changed-meanwhile")
        wrong = await client.post(f"{API}/close", json={"nobody_marked": True, "came": "1"}, headers=own)
        assert (wrong.status_code, _fields(wrong)) == (422, ["came"])
        closed = await client.post(f"{API}/close", json={"nobody_marked": True, "came": 0}, headers=own)
        assert closed.json()["attendance"] == {"came": 0, "absent": 0, "unmarked": 1}
        assert closed.json()["closed_at"] is not None
        reopened = await client.post(f"{API}/reopen", headers=own)
        assert (reopened.status_code, reopened.json()["closed_at"]) == (200, None)
        assert (await client.get("/api/v1/organize/events/nowhere/after", headers=own)).status_code == 404


def _fields(answer: httpx.Response) -> list[str]:
    return [error["field"] for error in answer.json()["errors"]]
