"""Where nobody may get a certificate any more, the list of courses and events asks for no work."""

import httpx
import pytest

from services.training.domain.attendance import State
from services.training.operations.certificates.outlook import count_all
from shared.house import House
from tests.support.clock import FakeClock
from tests.training import people
from tests.training.certificates.given import Held, held, issue_all

LIST = "/api/v1/organize/certificates"


@pytest.fixture
async def room(training: House, clock: FakeClock) -> Held:
    """Two came to all of it, the third missed half: never eligible."""
    room = await held(training, clock, 2)
    room.people.append(await people.participant(training, room.cohort, 3))
    await room.marks(2, State.PRESENT, State.PRESENT, State.ABSENT, State.ABSENT)
    return room


async def missing(desk: httpx.AsyncClient) -> int:
    (found,) = (await desk.get(LIST)).json()["items"]
    return int(found["missing"])


async def test_who_can_never_have_one_is_no_work_that_waits(room: Held, desk: httpx.AsyncClient) -> None:
    assert "3 may get one yet" in (await desk.get("/organize/certificates")).text
    await count_all(room.house)
    assert await missing(desk) == 2
    await issue_all(room.house, room.key)
    page = (await desk.get("/organize/certificates")).text
    assert (await missing(desk), "may get one yet" in page, page.count(">Issued</span>")) == (0, False, 1)


async def test_what_staff_decide_counts_at_once(room: Held, desk: httpx.AsyncClient) -> None:
    await issue_all(room.house, room.key)
    await count_all(room.house)
    said = {"assessment": "", "exception": "granted", "reason": "Was ill"}
    person = f"{room.desk}/people/{room.people[2].id}"
    assert (await desk.post(f"{person}/say", data=said)).status_code == 303
    assert await missing(desk) == 1
    assert (await desk.post(f"{person}/say", data={**said, "exception": "refused"})).status_code == 303
    assert await missing(desk) == 0
    assert (await desk.post(f"{room.desk}/rules", data={"share": "40"})).status_code == 303
    assert await missing(desk) == 0
    revoked = {"revoke_internal": "By mistake"}
    assert (await desk.post(f"{room.desk}/people/{room.people[0].id}/revoke", data=revoked)).status_code == 303
    assert await missing(desk) == 0
    assert (await desk.post(f"{person}/say", data={**said, "exception": ""})).status_code == 303
    assert await missing(desk) == 1
