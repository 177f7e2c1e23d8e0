"""The Seoul cohort whole: from the call to the record, by the pages, the API and the mails of the real services."""

import csv
import html
import io
import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from services.notify.app import create_app as create_notify
from services.training.app import create_app
from services.training.domain.session import Kind
from services.training.operations import my_offer, selecting, tell
from services.training.operations.answers import LINK as OFFER
from services.training.operations.load_programmes import load_programmes
from services.training.operations.settle import settle_all
from services.training.operations.warn import warn
from shared.house import House
from shared.spreadsheet import lines
from tests.interop.entry import Read
from tests.interop.with_ical import read as read_calendar
from tests.journeys.invite import calendar_part
from tests.support.clock import FakeClock
from tests.support.delivery import Deliver
from tests.support.house import OpenHouse
from tests.support.smtp import MailServer
from tests.support.web import client_of
from tests.training import by_hand, cities
from tests.training.by_hand import Lesson
from tests.training.chosen import Chosen, reviewed
from tests.training.files import programme
from tests.training.operations.test_selection import SEOUL_FIXED, desk_of, told
from tests.training.people import three_weeks
from tests.training.teaching import Course, Phone, course, everyone
from tests.training.web.conftest import SignedIn
from tests.training.web.test_timetable_file import confirm, upload, words

SLUG = "seoul-2027"
PATH = f"/organize/training/{SLUG}"
CALL = {
    "opens_day": "2027-02-01", "opens_hour": "09:00", "closes_day": "2027-03-31", "closes_hour": "18:00",
    "text": "Cities nominate officials.", "criteria": "relevance | Relevance | 2 | 5\neffect | Effect at home | 1 | 5",
    "quotas": "city | * | 0 | 1\nregion | * | 0 | 4\ngender | female | 6", "per_organisation": "2",
    "accept_days": "14", "questions": "", "revision": "0",
}  # fmt: skip
MOVED, CANCELLED = "Week 2, day 2, part 1", "Week 2, day 3, part 2"
THRESHOLD = 80
STAFF = "organizer@office.example"  # of signed_in


@pytest.fixture
async def training(house: OpenHouse, tmp_path: Path) -> House:
    return await house("training", files=tmp_path / "files")


async def test_seoul_from_the_call_to_the_record(
    *, house: OpenHouse, training: House, client: httpx.AsyncClient, signed_in: SignedIn, clock: FakeClock,
    deliver: Deliver, smtp: MailServer,
) -> None:  # fmt: skip
    desk, staff = await signed_in("organizer")
    await load_programmes(training, programme(SEOUL_FIXED))
    assert (await desk.post(f"{PATH}/call", data=CALL)).status_code == 303
    await cities.member_cities(await house("registration"), staff, training, deliver, 30)
    await forty_nominations(training, client, deliver, smtp)
    cohort, closes, people = await cities.in_order(training, staff, SLUG)
    clock.move_to(closes)
    chosen = Chosen(training, SLUG, cohort, staff, [], people)
    await fifteen_places(chosen=chosen, desk=desk, client=client, clock=clock, deliver=deliver, smtp=smtp)
    await cities.sign_in(training, desk, staff.email)
    await the_timetable(training, desk, deliver, smtp)
    seoul = await course(training, client, clock, SLUG)
    async with client_of(create_notify((await house("notify")).settings, house=await house("notify"))) as calendars:
        await a_move_is_told_once(seoul, desk, calendars, deliver, smtp)
    said: dict[tuple[str, int], str] = {}
    for number, week in enumerate((first_week, second_week), start=1):
        seoul.begin(f"Week {number}, day 1, part 1", -30)
        await cities.sign_in(training, desk, staff.email)
        await week(seoul, desk, said)
    await warn(training)
    await deliver()
    assert {kind: n for kind, n in (await desk_of(house)).items() if kind.startswith("attendance.")} == {
        "attendance.conflicts": 1, "attendance.risk": 1, "attendance.own": 1,
    }  # fmt: skip
    await third_week(seoul, said)
    clock.move_to(datetime(2027, 9, 24, 12, tzinfo=UTC))
    await cities.sign_in(training, desk, staff.email)
    await the_record_is_what_was_reckoned(seoul, desk, said)


