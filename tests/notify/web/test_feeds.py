"""Calendar files: what stands in them, what does not, and how cheaply a program hears that nothing changed."""

import httpx
from ical.calendar_stream import IcsCalendarStream

from shared.contracts.common import Place
from shared.house import House
from shared.identity.people import person_id
from shared.when import Precision, When
from tests.notify.calendar.lint import lint
from tests.notify.jobs import ASHA, MINSU, OPEN, apply, cancelled, confirmed, part, put
from tests.notify.jobs import invite as invite_job
from tests.support.clock import FakeClock

EVENT = "/calendar/events/smart-tech-korea.ics"


def entries(answer: httpx.Response) -> list[tuple[str, str, int]]:
    """(title, status, sequence) of every entry, read by a library that did not write it."""
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert lint(answer.content) == []
    events = IcsCalendarStream.calendar_from_ics(answer.text).events
    return [(str(event.summary), event.status.value if event.status else "", event.sequence or 0) for event in events]


def mine(house: House, email: str, version: int = 0) -> str:
    return f"/calendar/mine/{house.links.token('calendar', person_id(email), version)}.ics"


async def test_the_programme_shows_what_has_a_date(local: House, client: httpx.AsyncClient) -> None:
    year_round = When(precision=Precision.YEAR, year=2027)
    await apply(
        local,
        put(),
        put(
            key="event:2",
            slug="assembly",
            title="Assembly",
            when=OPEN,
            timezone="",
            feeds=("programme", "event:assembly"),
        ),
        put(key="event:3", slug="network", title="Networking", when=year_round, feeds=("programme", "event:network")),
        put(key="event:4", slug="hidden", title="Hidden", withdrawn=True),
        put(key="cohort:1", slug="seoul-2027", title="Seoul", feeds=("training:seoul-2027",)),
    )
    assert entries(await client.get("/calendar/programme.ics")) == [("Smart Tech Korea Expo", "CONFIRMED", 0)]
    assert entries(await client.get("/calendar/training/seoul-2027.ics")) == [("Seoul", "CONFIRMED", 0)]


async def test_an_empty_programme_is_an_empty_calendar(client: httpx.AsyncClient) -> None:
    assert entries(await client.get("/calendar/programme.ics")) == []


async def test_an_event_alone_has_no_attendees(local: House, client: httpx.AsyncClient) -> None:
    await apply(local, put(), confirmed())
    answer = await client.get(EVENT)
    assert entries(answer) == [("Smart Tech Korea Expo", "CONFIRMED", 0)]
    assert "ATTENDEE" not in answer.text
    assert "minsu" not in answer.text


async def test_an_open_date_has_no_file_and_says_why(local: House, client: httpx.AsyncClient) -> None:
    await apply(local, put(when=OPEN, timezone=""))
    page = await client.get(EVENT, headers={"Accept": "text/html"})
    problem = await client.get(EVENT, headers={"Accept": "application/json"})
    assert page.status_code == problem.status_code == 404
    assert "The date is still open, so there is no calendar file yet." in page.text
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.json()["type"] == "urn:wego:problem:date-open"


async def test_what_is_not_there_is_not_found(client: httpx.AsyncClient) -> None:
    for path in ("events/none.ics", "events/none", "training/none.ics", "mine/none.ics", "mine/none", "other.ics"):
        assert (path, (await client.get(f"/calendar/{path}")).status_code) == (path, 404)


async def test_slugs_in_any_script_are_found(local: House, client: httpx.AsyncClient) -> None:
    await apply(local, put(slug="서울-포럼", feeds=("event:서울-포럼",)))
    answer = await client.get("/calendar/events/서울-포럼.ics")
    assert len(entries(answer)) == 1
    assert answer.headers["content-disposition"].endswith("''%EC%84%9C%EC%9A%B8-%ED%8F%AC%EB%9F%BC.ics")


async def test_nothing_changed_is_304_until_something_does(
    local: House, client: httpx.AsyncClient, clock: FakeClock
) -> None:
    await apply(local, put())
    first = await client.get(EVENT)
    known = {"If-None-Match": first.headers["etag"]}
    clock.advance(hours=5)
    again = await client.get(EVENT, headers=known)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    dated = {"If-Modified-Since": first.headers["last-modified"]}
    assert (await client.get(EVENT, headers=dated)).status_code == 304
    assert (await client.get(EVENT, headers={"If-None-Match": '"x", ' + first.headers["etag"]})).status_code == 304
    await apply(local, put(2, place=Place(format="online", platform="Zoom")))
    for header in (known, dated):
        changed = await client.get(EVENT, headers=header)
        assert entries(changed) == [("Smart Tech Korea Expo", "CONFIRMED", 1)]
        assert changed.headers["etag"] != first.headers["etag"]
    assert (await client.get(EVENT, headers={"If-Modified-Since": "not a date"})).status_code == 200


async def test_what_is_cancelled_stays_for_90_days_with_a_higher_number(
    local: House, client: httpx.AsyncClient, clock: FakeClock
) -> None:
    await apply(local, put(), put(2, cancelled=True))
    clock.advance(days=89)
    await apply(local, put(3, cancelled=True, description="why"))
    assert entries(await client.get(EVENT)) == [("Smart Tech Korea Expo", "CANCELLED", 1)]
    clock.advance(days=2)
    assert (await client.get(EVENT)).status_code == 404
    assert entries(await client.get("/calendar/programme.ics")) == []


async def test_the_personal_feed_holds_what_one_takes_part_in(local: House, client: httpx.AsyncClient) -> None:
    invite = part(ASHA, template="registration.confirmed")
    await apply(local, put(), confirmed(MINSU), invite_job(invite))
    answer = await client.get(mine(local, "Asha@Example.org"))
    assert entries(answer) == [("Smart Tech Korea Expo", "CONFIRMED", 0)]
    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.headers["referrer-policy"] == "no-referrer"
    unchanged = await client.get(mine(local, ASHA.email), headers={"If-None-Match": answer.headers["etag"]})
    assert unchanged.status_code == 304
    await apply(local, cancelled(ASHA))
    assert entries(await client.get(mine(local, ASHA.email))) == []
    assert len(entries(await client.get(mine(local, MINSU.email)))) == 1


async def test_two_registrations_of_one_person_are_one_entry(local: House, client: httpx.AsyncClient) -> None:
    await apply(local, put(), confirmed(), confirmed(id=part(ASHA, template="registration.confirmed").attendee.id))
    assert len(entries(await client.get(mine(local, MINSU.email)))) == 1


async def test_nobody_written_to_yet_has_an_empty_feed(local: House, client: httpx.AsyncClient) -> None:
    assert entries(await client.get(mine(local, "new@example.org"))) == []
    assert (await client.get(mine(local, "new@example.org", 1))).status_code == 410


async def test_a_token_of_another_purpose_opens_nothing(local: House, client: httpx.AsyncClient) -> None:
    token = local.links.token("preferences", person_id(MINSU.email))
    assert (await client.get(f"/calendar/mine/{token}.ics")).status_code == 404
