"""Chengdu and Jeju, each by its own rules: ranges of seats, modules, excuses that count, parallel tours, two zones."""

import csv
import io
import re
from datetime import UTC, date, datetime, time, timedelta

import httpx
import pytest

from services.notify.app import create_app as create_notify
from services.training.domain.call import Quota, QuotaBy
from services.training.domain.participant_form import body_of
from services.training.operations import my_offer, selecting, tell, timetable
from services.training.operations.settle import settle_all
from shared.errors import Invalid
from shared.house import House
from shared.spreadsheet import lines
from tests.interop.with_ical import read as read_calendar
from tests.support.clock import FakeClock
from tests.support.delivery import Deliver
from tests.support.house import OpenHouse
from tests.support.smtp import MailServer
from tests.support.web import client_of
from tests.training import by_hand, cities
from tests.training.by_hand import Lesson
from tests.training.chosen import Chosen, nominated, published, reviewed
from tests.training.operations.test_selection import CHENGDU, JEJU_RANGE
from tests.training.people import actor, body
from tests.training.teaching import Course, Phone, course, everyone
from tests.training.web.conftest import SignedIn
from tests.training.web.seoul_record import cells, table
from tests.training.web.test_timetable_file import book, confirm, upload, words

MODULES = ("Discover", "Define", "Prototype", "Deliver", "Operate")
CHENGDU_PATH, JEJU_PATH = "/organize/training/chengdu-2027", "/organize/training/jeju-2027"
TWO_WEEKS = CHENGDU.replace("2027-09-24", "2027-09-17")
AFRICA = {0: "Africa/Nairobi", 1: "Africa/Lagos"}


async def record_of(desk: httpx.AsyncClient, path: str) -> tuple[dict[str, list[str]], str]:
    """The file of the record by name, from the column of planned minutes on, and the page."""
    file = (await desk.get(f"{path}/attendance.csv")).content.decode("utf-8-sig")
    return {line[0]: line[5:17] for line in list(csv.reader(io.StringIO(file)))[1:]}, (
        await desk.get(f"{path}/attendance")
    ).text


