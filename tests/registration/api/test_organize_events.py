"""The desk's events as JSON: made, changed, published, dated, cancelled, and loaded from a file as well."""

import httpx

from services.registration.operations.load_programme import load_programme
from services.registration.operations.register import register
from services.registration.store import programme as store
from shared.contracts.notify import CalendarInvite, CalendarPut
from shared.house import House
from shared.identity.store import audit_of
from tests.registration.api.organizing import EVENTS, NEW, ONE, client, home, made
from tests.registration.events import SLUG, counts, load_event, person, sent
from tests.registration.programme.files import EXPO, programme

__all__ = ["client", "home"]


async def test_an_event_is_made_changed_published_dated_and_cancelled(client: httpx.AsyncClient, home: House) -> None:
    answer = await client.post(EVENTS, json=NEW)
    assert (answer.status_code, answer.headers["location"]) == (201, ONE)
    event = answer.json()
    assert (event["state"], event["timezone"], event["when"]) == (
        "draft", "Asia/Seoul", {"precision": "quarter", "year": 2027, "quarter": 3},
    )  # fmt: skip
    changed = await client.patch(ONE, json={"capacity": 30, "audience": ["members"], "edition": event["edition"]})
    assert (changed.status_code, changed.json()["seats"]["capacity"], changed.json()["audience"]) == (
        200,
        30,
        ["members"],
    )
    assert changed.json()["edition"] != event["edition"]
    assert await sent(home) == []
    assert (await client.post(f"{ONE}/publish")).json()["state"] == "open"
    date = {"first": "2027-09-07", "begins": "15:00", "ends": "16:00", "timezone": "Asia/Seoul", "at_once": True}
    assert (await client.post(f"{ONE}/date", json=date)).json()["state"] == "fixed"
    assert (await client.post(f"{ONE}/cancel", json={})).json()["state"] == "cancelled"
    puts = [job for job in await sent(home) if isinstance(job, CalendarPut)]
    assert [(put.revision, put.withdrawn, put.cancelled, put.at_once) for put in puts] == [
        (1, False, False, False), (2, False, False, True), (3, False, True, False),
    ]  # fmt: skip
    refused = await client.patch(ONE, json={"capacity": 40})
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:wego:problem:cancelled")


async def test_every_bad_field_is_named(client: httpx.AsyncClient) -> None:
    bad = {
        "title": 5, "kind": "party", "precision": "month", "month": 13, "format": "radio", "country": "XX",
        "network": "nowhere", "days": 0, "audience": "a\u202eb", "capacity": 2.5, "join_url": "zoom",
        "timezone": "Mars",
        "registration_opens": "2027-05-02T09:00", "registration_closes": "2027-05-01T09:00", "reminders": ["century"],
    }  # fmt: skip
    answer = await client.post(EVENTS, json=bad)
    assert answer.status_code == 422
    assert {error["field"] for error in answer.json()["errors"]} == {
        "title", "kind", "month", "year", "format", "country", "network", "days", "audience", "capacity", "join_url",
        "timezone", "registration_closes", "reminders",
    }  # fmt: skip
    assert (await client.get(EVENTS)).json() == {"items": [], "next": None}


async def test_the_same_key_makes_one_event(client: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "k1"}
    first, again = [await client.post(EVENTS, json=NEW, headers=key) for _ in range(2)]
    assert (first.status_code, again.status_code, first.json()) == (201, 201, again.json())
    other = await client.post(EVENTS, json=NEW | {"title": "Air Day"}, headers=key)
    assert (other.status_code, other.json()["errors"][0]["field"]) == (422, "Idempotency-Key")
    assert len((await client.get(EVENTS)).json()["items"]) == 1
    assert (await made(client))["slug"] == "water-day-2027-2"


async def test_a_stale_edition_is_refused_and_none_is_not_asked_for(client: httpx.AsyncClient) -> None:
    edition = (await made(client))["edition"]
    await client.patch(ONE, json={"city": "Busan"})
    refused = await client.patch(ONE, json={"city": "Jeju", "edition": edition})
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:wego:problem:changed-meanwhile")
    assert (await client.get(ONE)).json()["city"] == "Busan"


async def test_a_raised_capacity_lets_the_first_in_and_a_lowered_one_takes_no_seat(
    client: httpx.AsyncClient, home: House
) -> None:
    await load_event(home, "capacity = 1")
    for number in (1, 2, 3):
        await register(home, SLUG, person(number), language="en", timezone="Asia/Seoul")
    await sent(home)
    await client.patch(f"{EVENTS}/{SLUG}", json={"capacity": 2})
    [invite] = await sent(home)
    assert isinstance(invite, CalendarInvite)
    assert invite.parts[0].attendee.person.email == "person2@example.org"
    lowered = await client.patch(f"{EVENTS}/{SLUG}", json={"capacity": 1})
    assert lowered.json()["seats"] == {"capacity": 1, "taken": 2, "waiting": 1, "pending": 0}
    assert await sent(home) == []
    assert await counts(home) == {"confirmed": (2, 2), "waitlisted": (1, 1), "pending": (0, 0)}


