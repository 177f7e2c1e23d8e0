"""Badges before an event, and what the code on one opens at the door."""

import re
from typing import Any

import httpx
import pytest

from services.registration.operations import after
from services.registration.operations.register import register
from shared.house import House
from tests.registration.desk import signed_in, staff, token, trail
from tests.registration.events import SLUG, TODAY, load_event, person
from tests.shared.documents.reading import code, code_of, lines
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse

PAGE = f"/organize/events/{SLUG}/badges"
LIST = f"/organize/events/{SLUG}/registrations"


@pytest.fixture
async def home(house: OpenHouse) -> House:
    home = await house("registration")
    await load_event(home, "capacity = 3", when=TODAY)
    return home


async def come(home: House, number: int, **changes: Any) -> str:
    done = await register(home, SLUG, person(number, **changes), language="en", timezone="Asia/Seoul")
    return str(done.answer.id)


def bands(pdf: bytes, pages: int) -> list[tuple[bool, str]]:
    """Of each page whether somebody is named on it, and the last line of it."""
    found = [lines(pdf, page) for page in range(pages)]
    return [(any(line.startswith("Person") for line in each), each[-1]) for each in found]


async def test_everybody_with_a_seat_by_category_before_the_event(home: House) -> None:
    await come(home, 1, category="speaker", organisation="Zeta City")
    await come(home, 2, category="mayor", organisation="Alpha City")
    await come(home, 3, category="press", organisation="Beta City")
    await come(home, 4)  # waits for a seat
    async with signed_in(home) as desk:
        page = (await desk.get(PAGE)).text
        assert "For 3 people with a seat." in page
        pdf = (await desk.get(f"{PAGE}.pdf?blank=1&blank_role=observer")).content
        assert bands(pdf, 4) == [(True, "Speaker"), (True, "Mayor or governor"), (True, "Press"), (False, "Observer")]
        pdf = (await desk.get(f"{PAGE}.pdf?sort=organisation&language=ko")).content
        assert [band for _, band in bands(pdf, 3)] == ["시장 또는 주지사(도지사)", "언론", "연사"]
        assert "1 March 2027" in "".join(lines((await desk.get(f"{PAGE}.pdf?category=press")).content))
        wrong = await desk.get(f"{PAGE}.pdf?category=guest&sort=age")
        assert wrong.status_code == 422
    people = [new["people"] for _, _, new in await trail(home, "registrations.names_printed")]
    assert people == ["3", "3", "1"]


async def test_the_code_opens_the_registration_for_staff_alone_and_is_found_when_typed(home: House) -> None:
    first, _ = await come(home, 1), await come(home, 2)
    address = home.url(f"/organize/check-in/{first}")
    async with signed_in(home, "checkin") as door:
        pdf = (await door.get(f"{PAGE}.pdf?id={first}")).content
        assert code(pdf, 0, 69, 97, 80) == code_of(address)
        typed = first.replace("-", "")[-8:].upper()
        assert f"{typed[:4]} {typed[4:]}" in "".join(lines(pdf))
        for text in (typed, f"{typed[:4]} {typed[4:].lower()}"):
            found = (await door.get(LIST, params={"q": text})).text
            assert ("person1@example.org" in found, "person2@example.org" in found) == (True, False), text
        page = await door.get(f"/organize/check-in/{first}")
        assert ("Person 1" in page.text, page.headers["cache-control"]) == (True, "no-store")
        assert "Print the badge</a>" in page.text, "the first time too"
        door.cookies.clear()
        stranger = await door.get(f"/organize/check-in/{first}")
        assert (stranger.status_code, "Person 1" in stranger.text) == (303, False)
        assert (await door.post(f"/organize/check-in/{first}", data={"do": "came"})).status_code == 303
    assert await trail(home, "registration.came") == []


async def test_who_is_there_is_noted_once_and_can_be_taken_back(home: House) -> None:
    first = await come(home, 1)
    path = f"/organize/check-in/{first}"
    async with signed_in(home, "checkin") as door:
        for said, words in (
            ("came", "Noted: came"),
            ("came", "It was noted before"),
            ("absent", "Noted: did not come"),
        ):
            answer = await door.post(path, data={"do": said})
            assert words in (await door.get(answer.headers["location"])).text
        assert (await door.post(path, data={"do": "cancel"})).status_code == 400
        assert (await door.get("/organize/check-in/nobody")).status_code == 404
    noted = [(old, new) for _, old, new in await trail(home, "registration.came")]
    assert noted == [(None, {"came": "yes"}), ({"came": "yes"}, {"came": "no"})]


async def test_without_a_seat_nothing_is_noted(home: House) -> None:
    waits = [await come(home, number) for number in (1, 2, 3, 4)][-1]
    async with signed_in(home, "checkin") as door:
        page = (await door.get(f"/organize/check-in/{waits}")).text
        assert ("No seat" in page, 'value="came"' in page) == (True, False)
        await door.post(f"/organize/check-in/{waits}", data={"do": "came"})
        assert "Nobody has a seat yet" in (await door.get(f"{PAGE}?id={waits}")).text
        assert (await door.get(f"{PAGE}.pdf?id={waits}")).status_code == 409
    assert await trail(home, "registration.came") == []


async def test_who_may_only_look_neither_prints_nor_notes(home: House, clock: FakeClock) -> None:
    first = await come(home, 1)
    async with signed_in(home, "viewer") as viewer:
        page = (await viewer.get(f"/organize/check-in/{first}")).text
        assert ("Person 1" in page, 'value="came"' in page) == (True, False)
        answers = [await viewer.get(PAGE), await viewer.get(PAGE + ".pdf")]
        answers.append(await viewer.post(f"/organize/check-in/{first}", data={"do": "came"}))
        assert [answer.status_code for answer in answers] == [403, 403, 403]
        assert PAGE not in (await viewer.get(LIST)).text


async def test_a_closed_event_keeps_its_marks_and_prints(home: House, clock: FakeClock) -> None:
    first = await come(home, 1)
    clock.advance(days=400)
    await after.close(home, await staff(home, "admin"), SLUG, nobody_marked=True)
    async with signed_in(home) as desk:
        page = (await desk.get(f"/organize/check-in/{first}")).text
        assert ("This event is closed" in page, 'value="came"' in page) == (True, False)
        assert (await desk.post(f"/organize/check-in/{first}", data={"do": "came"})).status_code == 409
        assert (await desk.get(PAGE + ".pdf")).status_code == 200


async def test_programs_print_too(home: House) -> None:
    await come(home, 1)
    async with signed_in(home) as desk:
        desk.cookies.clear()
        answer: httpx.Response = await desk.get(PAGE + ".pdf", headers=await token(home))
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")


async def test_where_nobody_fits_the_answer_says_why(home: House) -> None:
    async with signed_in(home) as desk:
        said = [await desk.get(f"{PAGE}.pdf"), await desk.get(f"{PAGE}.pdf?category=press")]
        for number in (1, 2, 3):
            await come(home, number)
        waits = await come(home, 4)
        said += [await desk.get(f"{PAGE}.pdf?category=press"), await desk.get(f"{PAGE}.pdf?id={waits}")]
    assert [answer.status_code for answer in said] == [409] * 4
    assert [re.findall('<p class="lead">(.*?)</p>', answer.text)[0] for answer in said] == [
        "Nobody takes part yet: there is nothing to print.",
        "Nobody takes part yet: there is nothing to print.",
        "Nobody of this category has a seat: there is nothing to print.",
        "Nobody of those you chose has a seat: there is nothing to print.",
    ]