async def forty_nominations(training: House, client: httpx.AsyncClient, deliver: Deliver, smtp: MailServer) -> None:
    """By 30 cities, of which ten nominate two; each official confirms their own data."""
    async with client_of(create_app(training.settings, house=training)) as coordinator:
        for city in range(1, 31):
            await cities.sign_in(training, coordinator, cities.address(city))
            for number in (city, city + 30) if city <= 10 else (city,):
                await cities.nominate(coordinator, SLUG, number, city)
    await deliver()
    letters = Counter(each.to[0].split("@")[0].rstrip("0123456789") for each in smtp.mails)
    assert letters == {"desk": 30 + 40, "nominee": 40}, "named, received; asked to confirm"
    for number in range(1, 41):
        await cities.confirm(client, smtp, number, (number - 1) % 30 + 1)
    smtp.mails.clear()


async def fifteen_places(
    *, chosen: Chosen, desk: httpx.AsyncClient, client: httpx.AsyncClient, clock: FakeClock, deliver: Deliver,
    smtp: MailServer,
) -> None:  # fmt: skip
    """Two reviewers, quotas, 15 offers, three declines and a silence; the reserve moves up by itself."""
    await cities.sign_in(chosen.house, desk, chosen.staff.email)  # weeks have passed
    await reviewed(chosen, 2)
    page = await desk.post(f"{PATH}/selection", data={"act": "propose", "revision": "0"})
    assert page.headers["location"] == f"{PATH}/selection?done=proposed"
    about = await selecting.publication(chosen.house, chosen.staff, SLUG)
    done = await desk.post(f"{PATH}/selection/publish", data={"revision": str(about.table.own.selection.revision)})
    assert done.status_code == 303, done.text
    states = await chosen.states()
    offers, reserve = states["offered"], states["reserve"]
    assert (len(offers), len(reserve), len(states["not_selected"])) == (15, 15, 10)
    _within_the_quotas(offers)
    await deliver()
    doors = {n: cities.link(smtp.to(f"nominee{n}@example.org")[0], "/training/offer/") for n in offers}
    assert doors == {
        n: f"/training/offer/{chosen.house.links.token(OFFER, chosen.people[n - 1].id, 0)}" for n in offers
    }
    smtp.mails.clear()
    silent = offers[3]
    for number in offers[:3]:
        assert (await client.post(f"{doors[number]}/decline", data={"reason": "No time"})).status_code == 303
    for number in offers[4:]:
        assert (await client.post(f"{doors[number]}/accept")).status_code == 303
    moved = [number for number in (await chosen.states())["offered"] if number != silent]
    assert moved == [each for each in reserve if each in moved]
    for number in moved:
        await my_offer.accept(chosen.house, chosen.token(number))
    clock.advance(days=15)
    await settle_all(chosen.house)
    (last,) = (await chosen.states())["offered"]
    await my_offer.accept(chosen.house, chosen.token(last))
    seated = sorted([*offers[4:], *moved, last])
    assert await chosen.states() == {
        "declined": offers[:3], "lapsed": [silent], "accepted": seated, "not_selected": states["not_selected"],
        "reserve": [number for number in reserve if number not in (*moved, last)],
    }  # fmt: skip
    _within_the_quotas(seated)
    await deliver()
    _one_invite_each(seated, smtp)


def _within_the_quotas(numbers: list[int]) -> None:
    """Counted from what the cities wrote: one a city, four a region, six women."""
    home = {number: (number - 1) % 30 + 1 for number in numbers}
    assert len(set(home.values())) == 15
    assert max(Counter(cities.region(city) for city in home.values()).values()) <= 4
    assert sum(number % 3 == 1 for number in numbers) >= 6


def _one_invite_each(seated: list[int], smtp: MailServer) -> None:
    """One REQUEST for the days of the course to each who has a place; nobody else gets a calendar part."""
    invited = [
        mail for mail in smtp.mails if "text/calendar" in [part.get_content_type() for part in mail.message.walk()]
    ]
    assert sorted(mail.to[0] for mail in invited) == sorted(f"nominee{number}@example.org" for number in seated)
    parts = [calendar_part(mail.message) for mail in invited]
    assert {(method, entry.sequence, entry.start, entry.end) for method, entry in parts} == {
        ("REQUEST", 0, "20270906", "20270925")
    }
    assert len({entry.uid for _, entry in parts}) == 1
    smtp.mails.clear()


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


