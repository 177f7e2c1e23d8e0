"""Three weeks of attendance in Seoul: boards, arrivals by the code, excuses, corrections, an offline phone."""

import re

import httpx

from tests.training import cities
from tests.training.teaching import Course, Phone, everyone
from tests.training.web.seoul_course import PATH, STAFF
from tests.training.web.seoul_timetable import taught


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
