"""The record on the desk and by the personal link: sums with denominators, ledger, corrections, excuses, files."""

import csv
import io
import re
import zipfile
from datetime import UTC, datetime

import httpx
import pytest

from services.training.domain.attendance import Mark
from services.training.operations.places import LINK as PLACE
from services.training.store import attendance
from shared.contracts.notify import MessageSend
from shared.house import House
from tests.support import outbox
from tests.support.clock import FakeClock
from tests.support.statements import counted
from tests.training import people
from tests.training.classroom import SLUG, Classroom, classroom, mark, send
from tests.training.web.conftest import SignedIn

DESK = f"/organize/training/{SLUG}/attendance"


@pytest.fixture
async def room(training: House, clock: FakeClock, client: httpx.AsyncClient) -> Classroom:
    """Two lectures of two hours, the second still ahead; one present, one late by half an hour, one not marked."""
    clock.move_to(datetime(2027, 10, 4, 1, 0, tzinfo=UTC))
    room = await classroom(training)
    await people.session(training, room.cohort, "Second", day=1)
    await publish(training, shown=True)
    await send(client, room, mark(room.people[0], "present"), mark(room.people[1], "late", late_minutes=30))
    clock.advance(hours=2)
    return room


async def publish(house: House, *, shown: bool) -> None:
    async with house.db.transaction() as tx:
        await tx.conn.execute("UPDATE cohorts SET timetable_published = $1", shown)


def place(room: Classroom, person: int = 0) -> str:
    found = room.people[person]
    return f"/t/{room.house.links.token(PLACE, found.id, found.link_version)}/attendance"


async def ledger(room: Classroom) -> list[Mark]:
    async with room.house.db.reading() as tx:
        return await attendance.of_cohort(tx, room.cohort)


async def test_the_record_prints_each_denominator(room: Classroom, desk: httpx.AsyncClient) -> None:
    page = (await desk.get(DESK)).text
    for words in (
        "360 of 720 min (50 %)", "210 of 360 min (58.3 %)", "210 of 720 min (29.2 %)", "30 of 360 min (8.3 %)",
        "120 of 120 min (100 %)", "90 of 120 min (75 %)", "may still miss 18 min",
    ):  # fmt: skip
        assert words in page, words
    assert "1 person is at risk" in page


async def test_the_day_that_it_opens_with_is_by_the_clock_of_the_course(
    room: Classroom, desk: httpx.AsyncClient, clock: FakeClock
) -> None:
    for hour, day in ((14, "2027-10-04"), (15, "2027-10-05")):  # 23:00 in Seoul, and midnight
        clock.move_to(datetime(2027, 10, 4, hour, tzinfo=UTC))
        page = (await desk.get(DESK)).text
        assert re.findall(r'day=([\d-]+)#day"[^>]*aria-current', page) == [day]


async def test_a_viewer_reads_and_corrects_nothing(room: Classroom, signed_in: SignedIn) -> None:
    browser, _ = await signed_in("viewer")
    assert (await browser.get(DESK)).status_code == 200
    body = {"session": str(room.session.id), "state": "absent", "why": "x"}
    assert (await browser.post(f"{DESK}/{room.people[0].id}", data=body)).status_code == 403
    assert len(await ledger(room)) == 2


async def test_a_correction_has_a_reason_and_stands_in_the_ledger_with_what_was_before(
    room: Classroom, desk: httpx.AsyncClient
) -> None:
    path = f"{DESK}/{room.people[0].id}"
    body = {"session": str(room.session.id), "state": "absent", "why": ""}
    answer = await desk.post(path, data=body)
    assert (answer.status_code, "Say why the mark is corrected" in answer.text) == (422, True)
    assert (await desk.post(path, data={**body, "why": "Somebody else of that name"})).status_code == 303
    page = (await desk.get(path)).text
    assert "<del>Present</del> <ins>Absent</ins>" in page
    assert "Somebody else of that name" in page
    marks = {each.client_id: each for each in await ledger(room)}
    own = next(each for each in marks.values() if each.source == "desk")
    assert [marks[old].state for old in own.replaces] == ["present"]
    assert own.actor.startswith("staff:")