async def test_another_link_goes_with_the_event_to_all_who_take_part(client: httpx.AsyncClient, home: House) -> None:
    await load_event(home)
    for number in (1, 2):
        await register(home, SLUG, person(number), language="en", timezone="Asia/Seoul")
    await sent(home)
    await client.patch(f"{EVENTS}/{SLUG}", json={"join_url": "https://zoom.example/2"})
    [item] = await sent(home)
    assert isinstance(item, CalendarPut)
    assert (item.join_url, item.at_once) == ("https://zoom.example/2", False)


async def test_registered_people_keep_it_public(client: httpx.AsyncClient, home: House) -> None:
    await load_event(home)
    await register(home, SLUG, person(), language="en", timezone="Asia/Seoul")
    refused = await client.post(f"{EVENTS}/{SLUG}/withdraw")
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:wego:problem:registered")


async def test_next_years(client: httpx.AsyncClient, home: House) -> None:
    await load_programme(home, programme(EXPO))
    answer = await client.post(f"{EVENTS}/expo/duplicate", json={"copy_sessions": True, "city": "Busan"})
    event = answer.json()
    assert (answer.status_code, event["slug"], event["state"], event["city"]) == (201, "expo-2028", "draft", "Busan")
    assert (event["when"], event["days"]) == ({"precision": "month", "year": 2028, "month": 6}, 3)
    async with home.db.reading() as tx:
        old, new = await store.event_by_slug(tx, "expo"), await store.event_by_slug(tx, "expo-2028")
    assert old is not None
    assert new is not None
    assert new.sessions == old.sessions
    assert (new.capacity, new.join_url, new.confirmed_count, new.original_when) == (old.capacity, "", 0, None)


async def test_every_change_is_in_the_trail(client: httpx.AsyncClient, home: House) -> None:
    await made(client, capacity=10)
    await client.patch(ONE, json={"capacity": 20, "approval": True, "partners": ["UNDP", "WFUNA"]})
    await client.post(f"{ONE}/publish")
    await client.post(f"{ONE}/withdraw")
    async with home.db.reading() as tx:
        event = await store.event_by_slug(tx, "water-day-2027")
        assert event is not None
        entries = await audit_of(tx, f"event:{event.id}")
    assert [entry.action for entry in entries] == [
        "event.created",
        "event.changed",
        "event.published",
        "event.withdrawn",
    ]
    assert entries[1].old == {"partners": "", "capacity": "10", "approval": ""}
    assert entries[1].new == {"partners": "UNDP\nWFUNA", "capacity": "20", "approval": "yes"}


async def test_a_load_leaves_alone_what_was_changed_here(client: httpx.AsyncClient, home: House) -> None:
    await load_programme(home, programme(EXPO))
    await client.patch(f"{EVENTS}/expo", json={"title": "Fair", "reminders": ["day"]})
    report = await load_programme(home, programme(EXPO.replace("capacity = 40", "capacity = 60")))
    assert [(each.slug, each.fields) for each in report.changed] == [("expo", ("capacity",))]
    assert [(each.slug, each.fields) for each in report.left_alone] == [("expo", ("title",))]
    event = (await client.get(f"{EVENTS}/expo")).json()
    assert (event["title"], event["reminders"], event["seats"]["capacity"]) == ("Fair", ["day"], 60)


async def test_a_load_does_not_publish_a_draft_made_here(client: httpx.AsyncClient, home: House) -> None:
    await made(client, title="Expo", precision="year", year=2027, city="Busan")
    await load_programme(home, programme(EXPO.replace('"expo"\n', '"expo-2027"\n', 1)))
    event = (await client.get(f"{EVENTS}/expo-2027")).json()
    assert (event["state"], event["city"], event["when"]) == ("draft", "Busan", {"precision": "year", "year": 2027})
    assert event["audience"] == ["members"]


async def test_a_new_event_has_all_reminders_unless_others_are_sent(client: httpx.AsyncClient) -> None:
    assert (await made(client))["reminders"] == ["week", "day", "hours"]
    assert (await made(client, title="Quiet Day", reminders=[]))["reminders"] == []
    changed = await client.patch(ONE, json={"capacity": 3})
    assert changed.json()["reminders"] == ["week", "day", "hours"]


async def test_an_older_date_edition_moves_nothing(client: httpx.AsyncClient, home: House) -> None:
    read = (await made(client))["date_edition"]
    date = {"first": "2027-09-07", "timezone": "Asia/Seoul", "edition": read}
    assert (await client.post(f"{ONE}/date", json=date)).status_code == 200
    assert (await client.post(f"{ONE}/date", json=date)).status_code == 200, "what stands already is no other date"
    late = await client.post(f"{ONE}/date", json={**date, "first": "2027-09-14"})
    assert (late.status_code, late.json()["type"]) == (409, "urn:wego:problem:changed-meanwhile")
    kept = (await client.get(ONE)).json()
    assert kept["when"]["first"] == "2027-09-07"
    again = await client.post(f"{ONE}/date", json={**date, "first": "2027-09-14", "edition": kept["date_edition"]})
    assert again.json()["when"]["first"] == "2027-09-14"
