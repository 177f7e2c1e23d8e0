"""The sessions of an event at the desk, as pages that need no script, and as JSON."""

from typing import Any

import pytest

from services.registration.operations.register import register
from shared.house import House
from tests.registration.desk import signed_in, token
from tests.registration.events import SLUG, load_event, person
from tests.support.house import OpenHouse

PAGE = f"/organize/events/{SLUG}/programme"
NEW = f"/organize/events/{SLUG}/new-session"
API = f"/api/v1/organize/events/{SLUG}/sessions"
FORM = {
    "title": "시장 라운드테이블",
    "agenda": "Part I\r\nPart II",
    "breakouts": "",
    "speakers.0.name": "Sato Mihon",
    "speakers.0.native_name": "佐藤みほん",
    "speakers.0.role": "Mayor",
    "speakers.0.organisation": "Sample City",
    "speakers.1.name": "",
}


@pytest.fixture
async def home(house: OpenHouse) -> House:
    home = await house("registration")
    await load_event(home)
    return home


async def test_a_session_is_written_changed_moved_removed_and_put_back(home: House) -> None:
    async with signed_in(home) as client:
        assert "No sessions yet" in (await client.get(PAGE)).text
        done = await client.post(NEW, data=FORM)
        assert done.status_code == 303
        page = (await client.get(done.headers["location"])).text
        assert "The session is added" in page
        public = (await client.get(f"/events/{SLUG}")).text
        assert "<h4>시장 라운드테이블</h4>" in public
        assert '<bdi class="muted" lang="ja">佐藤みほん</bdi>' in public
        slug = "시장-라운드테이블"
        form = (await client.get(f"{PAGE}/{slug}")).text
        assert ('value="佐藤みほん"' in form, "Part I\nPart II</textarea>" in form) == (True, True)
        await client.post(NEW, data={"title": "New"})
        assert (await client.get(f"{PAGE}/new")).status_code == 200
        done = await client.post(f"{PAGE}/{slug}", data={**FORM, "title": "Mayors Roundtable"})
        assert "<bdi>Mayors Roundtable</bdi>" in (await client.get(done.headers["location"])).text
        assert (await client.post(f"{PAGE}/{slug}/down")).status_code == 303
        shown = (await client.get(f"/api/v1/events/{SLUG}")).json()["sessions"]
        assert [one["slug"] for one in shown] == ["new", slug]
        assert (await client.post(f"{PAGE}/{slug}/up")).status_code == 303
        removed = await client.post(f"{PAGE}/{slug}/remove")
        page = (await client.get(removed.headers["location"])).text
        assert "The session is removed" in page
        assert "Put it back" in page
        await client.post(f"{PAGE}/{slug}/restore")
        shown = (await client.get(f"/api/v1/events/{SLUG}")).json()["sessions"]
        assert [one["slug"] for one in shown] == [slug, "new"]
        history = (await client.get(f"/organize/events/{SLUG}")).text
        for words in (
            "added a session",
            "changed a session",
            "changed the order",
            "removed a session",
            "put a session back",
        ):
            assert words in history


async def test_a_bad_form_keeps_what_was_typed_and_more_rows_keep_nothing(home: House) -> None:
    async with signed_in(home) as client:
        bad = await client.post(NEW, data={**FORM, "title": "", "speakers.1.role": "Mayor"})
        assert bad.status_code == 422
        for name in ("title", "speakers.1.name"):
            assert f'id="error-{name}"' in bad.text
        assert 'value="Sato Mihon"' in bad.text
        more = await client.post(NEW, data={**FORM, "more": "true"})
        assert (more.status_code, 'name="speakers.3.name"' in more.text, 'value="Sato Mihon"' in more.text) == (
            200,
            True,
            True,
        )
        assert (await client.get(API)).json()["items"] == []
        assert (await client.get(f"{PAGE}/nowhere")).status_code == 404


