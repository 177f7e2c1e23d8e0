"""After an event: what its page shows, and closing it, which tells training who came."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest

from services.registration.domain.event import After, Material
from services.registration.operations import after, decide, registrants
from services.registration.operations.create_event import duplicate_event
from services.registration.operations.forget import forget
from services.registration.operations.register import register
from shared.contracts.training import ActivityPut, TrainingJob
from shared.errors import Conflict, Forbidden, Invalid, NotFound
from shared.house import House
from tests.registration.after import ALL, BEGINS, NOTE
from tests.registration.desk import staff, trail
from tests.registration.events import SLUG, TITLE, load_event, person, sent
from tests.support.clock import FakeClock
from tests.support.delivery import Deliver
from tests.support.house import OpenHouse


@pytest.fixture
async def home(house: OpenHouse) -> House:
    home = await house("registration")
    await load_event(home)
    return home


async def _told(home: House) -> list[ActivityPut]:
    """The jobs for training written since the last call."""
    async with home.db.transaction() as tx:
        rows = await tx.conn.fetch("DELETE FROM outbox WHERE receiver = 'training' RETURNING id, payload")
    payloads = [row["payload"] for row in sorted(rows, key=lambda row: row["id"])]
    jobs = [msgspec.msgpack.decode(payload, type=TrainingJob) for payload in payloads]
    return [job for job in jobs if isinstance(job, ActivityPut)]


async def _registered(home: House, *numbers: int, **changes: Any) -> list[UUID]:
    return [
        (await register(home, SLUG, person(number, **changes), language="en", timezone="Asia/Seoul")).answer.id
        for number in numbers
    ]


async def test_what_is_sent_is_kept_the_rest_stays_and_the_trail_has_both(home: House) -> None:
    ada = await staff(home)
    seen = (await after.write(home, ada, SLUG, ALL)).event.after
    assert (seen.recording_url, seen.materials) == (ALL["recording_url"], (Material(**ALL["materials"][0]),))
    assert seen.press_note == "WeGO met in Seoul.\n\nForty cities came."
    seen = (await after.write(home, ada, SLUG, {"recording_url": ""})).event.after
    assert (seen.recording_url, len(seen.materials), seen.press_note) == ("", 1, NOTE)
    await after.write(home, ada, SLUG, {"recording_url": ""})
    assert [line[0] for line in await trail(home, "event.")] == ["event.after"] * 2, "no change, no line"
    assert (await trail(home, "event."))[1][1:] == ({"recording_url": ALL["recording_url"]}, {"recording_url": ""})
    seen = (await after.write(home, ada, SLUG, {"press_note": " \r\n"})).event.after
    assert (seen.press_note, seen.press_note_language) == ("", "")
    assert await sent(home) == [], "calendars show nothing of it"


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"recording_url": "javascript:alert(1)"}, ["recording_url"]),
        ({"recording_url": 7, "press_note": "Words"}, ["recording_url", "press_note_language"]),
        ({"press_note": "Words", "press_note_language": "no tag"}, ["press_note_language"]),
        ({"press_note": "Wo\x00rds", "press_note_language": "en"}, ["press_note"]),
        ({"materials": [{"title": "", "url": "https://a.example"}]}, ["materials.0.title"]),
        ({"materials": [{}, {"title": "Slides", "url": "ftp://a.example"}]}, ["materials.1.url"]),
        ({"materials": [{"title": "Slides"}]}, ["materials.0.url"]),
        ({"materials": [{"title": "Slides", "url": "https://a.example/" + "x" * 2000}]}, ["materials.0.url"]),
        ({"materials": "slides"}, ["materials"]),
        ({"materials": [{"title": "x", "url": "https://a.example"}] * 51}, ["materials"]),
    ],
)
async def test_every_problem_is_named(home: House, body: dict[str, Any], fields: list[str]) -> None:
    with pytest.raises(Invalid) as caught:
        await after.write(home, await staff(home), SLUG, body)
    assert [problem.field for problem in caught.value.problems] == fields


async def test_closing_tells_training_of_those_who_came_and_twice_is_once(home: House, clock: FakeClock) -> None:
    ada = await staff(home)
    one, two, three = await _registered(home, 1, 2, 3, native_name="김민수", job_title="Director", honorific="Dr")
    with pytest.raises(Conflict, match="has not begun"):
        await after.close(home, ada, SLUG)
    clock.move_to(BEGINS)
    await registrants.note_came(home, ada, SLUG, [one, three], came=True)
    await registrants.note_came(home, ada, SLUG, [three], came=False)
    for _ in range(2):
        seen = await after.close(home, ada, SLUG)
    assert (seen.event.closed_at, seen.may_close) == (clock.now, False)
    assert (seen.attendance.came, seen.attendance.absent, seen.attendance.unmarked) == (1, 1, 1)
    [job] = await _told(home)
    assert (job.key, job.revision, job.slug, job.part, job.parts) == (f"event:{seen.event.id}", 1, SLUG, 1, 1)
    assert (job.kind, job.place.city, job.page_url) == ("forum", "Seoul", f"http://wego.test/events/{SLUG}")
    assert [(who.id, who.person.name, who.category, who.job_title, who.honorific) for who in job.people] == [
        (one, "Person 1", "delegate", "Director", "Dr")
    ]
    assert (await trail(home, "event."))[-1] == ("event.closed", None, {"came": "1", "absent": "1", "unmarked": "1"})
    assert two not in [who.id for who in job.people]


async def test_next_years_event_begins_without_what_this_one_left(home: House, clock: FakeClock) -> None:
    ada = await staff(home)
    await after.write(home, ada, SLUG, ALL)
    clock.move_to(BEGINS)
    await after.close(home, ada, SLUG)
    copy = (await after.show(home, ada, await duplicate_event(home, ada, SLUG, {}))).event
    assert (copy.after, copy.closed_at, copy.title) == (After(), None, TITLE)


async def test_an_event_where_nobody_is_marked_asks_first(home: House, clock: FakeClock) -> None:
    ada = await staff(home)
    await _registered(home, 1)
    clock.move_to(BEGINS)
    with pytest.raises(Invalid) as caught:
        await after.close(home, ada, SLUG)
    assert [problem.field for problem in caught.value.problems] == ["nobody_marked"]
    assert await _told(home) == []
    await after.close(home, ada, SLUG, nobody_marked=True)
    assert [job.people for job in await _told(home)] == [()]


async def test_without_registrations_there_is_nothing_to_ask(home: House, clock: FakeClock) -> None:
    clock.move_to(BEGINS)
    await after.close(home, await staff(home), SLUG)
    assert [job.people for job in await _told(home)] == [()]


async def test_who_came_is_corrected_by_opening_and_closing_again(home: House, clock: FakeClock) -> None:
    ada = await staff(home)
    one, two = await _registered(home, 1, 2)
    clock.move_to(BEGINS)
    await registrants.note_came(home, ada, SLUG, [one], came=True)
    await after.close(home, ada, SLUG)
    with pytest.raises(Conflict, match="closed"):
        await registrants.note_came(home, ada, SLUG, [two], came=True)
    for _ in range(2):
        seen = await after.reopen(home, ada, SLUG)
    assert (seen.event.closed_at, seen.may_close) == (None, True)
    await registrants.note_came(home, ada, SLUG, [two], came=True)
    await after.close(home, ada, SLUG)
    assert [(job.revision, [who.id for who in job.people]) for job in await _told(home)] == [
        (1, [one]),
        (2, [one, two]),
    ]
    assert [line[0] for line in await trail(home, "event.")] == ["event.closed", "event.reopened", "event.closed"]


async def test_a_closed_event_is_neither_moved_nor_cancelled_and_a_cancelled_one_not_closed(
    home: House, clock: FakeClock
) -> None:
    ada = await staff(home)
    (one,) = await _registered(home, 1)
    clock.move_to(BEGINS)
    await registrants.note_came(home, ada, SLUG, [one], came=True)
    await after.close(home, ada, SLUG)
    with pytest.raises(Conflict, match="closed"):
        await decide.cancel_event(home, ada, SLUG, at_once=False)
    with pytest.raises(Conflict, match="closed"):
        await decide.fix_date(home, ada, SLUG, {"first": "2027-12-10", "timezone": "Asia/Seoul"}, at_once=False)
    await after.reopen(home, ada, SLUG)
    await decide.cancel_event(home, ada, SLUG, at_once=False)
    assert [(job.revision, len(job.people)) for job in await _told(home)] == [(1, 1), (2, 0)], "it is taken back"
    with pytest.raises(Conflict, match="cancelled"):
        await after.close(home, ada, SLUG)


async def test_an_event_that_training_never_heard_of_is_cancelled_without_a_word_to_it(home: House) -> None:
    await decide.cancel_event(home, await staff(home), SLUG, at_once=False)
    assert await _told(home) == []


async def test_only_organizers_write_and_viewers_look(home: House, clock: FakeClock) -> None:
    clock.move_to(BEGINS)
    viewer, checkin = await staff(home, "viewer"), await staff(home, "checkin")
    assert (await after.show(home, viewer, SLUG)).may_close is True
    with pytest.raises(Forbidden):
        await after.show(home, checkin, SLUG)
    for actor in (viewer, checkin):
        with pytest.raises(Forbidden):
            await after.write(home, actor, SLUG, ALL)
        with pytest.raises(Forbidden):
            await after.close(home, actor, SLUG)
        with pytest.raises(Forbidden):
            await after.reopen(home, actor, SLUG)
    for act in (after.show(home, viewer, "nowhere"), after.close(home, await staff(home), "nowhere")):
        with pytest.raises(NotFound):
            await act


async def test_an_open_date_begins_when_its_span_is_over(home: House, clock: FakeClock) -> None:
    await load_event(home, when='{ precision = "month", year = 2027, month = 5 }', slug="some-day")
    await load_event(home, when='{ precision = "year", year = 2027 }', slug="all-year")
    ada = await staff(home)
    assert (await after.show(home, ada, "all-year")).may_close is True
    clock.move_to(datetime(2027, 5, 20, tzinfo=UTC))
    assert (await after.show(home, ada, "some-day")).may_close is False
    clock.move_to(datetime(2027, 6, 2, tzinfo=UTC))
    assert (await after.show(home, ada, "some-day")).may_close is True


_MANY = """
INSERT INTO registrations (id, event_id, status, email, participant, revision, created_at, changed_at, came)
SELECT gen_random_uuid(), event_id, status, n || email, participant, nextval('revisions'), created_at, changed_at, true
FROM registrations, generate_series(1, 1100) AS n
"""


async def test_many_people_come_in_parts_and_training_has_them_all(
    house: OpenHouse, home: House, clock: FakeClock, deliver: Deliver
) -> None:
    training = await house("training")
    ada = await staff(home)
    await _registered(home, 1)
    clock.move_to(BEGINS)
    async with home.db.transaction() as tx:
        await tx.conn.execute(_MANY)
        await tx.conn.execute("DELETE FROM outbox")
    await after.close(home, ada, SLUG)
    async with home.db.reading() as tx:
        payloads = [row["payload"] for row in await tx.conn.fetch("SELECT payload FROM outbox ORDER BY id")]
    parts = [msgspec.msgpack.decode(payload, type=ActivityPut) for payload in payloads]
    assert [(job.part, job.parts, len(job.people)) for job in parts] == [(1, 3, 500), (2, 3, 500), (3, 3, 100)]
    await deliver()
    async with training.db.reading() as tx:
        known = await tx.conn.fetchrow("SELECT people, (SELECT count(*) FROM activity_people) AS kept FROM activities")
    assert tuple(known) == (1100, 1100)


async def test_the_forgotten_are_not_told(home: House, clock: FakeClock) -> None:
    ada = await staff(home)
    (one,) = await _registered(home, 1)
    clock.move_to(BEGINS)
    await registrants.note_came(home, ada, SLUG, [one], came=True)
    clock.move_to(BEGINS + timedelta(days=400))
    await forget(home)
    await after.close(home, ada, SLUG)
    assert [job.people for job in await _told(home)] == [()]
