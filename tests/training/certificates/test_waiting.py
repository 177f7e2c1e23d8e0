"""What is still to come is waited for: the end of an event, a survey that nobody made yet."""

from datetime import UTC, date, datetime

import httpx
import pytest

from services.training.domain.certificates.rules import Chance, Why
from services.training.operations.activities import put
from services.training.operations.certificates import setting
from shared.contracts.common import Person
from shared.contracts.training import ActivityPerson, ActivityPut
from shared.house import House
from shared.when import Precision, When
from tests.support.clock import FakeClock
from tests.training import people
from tests.training.certificates.given import EVENT, FORUM, Held, forum
from tests.training.web.conftest import SignedIn

_NOBODY = "Nobody is eligible now: the list says why."
DAY = date(2027, 9, 1)
WHOLE_DAYS = When(precision=Precision.DAY, first=DAY, last=date(2027, 9, 2))
WITHOUT_END = When(precision=Precision.TIME, start=datetime(2027, 9, 2, 9))
WITH_END = When(precision=Precision.TIME, start=datetime(2027, 9, 1, 9), end=datetime(2027, 9, 1, 13))


async def _closed(house: House, when: When) -> None:
    """An event in Seoul (nine hours before UTC), with one who came."""
    await forum(house, "Abebe Bikila")
    guest = ActivityPerson(id=EVENT, person=Person(email="guest@example.org", name="Abebe Bikila"))
    facts = ActivityPut(
        key=FORUM, revision=2, slug="cio-forum", title="CIO Forum", kind="forum", when=when, timezone="Asia/Seoul",
        people=(guest,),
    )  # fmt: skip
    async with house.db.transaction() as tx:
        await put(house, tx, facts)


@pytest.mark.parametrize(
    ("when", "last_moment"),
    [
        (WITH_END, datetime(2027, 9, 1, 3, 59, 59, tzinfo=UTC)),
        (WHOLE_DAYS, datetime(2027, 9, 2, 14, 59, 59, tzinfo=UTC)),
        (WITHOUT_END, datetime(2027, 9, 2, 14, 59, 59, tzinfo=UTC)),
    ],
)
async def test_of_an_event_nothing_is_issued_before_it_is_over(
    training: House, clock: FakeClock, signed_in: SignedIn, when: When, last_moment: datetime
) -> None:
    await _closed(training, when)
    clock.move_to(last_moment)
    desk, _ = await signed_in("organizer")
    path = f"/organize/certificates/event/{EVENT}"
    assert "It is not over yet" in (await desk.get(path)).text
    refused = await desk.post(f"{path}/issue", data={"unconfirmed": "true"})
    assert (refused.status_code, _NOBODY in refused.text) == (409, True)
    clock.advance(seconds=1)
    issued = await desk.post(f"{path}/issue", data={"unconfirmed": "true"})
    assert issued.headers["location"] == f"{path}?done=issuing&count=1"


async def test_where_no_survey_was_opened_nobody_has_answered_it(room: Held, desk: httpx.AsyncClient) -> None:
    await desk.post(f"{room.desk}/rules", data={"share": "80", "survey": "true"})
    lines = (await setting.show(room.house, people.actor(room.house), room.key)).lines
    stands = [(line.judgement.chance, [each.why for each in line.judgement.reasons]) for line in lines]
    assert stands == [(Chance.NOT_YET, [Why.SURVEY_NONE])] * 2
    assert (await desk.get(room.desk)).text.count("There is no survey yet") == 2
    answer = await desk.post(f"{room.desk}/issue", data={"unconfirmed": "true"})
    assert (answer.status_code, _NOBODY in answer.text) == (409, True)


async def test_the_same_of_an_event(training: House, clock: FakeClock, signed_in: SignedIn) -> None:
    clock.advance(days=300)
    await forum(training, "Abebe Bikila", "Park Jun")
    desk, _ = await signed_in("organizer")
    path = f"/organize/certificates/event/{EVENT}"
    await desk.post(f"{path}/rules", data={"survey": "true"})
    assert (await desk.get(path)).text.count("There is no survey yet") == 2
