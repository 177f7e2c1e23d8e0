"""Jeju by its own rules: thirty to forty seats, four days in two zones, parallel tours."""

import re
from datetime import UTC, date, datetime, time

import httpx

from services.training.domain.call import Quota, QuotaBy
from services.training.domain.participant_form import body_of
from services.training.operations import my_offer, tell, timetable
from shared.house import House
from tests.interop.with_ical import read as read_calendar
from tests.support.clock import FakeClock
from tests.support.delivery import Deliver
from tests.support.house import OpenHouse
from tests.support.smtp import MailServer
from tests.support.web import client_at
from tests.training import by_hand, cities
from tests.training.by_hand import Lesson
from tests.training.chosen import nominated, published, reviewed
from tests.training.files import JEJU_RANGE
from tests.training.people import actor, body
from tests.training.teaching import Course, Phone, course
from tests.training.web.conftest import SignedIn
from tests.training.web.seoul_record import cells, record_of, table
from tests.training.web.test_timetable_file import book, confirm, upload, words

JEJU_PATH = "/organize/training/jeju-2027"
AFRICA = {0: "Africa/Nairobi", 1: "Africa/Lagos"}


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
    async with client_at(await house("notify")) as calendars:
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
        assert f"14:00 to 18:00 Jeju{home[lives(jeju, number)]}" in texts[jeju.people[number].email]


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
