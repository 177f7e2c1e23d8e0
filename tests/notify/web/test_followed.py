"""A timetable in calendars: a session stands in the feeds of those it concerns, without a mail or an invite."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx

from services.notify.operations.retention import PEOPLE_KEPT, erase
from shared.contracts.notify import CalendarFollow, CalendarPut
from shared.house import House
from shared.when import Precision, When
from tests.notify.jobs import ASHA, apply, put, written
from tests.notify.web.test_feeds import entries, mine
from tests.notify.web.test_messages import sign_in
from tests.support.clock import FakeClock

TRAINER = UUID("01980b5e-8c00-7000-8000-0000000000f1")
UNTIL = datetime(2027, 9, 25, tzinfo=UTC)


def session(number: int, revision: int = 1, *feeds: str, **changes: Any) -> CalendarPut:
    start = datetime(2027, 9, 6, 9)
    when = When(precision=Precision.TIME, start=start, end=start + timedelta(hours=1))
    facts: dict[str, Any] = {
        "owner": "training", "key": f"session:{number}", "slug": "water", "title": f"Session {number}", "when": when,
        "feeds": ("training:seoul-2027", *feeds), "reminders": (), "join_url": "https://zoom.example/j/1", **changes,
    }  # fmt: skip
    return put(revision, **facts)


def follow(revision: int, *feeds: str, email: str = ASHA.email) -> CalendarFollow:
    return CalendarFollow(owner="training", id=UUID(int=7), revision=revision, email=email, feeds=feeds, until=UNTIL)


async def test_each_sees_what_is_for_everyone_and_for_their_group(local: House, client: httpx.AsyncClient) -> None:
    await apply(local, session(1, 1, "sessions:c"), session(2, 1, "sessions:c:a"), session(3, 1, "sessions:c:b"))
    await apply(local, follow(2, "sessions:c", "sessions:c:a"), follow(1, "sessions:c", "sessions:c:b"))
    answer = await client.get(mine(local, ASHA.email))
    assert sorted(entries(answer)) == [("Session 1", "CONFIRMED", 0), ("Session 2", "CONFIRMED", 0)]
    assert "zoom.example" in answer.text
    assert await written(local) == []


async def test_a_session_that_moves_keeps_its_uid_and_nobody_gets_a_mail_for_it(
    local: House, client: httpx.AsyncClient
) -> None:
    await apply(local, session(1, 1, "sessions:c"), follow(1, "sessions:c"))
    before = await client.get(mine(local, ASHA.email))
    later = When(precision=Precision.TIME, start=datetime(2027, 9, 7, 9), end=datetime(2027, 9, 7, 10))
    await apply(local, session(1, 2, "sessions:c", when=later))
    after = await client.get(mine(local, ASHA.email))
    uid = next(line for line in before.text.splitlines() if line.startswith("UID"))
    assert uid in after.text
    assert entries(after) == [("Session 1", "CONFIRMED", 1)]
    assert before.headers["etag"] != after.headers["etag"]
    assert await written(local) == []


async def test_who_follows_no_more_sees_nothing(local: House, client: httpx.AsyncClient) -> None:
    await apply(local, session(1, 1, "sessions:c"), follow(1, "sessions:c"), follow(2))
    assert entries(await client.get(mine(local, ASHA.email))) == []


async def test_another_address_takes_it_over(local: House, client: httpx.AsyncClient) -> None:
    await apply(local, session(1, 1, "sessions:c"), follow(1, "sessions:c"))
    await apply(local, follow(2, "sessions:c", email="new@example.org"))
    assert entries(await client.get(mine(local, ASHA.email))) == []
    assert entries(await client.get(mine(local, "new@example.org"))) == [("Session 1", "CONFIRMED", 0)]


async def test_the_public_feed_has_no_link_to_join(local: House, client: httpx.AsyncClient) -> None:
    await apply(local, session(1, 1, "sessions:c"), session(2, 1, "sessions:c", withdrawn=True))
    answer = await client.get("/calendar/training/seoul-2027.ics")
    assert entries(answer) == [("Session 1", "CONFIRMED", 0)]
    assert "zoom.example" not in answer.text


async def test_a_trainer_sees_what_they_teach_until_the_address_is_renewed(
    local: House, client: httpx.AsyncClient
) -> None:
    await apply(local, session(1, 1, f"trainer:{TRAINER}:0"), session(2))
    old = f"/calendar/trainers/{local.links.token('trainer-calendar', TRAINER, 0)}.ics"
    answer = await client.get(old)
    assert entries(answer) == [("Session 1", "CONFIRMED", 0)]
    assert "zoom.example" in answer.text
    assert answer.headers["cache-control"] == "private, no-cache"
    await apply(local, session(1, 2, f"trainer:{TRAINER}:1"))
    assert entries(await client.get(old)) == []
    new = f"/calendar/trainers/{local.links.token('trainer-calendar', TRAINER, 1)}.ics"
    assert len(entries(await client.get(new))) == 1
    assert (await client.get("/calendar/trainers/none.ics")).status_code == 404


async def test_the_span_of_a_course_leaves_the_time_free(local: House, client: httpx.AsyncClient) -> None:
    await apply(local, session(1, 1, "sessions:c", transparent=True))
    assert "TRANSP:TRANSPARENT" in (await client.get("/calendar/training/seoul-2027.ics")).text


async def test_who_followed_is_forgotten_a_year_later(
    local: House, client: httpx.AsyncClient, clock: FakeClock
) -> None:
    await apply(local, session(1, 1, "sessions:c"), follow(1, "sessions:c"))
    clock.move_to(UNTIL + PEOPLE_KEPT)
    await erase(local)
    assert len(entries(await client.get(mine(local, ASHA.email)))) == 1
    clock.advance(seconds=1)
    await erase(local)
    assert entries(await client.get(mine(local, ASHA.email))) == []


async def test_the_desk_has_a_timetable_before_it_is_published(local: House, client: httpx.AsyncClient) -> None:
    """Only organizers and viewers who are signed in; once taken back it has left every other calendar."""
    path = "/calendar/timetables/seoul-2027.ics"
    await apply(local, session(1, 1, feeds=("timetable:seoul-2027",)))
    assert (await client.get(path)).headers["location"].startswith("/sign-in")
    for role, status in (("trainer", 403), ("checkin", 403), ("organizer", 200)):
        await sign_in(local, client, role)
        answer = await client.get(path)
        assert answer.status_code == status
    assert entries(answer) == [("Session 1", "CONFIRMED", 0)]
    assert "zoom.example" in answer.text
    assert answer.headers["cache-control"] == "private, no-cache"
    assert (await client.get("/calendar/timetables/none.ics")).status_code == 404
    public = "/calendar/training/seoul-2027.ics"
    assert (await client.get(public)).status_code == 404
    await apply(local, session(1, 2, feeds=("timetable:seoul-2027", "training:seoul-2027")))
    assert entries(await client.get(public)) == [("Session 1", "CONFIRMED", 0)]
    await apply(local, session(1, 3, feeds=("timetable:seoul-2027",)))
    assert (await client.get(public)).status_code == 404
    assert entries(await client.get(path)) == [("Session 1", "CONFIRMED", 0)]
    assert await written(local) == []
