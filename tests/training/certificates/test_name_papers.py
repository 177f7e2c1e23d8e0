"""Badges and name plates of a course; those of an event stand with its registrations."""

import httpx
import pytest

from shared.house import House
from tests.shared.documents.reading import lines
from tests.support.clock import FakeClock
from tests.training import people
from tests.training.certificates.given import EVENT, Held, forum, held
from tests.training.web.conftest import SignedIn, desk, signed_in

__all__ = ["desk", "signed_in"]


@pytest.fixture
async def room(training: House, clock: FakeClock) -> Held:
    found = await held(training, clock, 1, names={0: {"name": "Kim Gyeonbon", "native_name": "김견본"}})
    await people.trainer(training, found.cohort, "Ada Sample", organisation="Sample Institute")
    return found


async def test_participants_and_trainers_in_their_order_with_blank_ones_at_the_end(
    room: Held, desk: httpx.AsyncClient
) -> None:
    found = await desk.get(f"{room.desk}/badges.pdf?blank=1&blank_role=staff")
    assert found.headers["content-disposition"] == 'attachment; filename="jeju-2027-badges.pdf"'
    bands = [(lines(found.content, page)[-1], "Ada Sample" in lines(found.content, page)) for page in range(3)]
    assert bands == [("Trainer", True), ("Participant", False), ("Staff", False)]
    korean = await desk.get(f"{room.desk}/badges.pdf?language=ko&sort=organisation")
    assert [lines(korean.content, page)[-1] for page in range(2)] == ["참가자", "강사"]
    plates = await desk.get(f"{room.desk}/badges.pdf?paper=plates&blank=9")
    assert [lines(plates.content, page).count("Ada Sample") for page in range(2)] == [2, 0]


async def test_the_page_offers_what_can_be_printed_and_says_what_cannot(room: Held, desk: httpx.AsyncClient) -> None:
    page = (await desk.get(f"{room.desk}/badges")).text
    assert ("For 2 people: participants and trainers." in page, "cannot be printed" in page) == (True, False)
    assert f'href="{room.desk}/badges"' in (await desk.get(room.desk)).text
    wrong = await desk.get(f"{room.desk}/badges.pdf?paper=posters&blank=101")
    assert (wrong.status_code, await trail(room.house)) == (422, [])
    assert (await desk.get(f"{room.desk}/badges.pdf")).status_code == 200
    assert await trail(room.house) == [{"kind": "badges", "people": "2"}]


async def test_those_of_an_event_stand_with_its_registrations(training: House, signed_in: SignedIn) -> None:
    await forum(training, "Abebe Bikila")
    desk, _ = await signed_in("organizer")
    path = f"/organize/certificates/event/{EVENT}"
    assert 'href="/organize/events/cio-forum/badges"' in (await desk.get(path)).text
    assert [(await desk.get(path + end)).status_code for end in ("/badges", "/badges.pdf")] == [404, 404]


async def test_only_organizers_print_them(room: Held, signed_in: SignedIn) -> None:
    viewer, _ = await signed_in("viewer")
    assert [(await viewer.get(room.desk + end)).status_code for end in ("/badges", "/badges.pdf")] == [403, 403]


async def trail(house: House) -> list[object]:
    async with house.db.reading() as tx:
        rows = await tx.conn.fetch("SELECT new FROM identity.audit WHERE action = 'certificates.names_printed'")
    return [row["new"] for row in rows]
