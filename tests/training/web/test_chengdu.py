"""Chengdu by its own rules: a range of seats, modules in two weeks, excuses that count."""

import re
from datetime import UTC, date, datetime, timedelta

import httpx
import pytest

from services.training.operations import my_offer, selecting
from services.training.operations.settle import settle_all
from shared.errors import Invalid
from shared.house import House
from shared.spreadsheet import lines
from tests.support.clock import FakeClock
from tests.training import by_hand, cities
from tests.training.by_hand import Lesson
from tests.training.chosen import Chosen, nominated, published, reviewed
from tests.training.files import CHENGDU
from tests.training.teaching import Phone, course, everyone
from tests.training.web.conftest import SignedIn
from tests.training.web.seoul_record import cells, record_of, table
from tests.training.web.test_timetable_file import confirm, upload, words

MODULES = ("Discover", "Define", "Prototype", "Deliver", "Operate")
CHENGDU_PATH = "/organize/training/chengdu-2027"
TWO_WEEKS = CHENGDU.replace("2027-09-24", "2027-09-17")


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