async def first_week(seoul: Course, desk: httpx.AsyncClient, said: dict[tuple[str, int], str]) -> None:
    """The code on the wall, two trainers at once, a conflict decided, excuses asked in advance, a correction."""
    one, two = Phone(seoul, "Prof Park"), Phone(seoul, "Dr Lee")
    welcome, *others = taught(1)
    await arrivals(seoul, one, welcome)
    said |= {(welcome, 1): "left 30", (welcome, 13): "late 17", (welcome, 14): "late 20", (welcome, 15): "absent"}
    disputed, forgotten, visit = "Week 1, day 2, part 3", "Week 1, day 3, part 1", "Week 1, day 4, part 1"
    for title in others:
        if title == forgotten:  # on the morning before the visit
            await excuses(seoul, desk, visit, {5: "approve", 6: "refuse"})
        seoul.begin(title, 10)
        first = everyone(range(1, 9), n3="late 20 left 10" if title == "Week 1, day 2, part 1" else "present")
        second = everyone(range(9, 16))
        if title == forgotten:
            del first[2]
        if title == visit:
            del first[5]
            first[6] = "absent"
        marks = await one.marks(title, first)
        other = await two.marks(title, second | ({4: "absent"} if title == disputed else {}))
        if title == disputed:
            page = (await desk.get(f"{PATH}/attendance")).text
            assert "1 mark is in conflict" in page
            await two.marks(title, {4: "late 25"}, marks[3], other[-1])
            assert "in conflict" not in (await desk.get(f"{PATH}/attendance")).text
    said |= {("Week 1, day 2, part 1", 3): "late 20 left 10", (disputed, 4): "late 25", (forgotten, 2): "?",
             (visit, 5): "excused", (visit, 6): "absent"}  # fmt: skip
    await corrected(seoul, desk, "Week 1, day 3, part 4", 13, state="absent", why="A colleague signed for them")
    said[("Week 1, day 3, part 4", 13)] = "absent"


async def arrivals(seoul: Course, trainer: Phone, title: str) -> None:
    """Twelve come in time and check in; one is late; one types a code of before; one does not come."""
    seoul.begin(title, -5)
    code = await seoul.code(title)
    assert [await seoul.come(number, title, code) for number in range(1, 13)] == [303] * 12
    assert await seoul.come(1, title, code) == 409, "a link is used once"
    other = await seoul.code("Week 1, day 1, part 2")
    assert await seoul.come(14, title, other) == 422, "a code of another session"
    seoul.clock.advance(seconds=60)
    assert await seoul.come(14, title, code) == 422, "its window and one more are over"
    seoul.begin(title, 17)
    assert await seoul.come(13, title, await seoul.code(title)) == 303
    seoul.begin(title, 20)
    await trainer.marks(title, {14: "late 20", 15: "absent"})
    room = seoul.room(title)
    state = (await seoul.client.get(room.path(), headers=room.bearer)).json()
    own = next(each for each in state["people"] if each["name"] == seoul.people[1].official.name)
    await trainer.marks(title, {1: "left 30"}, own["heads"][0]["client_id"])


async def excuses(seoul: Course, desk: httpx.AsyncClient, title: str, decided: dict[int, str]) -> None:
    """Asked for by the personal link, decided on the desk."""
    for number, decision in decided.items():
        body = {"sessions": str(seoul.sessions[title].id), "reason": "The city calls me"}
        assert (await seoul.client.post(f"{seoul.place(number)}/attendance", data=body)).status_code == 303
        page = (await desk.get(f"{PATH}/attendance")).text
        action = re.search(rf'action="({PATH}/attendance/excuses/[\w-]+)"', page)
        assert action is not None
        assert (await desk.post(action[1], data={"do": decision})).status_code == 303


async def corrected(seoul: Course, desk: httpx.AsyncClient, title: str, number: int, *, state: str, why: str) -> None:
    """On the desk, with the reason."""
    await cities.sign_in(seoul.house, desk, STAFF)
    path = f"{PATH}/attendance/{seoul.people[number].id}"
    body = {"session": str(seoul.sessions[title].id), "state": state, "why": ""}
    assert (await desk.post(path, data=body)).status_code == 422
    assert (await desk.post(path, data={**body, "why": why})).status_code == 303
    assert why in (await desk.get(path)).text


async def second_week(seoul: Course, desk: httpx.AsyncClient, said: dict[tuple[str, int], str]) -> None:
    """On Monday one phone has no network: what it marked comes on Wednesday evening, twice and in no order."""
    phone, board = Phone(seoul, "Dr Lee", online=False), Phone(seoul, "Prof Park")
    monday = [f"Week 2, day 1, part {part}" for part in range(1, 5)]
    for title in monday:
        seoul.begin(title, 10)
        marks = await phone.marks(title, everyone(range(1, 16), n8="absent"))
        if title == monday[3]:  # taken back at once: a mark that replaces the one before it
            await phone.marks(title, {8: "present"}, marks[7])
    for title, own in zip(monday, ({1: "present", 2: "present"}, {7: "absent"}, {8: "late 15"}), strict=False):
        await board.marks(title, own)
    for title in taught(2)[4:]:
        seoul.begin(title, 10)
        await board.marks(title, everyone(range(1, 16), n9="absent" if title == "Week 2, day 5, part 4" else "present"))
        if title == "Week 2, day 3, part 4":
            await phone.back(seed=7)
    await cities.sign_in(seoul.house, desk, STAFF)
    assert "2 marks are in conflict" in (await desk.get(f"{PATH}/attendance")).text
    await corrected(seoul, desk, monday[1], 7, state="present", why="Seen by two others")
    said |= {(monday[0], 8): "absent", (monday[1], 8): "absent", (monday[2], 8): "?",
             ("Week 2, day 5, part 4", 9): "absent"}  # fmt: skip