async def test_programs_read_and_replace_the_list(home: House) -> None:
    async with signed_in(home) as client:
        client.cookies.clear()
        viewer, own = await token(home, "viewer"), await token(home)
        assert (await client.get(API)).status_code == 401
        body = {
            "items": [{"title": "Opening", "speakers": [{"name": "Ada Sample", "role": "Mayor"}]}, {"title": "Talks"}]
        }
        assert (await client.put(API, json=body, headers=viewer)).status_code == 403
        assert (await client.put(API, json=body, headers=own)).status_code == 200
        await register(home, SLUG, person(1, sessions=["talks"]), language="en", timezone="")
        shown = (await client.get(API, headers=viewer)).json()
        speaker = {
            "name": "Ada Sample",
            "native_name": "",
            "native_name_language": "",
            "role": "Mayor",
            "organisation": "",
        }
        untimed: dict[str, Any] = {"agenda": [], "breakouts": [], "day": None, "begins": None, "ends": None, "room": ""}
        assert shown == {
            "items": [
                {"slug": "opening", "title": "Opening", **untimed, "speakers": [speaker], "chosen": 0},
                {"slug": "talks", "title": "Talks", **untimed, "speakers": [], "chosen": 1},
            ],
            "removed": [],
            "next": None,
        }
        one = f"{API}/talks"
        times = {"day": 1, "begins": "15:30", "ends": "16:00", "room": "Room 3"}
        assert (await client.patch(one, json=times, headers=viewer)).status_code == 403
        talks, opening = (await client.patch(one, json=times, headers=own)).json()["items"]
        assert (talks, opening["slug"]) == ({**shown["items"][1], **times}, "opening")
        assert (await client.get(f"/api/v1/events/{SLUG}")).json()["sessions"][0] == {
            **{name: talks[name] for name in talks if name != "chosen"},
            "when": {"precision": "time", "start": "2027-12-09T15:30:00", "end": "2027-12-09T16:00:00"},
        }
        bad = await client.patch(one, json={"begin": "9:00", "ends": "noon"}, headers=own)
        assert (bad.status_code, [error["field"] for error in bad.json()["errors"]]) == (422, ["begin", "ends"])
        bad = await client.patch(one, json={"day": 2, "ends": "noon"}, headers=own)
        assert (bad.status_code, [error["field"] for error in bad.json()["errors"]]) == (422, ["day", "ends"])
        assert (await client.patch(f"{API}/nowhere", json=times, headers=own)).status_code == 404
        bad = await client.put(API, json={"items": [{"title": ""}]}, headers=own)
        assert (bad.status_code, [error["field"] for error in bad.json()["errors"]]) == (422, ["items.0.title"])
        again = await client.put(API, json={"items": shown["items"][1:]}, headers=own)
        assert ([one["slug"] for one in again.json()["removed"]], again.json()["items"][0]["chosen"]) == (
            ["opening"],
            1,
        )


async def _close(home: House, *, closed: bool = True) -> None:
    async with home.db.transaction() as tx:
        at = tx.now if closed else None
        await tx.conn.execute("UPDATE events SET closed_at = $2, activity_revision = 1 WHERE slug = $1", SLUG, at)


async def test_a_closed_event_keeps_what_was_typed_and_leads_to_its_opening(home: House) -> None:
    why = "This event is closed. Open it again first, on the page After the event."
    async with signed_in(home) as client:
        await client.post(NEW, data={"title": "Opening"})
        await _close(home)
        for path in (NEW, f"{PAGE}/opening"):
            kept = await client.post(path, data=FORM)
            assert (kept.status_code, why in kept.text, "The session was not kept" in kept.text) == (409, True, True)
            assert f'href="/organize/events/{SLUG}/after"' in kept.text
            assert all(f'value="{FORM[name]}"' in kept.text for name in ("title", "speakers.0.native_name"))
            assert "Part I\r\nPart II</textarea>" in kept.text
            assert f'method="post" action="{path}"' in kept.text
            before = await client.get(path)
            assert (before.status_code, why in before.text, 'name="title"' in before.text) == (409, True, False)
        for deed in ("up", "down", "remove", "restore"):
            stays = await client.post(f"{PAGE}/opening/{deed}")
            assert (stays.status_code, why in stays.text, "Back to the event" in stays.text) == (409, True, True), deed
        assert (await client.post(f"{PAGE}/opening/sing")).status_code == 404
        await _close(home, closed=False)
        assert (await client.post(f"{PAGE}/opening", data=FORM)).status_code == 303
        shown = (await client.get(f"/api/v1/events/{SLUG}")).json()["sessions"]
        assert [one["title"] for one in shown] == [FORM["title"]]


async def test_a_cancelled_event_keeps_what_was_typed_and_offers_no_opening(home: House) -> None:
    async with signed_in(home) as client:
        await client.post(f"/organize/events/{SLUG}/cancel", data={"reason": ""})
        kept = await client.post(NEW, data=FORM)
        assert (kept.status_code, "This event was cancelled" in kept.text) == (409, True)
        assert ("Part I" in kept.text, f'href="/organize/events/{SLUG}/after"' in kept.text) == (True, False)