async def test_chengdu_two_weeks_of_modules_where_excuses_count(
    *, training: House, client: httpx.AsyncClient, signed_in: SignedIn, clock: FakeClock
) -> None:
    chosen = await nominated(training, TWO_WEEKS, "chengdu-2027", people=8, cities=8, quotas=())
    await reviewed(chosen, 1)
    await four_to_six(chosen)
    for number in range(1, 6):
        await my_offer.accept(training, chosen.token(number))
    clock.advance(days=16)
    await settle_all(training)
    assert await chosen.states() == {"accepted": [1, 2, 3, 4, 5], "lapsed": [6], "offered": [7], "reserve": [8]}
    await my_offer.accept(training, chosen.token(7))
    desk, staff = await signed_in("organizer")
    path = f"{CHENGDU_PATH}/timetable"
    page = await upload(desk, lines(ten_days()), path=path)
    assert "20 sessions" in words(page)
    assert (await confirm(desk, page, path=path)).status_code == 303
    await desk.post(f"{path}/publish", data={"shown": "true"})
    shown = words(await client.get("/training/chengdu-2027?week=all"))
    assert [shown.count(f"Lecture, Room B {module}") for module in MODULES] == [2] * 5
    await desk.post(f"{CHENGDU_PATH}/attendance", data={"grace": "10", "excused_counts": "true"})

    chengdu = await course(training, client, clock, "chengdu-2027")
    every = {each.title: each for each in chengdu.sessions.values()}
    away = [title for title in every if title.startswith(("Operate", "Deliver"))][3:8]
    asked = {"sessions": [str(every[title].id) for title in away], "reason": "Elections at home"}
    assert (await client.post(f"{chengdu.place(2)}/attendance", data=asked)).status_code == 303
    waiting = re.findall(r'action="([^"]*/excuses/[\w-]+)"', (await desk.get(f"{CHENGDU_PATH}/attendance")).text)
    assert [(await desk.post(action, data={"do": "approve"})).status_code for action in waiting] == [303] * 5
    said = {(title, 2): "excused" for title in away} | {(title, 3): "absent" for title in away}
    board = Phone(chengdu, "Dr Wang")
    for title in every:
        chengdu.begin(title, 9)
        now = everyone((1, 2, 3, 4, 5, 6)) | {number: words_ for (own, number), words_ in said.items() if own == title}
        if title == "Discover 1, lecture":  # nine minutes late, and ten are allowed here
            assert [await chengdu.come(n, title, await chengdu.code(title)) for n in now] == [303] * 6
        else:
            await board.marks(title, {number: words_ for number, words_ in now.items() if words_ != "excused"})
    clock.move_to(datetime(2027, 9, 17, 12, tzinfo=UTC))
    await cities.sign_in(training, desk, staff.email)

    lessons = [Lesson(title, each.starts.date(), each.starts.day // 7, 210) for title, each in every.items()]
    reckoned = by_hand.reckon(lessons, dict.fromkeys(range(1, 7), ""), said)
    own = by_hand.add(reckoned, lambda line: line.person)
    assert (own[1], own[2]) == ((4200, 4200, 4200, 0, 0, 0), (4200, 4200, 3150, 1050, 0, 0))
    rows, page_ = await record_of(desk, CHENGDU_PATH)
    assert {name: row[:11] for name, row in rows.items()} == {
        chengdu.people[n].official.name: by_hand.row(own[n], 80, excused_counts=True) for n in own
    }
    assert [row[11] == rows["Nominee 01"][11] for row in rows.values()] == [True, True, False, True, True, True]
    weeks = by_hand.add(reckoned, lambda line: 1 if line.lesson.day <= date(2027, 9, 12) else 2)
    assert table(page_, "By week") == {f"Week {week}": cells(sums) for week, sums in weeks.items()}


async def four_to_six(chosen: Chosen) -> None:
    """Three are too few and seven too many; six are proposed."""
    ids = [str(id_) for id_ in (await selecting.show(chosen.house, chosen.staff, chosen.slug)).ranked]
    for revision, (count, despite) in enumerate(((3, False), (7, True))):
        draft = {"chosen": ids[:count], "reserve": ids[count:], "revision": str(revision)}
        await selecting.keep(chosen.house, chosen.staff, chosen.slug, draft)
        with pytest.raises(Invalid):
            await selecting.publish(chosen.house, chosen.staff, chosen.slug, revision=revision + 1, despite=despite)
    found = await published(chosen)
    assert (chosen.numbers(found.offers), chosen.numbers(found.reserve)) == ([1, 2, 3, 4, 5, 6], [7, 8])


def ten_days() -> list[list[str]]:
    """Two days for each module, lectures in the morning, workshops in the afternoon: half days without hours."""
    rows = [["day", "part", "title", "kind", "module", "place"]]
    for number, module in enumerate(MODULES):
        for half in (1, 2):
            day = date(2027, 9, 6) + timedelta(days=number * 2 + half - 1)
            day += timedelta(days=2 if day.weekday() > 4 or number * 2 + half > 5 else 0)
            for part, kind in (("morning", "lecture"), ("afternoon", "workshop")):
                rows.append([day.isoformat(), part, f"{module} {half}, {kind}", kind, module, "Room B"])
    return rows


async def test_jeju_four_days_in_two_zones_with_parallel_tours(
    *, house: OpenHouse, training: House, client: httpx.AsyncClient, signed_in: SignedIn, clock: FakeClock,
    deliver: Deliver, smtp: MailServer,
) -> None:  # fmt: skip
    await thirty_seven(training)
    desk, staff = await signed_in("organizer")
    for name in ("A", "B"):
        answer = await desk.post(f"{JEJU_PATH}/staffing/groups", data={"group": f"Group {name}"})
        assert answer.status_code == 303
    assert (await confirm(desk, await upload(desk, book(*four_days()), "t.xlsx"))).status_code == 303
    jeju = await course(training, client, clock, "jeju-2027")
    groups = {number: "group-a" if number <= 18 else "group-b" for number in jeju.people}
    for number, person in jeju.people.items():
        form = body_of(person) | {"group_key": groups[number]}
        assert (await desk.post(f"{JEJU_PATH}/participants/{person.id}", data=form)).status_code == 303
    await desk.post(f"{JEJU_PATH}/timetable/publish", data={"shown": "true"})
    await deliver()
    smtp.mails.clear()

    jeju = await course(training, client, clock, "jeju-2027")
    await own_zone_and_own_tour(jeju, groups)
    await a_tour_moves(jeju, groups, deliver, smtp)
    east = next(n for n, key in groups.items() if key == "group-a" and lives(jeju, n) == "Africa/Nairobi")
    async with client_of(create_notify((await house("notify")).settings, house=await house("notify"))) as calendars:
        page = await client.get(jeju.place(east))
        address = re.search(r"http://wego\.test(/calendar/courses/[\w./-]+)", page.text)
        assert address is not None
        entries = read_calendar({"": (await calendars.get(address[1])).content})[""].entries
    assert {each.summary: each.start for each in entries if "day 2" in each.summary} == {
        "Module, day 2": "20271005T000000Z", "Harbour, day 2": "20271005T050000Z",
    }  # fmt: skip

    jeju = await course(training, client, clock, "jeju-2027")
    said = {("Module, day 1", 4): "late 30", ("Data centre, day 3", 1): "absent", ("Workshop, day 4", 2): "?"}
    await four_days_are_held(jeju, groups, said)
    await cities.sign_in(training, desk, staff.email)
    lessons = [
        Lesson(title, day, 1, (ends.hour - begins.hour) * 60 + ends.minute, group.lower().replace(" ", "-"))
        for day, begins, ends, title, _, group in four_days()
    ]
    reckoned = by_hand.reckon(lessons, groups, said)
    own = by_hand.add(reckoned, lambda line: line.person)
    assert (own[1], own[2], own[3], own[4]) == (
        (1560, 1560, 1320, 0, 240, 0), (1560, 1560, 1440, 0, 0, 120), (1560, 1560, 1560, 0, 0, 0),
        (1560, 1560, 1530, 0, 30, 0),
    )  # fmt: skip
    rows, shown = await record_of(desk, JEJU_PATH)
    assert {name: row[:11] for name, row in rows.items()} == {
        person.official.name: by_hand.row(own[n], 80) for n, person in jeju.people.items()
    }
    sessions = by_hand.add(reckoned, lambda line: line.lesson.title)
    assert table(shown, "By session") == {title: cells(sums) for title, sums in sessions.items()}


async def thirty_seven(training: House) -> None:
    """Of 45 forty are offered a seat, eight decline, the five of the reserve move up."""
    rules = (Quota(QuotaBy.GENDER, "female", at_least=14),)
    chosen = await nominated(training, JEJU_RANGE, "jeju-2027", people=45, cities=30, quotas=rules, zone=zone)
    await reviewed(chosen, 1)
    offers = chosen.numbers((await published(chosen)).offers)
    assert len(offers) == 40
    for number in offers[:8]:
        await my_offer.decline(training, chosen.token(number), {})
    for number in (await chosen.states())["offered"]:
        await my_offer.accept(training, chosen.token(number))
    states = {state: len(numbers) for state, numbers in (await chosen.states()).items()}
    assert states == {"accepted": 37, "declined": 8}


async def own_zone_and_own_tour(jeju: Course, groups: dict[int, str]) -> None:
    """On the personal page: the hours of Jeju and, below, those at home; of two tours at once one's own alone."""
    tour = {"group-a": "Harbour, day 2", "group-b": "Data centre, day 2"}
    hours = {"Africa/Nairobi": "03:00 to 06:30 Nairobi", "Africa/Lagos": "01:00 to 04:30 Abuja"}
    seen = set()
    for number in jeju.people:
        here = lives(jeju, number)
        if here in hours:
            page = words(await jeju.client.get(jeju.place(number)))
            assert f"09:00 to 12:30 Lecture {hours[here]}" in page
            assert [title in page for title in tour.values()] == [key == groups[number] for key in tour]
            seen.add(here)
    assert seen == set(hours)


async def a_tour_moves(jeju: Course, groups: dict[int, str], deliver: Deliver, smtp: MailServer) -> None:
    """An hour later: told to whose tour it is, in both zones."""
    tour = jeju.sessions["Harbour, day 2"]
    later = body(tour.title, "2027-10-05", kind="technical_tour", begins="14:00", ends="18:00", groups=["group-a"])
    who = actor(jeju.house)
    await timetable.put_session(jeju.house, who, "jeju-2027", tour.id, later, despite=True)
    jeju.clock.advance(seconds=jeju.house.settings.update_quiet)
    await tell.send_due(jeju.house)
    await deliver()
    own = [number for number, key in groups.items() if key == "group-a"]
    assert sorted(each.to[0] for each in smtp.mails) == sorted(jeju.people[number].email for number in own)
    texts = {each.to[0]: cities.words(each.message) for each in smtp.mails}
    home = {"Africa/Nairobi": " (08:00 to 12:00 Nairobi)", "Africa/Lagos": " (06:00 to 10:00 Abuja)", "Asia/Seoul": ""}
    for number in own:
        assert f"14:00 to 18:00 Seoul{home[lives(jeju, number)]}" in texts[jeju.people[number].email]


async def four_days_are_held(jeju: Course, groups: dict[int, str], said: dict[tuple[str, int], str]) -> None:
    """The board of each session has whom it is for, and nobody else."""
    board = Phone(jeju, "Dr Kim")
    for title, each in sorted(jeju.sessions.items(), key=lambda item: item[1].starts_at):
        jeju.begin(title, 10)
        there = {n: said.get((title, n), "present") for n, key in groups.items() if each.groups in ((), (key,))}
        await board.marks(title, {n: words_ for n, words_ in there.items() if words_ != "?"})
        room = jeju.room(title)
        shown = (await jeju.client.get(room.path(), headers=room.bearer)).json()["people"]
        assert sorted(who["name"] for who in shown) == [jeju.people[n].official.name for n in sorted(there)]
    jeju.clock.move_to(datetime(2027, 10, 7, 12, tzinfo=UTC))


def four_days() -> list[tuple[date, time, time, str, str, str]]:
    """A module each morning; workshops on the first and last afternoon, between them two tours at once."""
    rows = []
    for number in (1, 2, 3, 4):
        day = date(2027, 10, 3 + number)
        rows.append((day, time(9), time(12, 30), f"Module, day {number}", "lecture", ""))
        if number in (1, 4):
            rows.append((day, time(13), time(15), f"Workshop, day {number}", "workshop", ""))
            continue
        swapped = ("A", "B") if number == 2 else ("B", "A")
        for place, group in zip(("Harbour", "Data centre"), swapped, strict=True):
            title = f"{place}, day {number}"
            rows.append((day, time(13), time(17), title, "technical tour", f"Group {group}"))
    return rows


def lives(jeju: Course, number: int) -> str:
    return jeju.people[number].official.timezone


def zone(city: int) -> str:
    """Every fifth city is in Africa: those of even numbers in the east, the others in the west."""
    return AFRICA[city % 2] if city % 5 == 0 else "Asia/Seoul"