async def third_week(seoul: Course, said: dict[tuple[str, int], str]) -> None:
    """One is ill from Monday on and misses a day; one leaves the visit early; one session nobody marks."""
    board, nobody, visit = Phone(seoul, "Prof Park"), "Week 3, day 5, part 1", "Week 3, day 4, part 1"
    for title in taught(3):
        seoul.begin(title, 10)
        ill = title[8:13] in ("day 1", "day 2", "day 3", "day 4")
        now = everyone(range(1, 16), n10="absent" if ill else "present", n11="left 60" if title == visit else "present")
        said |= {(title, number): words for number, words in now.items() if words != "present"}
        if title != nobody:
            await board.marks(title, now)
    said |= {(nobody, number): "?" for number in range(1, 16)}


async def the_record_is_what_was_reckoned(
    seoul: Course, desk: httpx.AsyncClient, said: dict[tuple[str, int], str]
) -> None:
    """By person in the file; by week, day and session on the page; nothing of it counted by the system itself."""
    lessons = [
        Lesson(each.title, each.starts.date(), int(each.title[5]), (each.ends - each.starts) // timedelta(minutes=1))
        for each in three_weeks() if each.title in {title for week in (1, 2, 3) for title in taught(week)}
    ]  # fmt: skip
    assert (len(lessons), sum(each.minutes for each in lessons)) == (53, 5055)
    every = by_hand.reckon(lessons, dict.fromkeys(range(1, 16), ""), said)
    own = by_hand.add(every, lambda line: line.person)
    assert own[10] == (5055, 5055, 5055 - 1410 - 90, 0, 1410, 90)
    assert by_hand.needed(5055, THRESHOLD) == 4044
    rows = list(csv.reader(io.StringIO((await desk.get(f"{PATH}/attendance.csv")).content.decode("utf-8-sig"))))[1:]
    assert {line[0]: line[5:16] for line in rows} == {
        person.official.name: by_hand.row(own[number], THRESHOLD) for number, person in seoul.people.items()
    }
    outlooks = {number: line[16] for number, line in enumerate(rows, start=1)}
    assert outlooks == {number: outlooks[1] if number not in (9, 10) else outlooks[10] for number in outlooks}
    assert outlooks[1] != outlooks[10]
    page = (await desk.get(f"{PATH}/attendance")).text
    weeks, days = by_hand.add(every, lambda line: line.lesson.week), by_hand.add(every, lambda line: line.lesson.day)
    titles = by_hand.add(every, lambda line: line.lesson.title)
    assert table(page, "By week") == {f"Week {week}": cells(sums) for week, sums in weeks.items()}
    assert table(page, "By day") == {day(own_day): cells(sums) for own_day, sums in days.items()}
    assert table(page, "By session") == {title: cells(sums) for title, sums in titles.items()}
    for number in (1, 8, 9, 10):
        mine = (await seoul.client.get(f"{seoul.place(number)}/attendance")).text
        planned, held, attended, excused, missed, unmarked = own[number]
        for part, whole in ((attended, held), (attended, planned), (excused, held), (missed, held), (unmarked, held)):
            assert f"{part} of {whole} min ({by_hand.share(part, whole, THRESHOLD)} %)" in mine


def cells(sums: by_hand.Sums) -> list[str]:
    shares = [f"{by_hand.share(sums[2], whole, THRESHOLD)} %" for whole in (sums[1], sums[0])]
    return [*(str(each) for each in sums), *shares]


def day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def table(page: str, caption: str) -> dict[str, list[str]]:
    """A table of the page by the first word of each line."""
    own = page.partition(f">{caption}</caption>")[2].partition("</table>")[0].partition("<tbody")[2]
    found = {}
    for line in own.split("</tr>")[:-1]:
        first, *cells = (html.unescape(each) for each in re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", line))
        found[first] = cells
    return found
