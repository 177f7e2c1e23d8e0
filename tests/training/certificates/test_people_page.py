"""The people of an occasion on the desk: one part of the list at a time, what it takes, and those who are selected."""

import csv
import io
import re

import httpx
import pytest

from services.training.domain.attendance import State
from services.training.operations.certificates import issuing
from shared.house import House
from tests.support.clock import FakeClock
from tests.training import people
from tests.training.certificates.given import AFTER, EVENT, FORUM, Held, forum, held, issue_all
from tests.training.web.conftest import SignedIn


@pytest.fixture
async def room(training: House, clock: FakeClock) -> Held:
    """Two came to all of it, the third missed half, nobody said of the fourth."""
    room = await held(training, clock, 2)
    room.people += [await people.participant(training, room.cohort, number) for number in (3, 4)]
    await room.marks(2, State.PRESENT, State.PRESENT, State.ABSENT, State.ABSENT)
    return room


def shown(page: str) -> dict[str, str]:
    """What the links above the list say, with how many stand in each."""
    return dict(re.findall(r'<a class="chip"[^>]*>([^<]+) <span class="count">(\d+)</span>', page))


async def test_parts_of_the_list_say_how_many_stand_in_them(room: Held, desk: httpx.AsyncClient) -> None:
    every = {"Everybody": "4", "Eligible, none issued": "2", "Not yet": "1", "Never": "1", "Name not confirmed": "4"}
    assert shown((await desk.get(room.desk)).text) == every
    await issue_all(room.house, room.key)
    page = (await desk.get(f"{room.desk}?show=issued")).text
    assert shown(page) == {"Everybody": "4", "Not yet": "1", "Never": "1", "Issued": "2", "Name not confirmed": "2"}
    assert re.findall(r"<bdi>(Official \d\d)</bdi>", page) == ["Official 01", "Official 02"]
    assert "Eligible, none issued" in shown((await desk.get(f"{room.desk}?show=eligible")).text)


async def test_what_it_takes_stands_above_the_list(room: Held, desk: httpx.AsyncClient) -> None:
    page = (await desk.get(room.desk)).text
    words = "What it takes: 80 % of the planned minutes; no mandatory session missed"
    assert (page.count(words), page.index(words) < page.index("<table")) == (1, True)
    assert (await desk.post(f"{room.desk}/rules", data={"share": "90", "assessment": "true"})).status_code == 303
    page = (await desk.get(room.desk)).text
    assert "What it takes: 90 % of the planned minutes; the assessment passed" in page
    assert f'href="/trainer/assessment/{room.cohort}"' in page
    wrong = await desk.post(f"{room.desk}/rules", data={"share": "190"})
    assert (wrong.status_code, '<details class="disclosure" id="rules" open>' in wrong.text) == (422, True)


async def test_who_is_selected_and_gets_none_is_counted(room: Held, desk: httpx.AsyncClient) -> None:
    selected = [str(who.id) for who in room.people]
    answer = await desk.post(f"{room.desk}/issue", data={"to": "ticked", "people": selected, "unconfirmed": "true"})
    page = (await desk.get(answer.headers["location"])).text
    assert "2 certificates are being issued" in page
    assert "2 of those you selected get none now: the list says why." in page


async def test_who_could_not_be_issued_one_stands_in_a_part_of_the_list(room: Held, desk: httpx.AsyncClient) -> None:
    await issuing.begin(room.house, people.actor(room.house), room.key, unconfirmed=True)
    async with room.house.db.transaction() as tx:
        broken = 'UPDATE participants SET official = official || \'{"name": "\U00012000"}\' WHERE id = $1'
        await tx.conn.execute(broken, room.people[1].id)
    await issuing.issue_waiting(room.house)
    page = (await desk.get(room.desk)).text
    assert "1 certificate could not be issued" in page
    assert ("<progress" in page, shown(page)["Could not be issued"]) == (False, "1")
    assert "these letters cannot be printed" in (await desk.get(f"{room.desk}?show=failed")).text


async def test_the_assessment_is_asked_of_staff_only_where_certificates_ask_for_it(
    room: Held, desk: httpx.AsyncClient
) -> None:
    person = f"{room.desk}/people/{room.people[3].id}"
    radio = '<input type="radio" name="assessment"'
    assert radio not in (await desk.get(person)).text
    granted = {"assessment": "", "exception": "granted", "reason": "Was ill"}
    assert (await desk.post(f"{person}/say", data=granted)).status_code == 303
    await desk.post(f"{room.desk}/rules", data={"share": "80", "assessment": "true"})
    assert (await desk.get(person)).text.count(radio) == 3


async def test_who_was_asked_is_waited_for_and_not_asked_again(room: Held, desk: httpx.AsyncClient) -> None:
    assert "has confirmed yet how their name is written: ask them first." in (await desk.get(room.desk)).text
    assert (await desk.post(f"{room.desk}/ask", data={"to": "all"})).status_code == 303
    page = (await desk.get(room.desk)).text
    assert ("ask them first" in page, "nobody has confirmed it yet. Wait for them" in page) == (False, True)


async def test_of_an_event_no_minutes_are_told(training: House, clock: FakeClock, signed_in: SignedIn) -> None:
    clock.move_to(AFTER)
    await forum(training, "Chidinma Okafor")
    await issue_all(training, FORUM)
    desk, _ = await signed_in("organizer")
    answer = await desk.get(f"/organize/certificates/event/{EVENT}/list.csv")
    (line,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    told = {name: line[name] for name in ("Name", "Awarded on", "Issued on", "Attended minutes")}
    assert told == {
        "Name": "Chidinma Okafor", "Awarded on": "2027-09-01", "Issued on": "2027-10-08", "Attended minutes": "",
    }  # fmt: skip