async def test_an_excuse_is_asked_in_advance_and_decided_once(
    room: Classroom, desk: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    path = place(room)
    refused = await client.post(path, data={"reason": ""})
    assert (refused.status_code, refused.text.count('class="error"')) == (422, 2)
    async with room.house.db.reading() as tx:
        second = await tx.conn.fetchval("SELECT id FROM sessions WHERE slug = 'second'")
    for session, status in ((room.session.id, 422), (second, 303)):
        answer = await client.post(path, data={"sessions": str(session), "reason": "My city calls me back"})
        assert answer.status_code == status
    page = (await desk.get(DESK)).text
    assert "My city calls me back" in page
    action = page.partition("/excuses/")[2].partition('"')[0]
    assert "can no longer complete the course" not in page
    assert (await desk.post(f"{DESK}/excuses/{action}", data={"do": "approve"})).status_code == 303
    assert (await desk.post(f"{DESK}/excuses/{action}", data={"do": "refuse"})).status_code == 409
    assert [(each.session_id, each.state) for each in await ledger(room) if each.source == "excuse"] == [
        (second, "excused")
    ]
    assert "may still miss" not in (await client.get(path)).text


@pytest.mark.parametrize("counts", [False, True])
async def test_what_an_excuse_costs_is_said_before_it_is_asked_approved_and_answered(
    *, room: Classroom, desk: httpx.AsyncClient, client: httpx.AsyncClient, counts: bool
) -> None:
    needed = await people.session(room.house, room.cohort, "Needed", day=2, mandatory=True)
    await desk.post(DESK, data={"grace": "5", "excused_counts": "true" if counts else ""})
    path = place(room)
    assert ("excused from it, you cannot complete the course" in (await client.get(path)).text) != counts
    await client.post(path, data={"sessions": str(needed.id), "reason": "Visa"})
    page = (await desk.get(DESK)).text
    assert ("excused from it, Official 01 can no longer complete the course" in page) != counts
    action = page.partition("/excuses/")[2].partition('"')[0]
    await outbox.clear(room.house)
    await desk.post(f"{DESK}/excuses/{action}", data={"do": "approve"})
    (letter,) = await outbox.jobs(room.house, MessageSend)
    when = "Wednesday 6 October 2027, 09:00 to 11:00 Jeju"
    facts = {"answer": "approved", "session": "Needed", "when": when}
    assert letter.message.facts == (facts if counts else facts | {"needed": "yes"})
    assert (letter.to.email, letter.message.template) == ("official1@example.org", "attendance.excuse")
    assert ("missed or excused, but needed: Needed" in (await desk.get(DESK)).text) != counts


async def test_a_refused_excuse_is_answered_once(
    room: Classroom, desk: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    async with room.house.db.reading() as tx:
        second = await tx.conn.fetchval("SELECT id FROM sessions WHERE slug = 'second'")
    await client.post(place(room), data={"sessions": str(second), "reason": "Visa"})
    action = (await desk.get(DESK)).text.partition("/excuses/")[2].partition('"')[0]
    await outbox.clear(room.house)
    for _ in range(2):
        await desk.post(f"{DESK}/excuses/{action}", data={"do": "refuse"})
    assert [each.message.facts["answer"] for each in await outbox.jobs(room.house, MessageSend)] == ["refused"]


async def test_my_own_attendance(room: Classroom, client: httpx.AsyncClient) -> None:
    page = (await client.get(place(room, 1))).text
    assert "90 of 120 min (75 %)" in page
    assert "It is getting close" in page
    assert "Asked for are 192 of 240 planned minutes; 90 count so far." in page


async def test_how_it_is_counted_is_a_rule_of_the_cohort(room: Classroom, desk: httpx.AsyncClient) -> None:
    assert "Excused minutes do not count as attended." in (await desk.get(DESK)).text
    wrong = await desk.post(DESK, data={"grace": "soon"})
    assert (wrong.status_code, 'value="soon"' in wrong.text) == (422, True)
    assert (await desk.post(DESK, data={"grace": "10", "excused_counts": "true"})).status_code == 303
    page = (await desk.get(DESK)).text
    assert ("Excused minutes count as attended." in page, 'value="10"' in page) == (True, True)
    async with room.house.db.reading() as tx:
        audit = await tx.conn.fetch("SELECT old, new FROM identity.audit WHERE action = 'cohort.rules'")
    assert [dict(each) for each in audit] == [
        {"old": {"excused_counts": "False", "grace": "5"}, "new": {"excused_counts": "True", "grace": "10"}}
    ]


async def test_a_timetable_that_is_not_published_stays_hidden(room: Classroom, client: httpx.AsyncClient) -> None:
    assert "Second" in (await client.get(place(room))).text
    await publish(room.house, shown=False)
    page = (await client.get(place(room))).text
    assert ("Data platforms" in page, "Second" in page) == (True, False)


async def test_files_hold_the_same_numbers(room: Classroom, desk: httpx.AsyncClient) -> None:
    text = (await desk.get(DESK + ".csv")).content.decode("utf-8-sig")
    head, *lines = csv.reader(io.StringIO(text))
    assert head[-2:] == ["2027-10-04 09:00 Data platforms", "2027-10-05 09:00 Second"]
    found = [dict(zip(head, line, strict=True)) for line in lines]
    columns = ("Name", "Attended minutes", "Missed minutes", "Minutes not marked")
    assert [tuple(each[column] for column in columns) for each in found] == [
        ("Official 01", "120", "0", "0"), ("Official 02", "90", "30", "0"), ("Official 03", "0", "0", "120"),
    ]  # fmt: skip
    assert found[1]["2027-10-04 09:00 Data platforms"] == "Late, by 30 min"
    book = await desk.get(DESK + ".xlsx")
    with zipfile.ZipFile(io.BytesIO(book.content)) as parts:
        assert b"<v>90</v>" in parts.read("xl/worksheets/sheet1.xml")


async def test_as_many_statements_for_more_people(room: Classroom, desk: httpx.AsyncClient) -> None:
    async with counted(room.house) as three:
        await desk.get(DESK)
    for number in range(4, 9):
        await people.participant(room.house, room.cohort, number)
        await people.session(room.house, room.cohort, f"More {number}", day=2)
    async with counted(room.house) as more:
        await desk.get(DESK)
    assert len(three) == len(more)
