"""The Seoul cohort's timetable: from a file, published, and a move that is told once."""

import re
from collections import Counter

import httpx

from services.training.domain.session import Kind
from services.training.operations import tell
from shared.house import House
from shared.spreadsheet import lines
from tests.interop.entry import Read
from tests.interop.with_ical import read as read_calendar
from tests.support.delivery import Deliver
from tests.support.smtp import MailServer
from tests.training import cities
from tests.training.chosen import told
from tests.training.people import three_weeks
from tests.training.teaching import Course, course
from tests.training.web.seoul_course import PATH, SLUG
from tests.training.web.test_timetable_file import confirm, upload, words

MOVED = "Week 2, day 2, part 1"
CANCELLED = "Week 2, day 3, part 2"


def a_file() -> bytes:
    """The timetable of three weeks, as somebody wrote it in a spreadsheet; one line is wrong."""
    head = ["Day", "Begins", "Ends", "Title", "Kind", "Module", "Place", "Mandatory"]
    rows = [
        [f"{each.starts:%Y-%m-%d}", f"{each.starts:%H:%M}", f"{each.ends:%H:%M}", each.title,
         each.kind.replace("_", " "), each.module, each.place, "yes" if each.mandatory else ""]
        for each in three_weeks()
    ]  # fmt: skip
    return lines([head, *rows, ["2027-09-31", "09:00", "10:00", "No such day", "party", "", "", ""]])


async def the_timetable(training: House, desk: httpx.AsyncClient, deliver: Deliver, smtp: MailServer) -> None:
    """Brought in from the file without its bad line, then published: one message to each of the fifteen."""
    page = await upload(desk, a_file(), path=f"{PATH}/timetable")
    assert ("63 sessions" in words(page), "party" in words(page)) == (True, True)
    assert (await confirm(desk, page, path=f"{PATH}/timetable")).status_code == 409
    done = await confirm(desk, page, path=f"{PATH}/timetable", leave_out="true")
    assert done.headers["location"] == f"{PATH}/timetable?done=imported"
    await desk.post(f"{PATH}/timetable/publish", data={"shown": "true"})
    await deliver()
    assert told([mail.message for mail in smtp.mails]) == {"Timetable": 15}
    assert len({mail.to[0] for mail in smtp.mails}) == 15
    smtp.mails.clear()


async def a_move_is_told_once(
    seoul: Course, desk: httpx.AsyncClient, calendars: httpx.AsyncClient, deliver: Deliver, smtp: MailServer
) -> None:
    """Moved twice and another one cancelled: one message to each, no new invite, and their own calendars follow."""
    before = await _feed(seoul, calendars)
    assert len(before) == 63
    moved, gone = (seoul.sessions[title] for title in (MOVED, CANCELLED))
    body = {"title": MOVED, "kind": "lecture", "module": "Module 2", "day": "2027-09-14", "place": "Room A"}
    for begins, ends in (("07:00", "08:30"), ("08:00", "09:30")):
        hours = {"begins": begins, "ends": ends}
        assert (await desk.post(f"{PATH}/timetable/{moved.id}", data={**body, **hours})).status_code == 303
    assert (await desk.post(f"{PATH}/timetable/{gone.id}/cancel")).status_code == 303
    await tell.send_due(seoul.house)
    await deliver()
    assert smtp.mails == [], "the quiet time is not over"
    seoul.clock.advance(seconds=seoul.house.settings.update_quiet)
    await tell.send_due(seoul.house)
    await tell.send_due(seoul.house)
    await deliver()
    assert Counter(mail.to[0] for mail in smtp.mails) == {person.email: 1 for person in seoul.people.values()}
    assert not [
        part for mail in smtp.mails for part in mail.message.walk() if part.get_content_type() == "text/calendar"
    ]
    assert all(MOVED in cities.words(mail.message) and CANCELLED in cities.words(mail.message) for mail in smtp.mails)
    after = await _feed(seoul, calendars)
    changed = {title for title in after if after[title] != before[title]}
    assert changed == {MOVED, CANCELLED}
    assert {each.uid for each in after.values()} == {each.uid for each in before.values()}
    assert (after[MOVED].start, after[MOVED].sequence, after[CANCELLED].status) == ("20270913T230000Z", 1, "CANCELLED")
    smtp.mails.clear()
    seoul.sessions = (await course(seoul.house, seoul.client, seoul.clock, SLUG)).sessions


async def _feed(seoul: Course, calendars: httpx.AsyncClient) -> dict[str, Read]:
    """The sessions in the calendar of somebody, by the address on their own page."""
    page = await seoul.client.get(seoul.place(1))
    address = re.search(r"http://wego\.test(/calendar/[\w./-]+\.ics)", page.text)
    assert address is not None, page.text
    answer = await calendars.get(address[1])
    return {each.summary: each for each in read_calendar({"": answer.content})[""].entries if "Week" in each.summary}


def taught(week: int) -> list[str]:
    """The titles of what is held in a week, in the order of time: no free time, nothing cancelled."""
    return [
        each.title for each in three_weeks()
        if each.title.startswith(f"Week {week},") and each.kind is not Kind.FREE and each.title != CANCELLED
    ]  # fmt: skip
