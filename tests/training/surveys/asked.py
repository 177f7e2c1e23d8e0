"""Surveys that are asked, for tests: of a cohort of Jeju, a session of it, or an event; and people who answer."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import msgspec

from services.training.domain.participant import Participant
from services.training.domain.surveys.questions import LongText, Question, Rating, ShortText
from services.training.domain.surveys.survey import Anchor, Schedule, State, Survey
from services.training.operations import activities
from services.training.operations.surveys import letters
from services.training.operations.surveys.tend import tend
from services.training.store.surveys import invitations, live
from shared.contracts.common import Person
from shared.contracts.training import ActivityPerson, ActivityPut
from shared.house import House
from shared.when import Precision, When
from tests.support.clock import FakeClock
from tests.training import people

TITLE = {"en": "How was the visit?", "ko": "방문은 어땠습니까?"}
ITEMS: tuple[Question, ...] = (
    Rating(key="useful", text={"en": "How useful was it?", "ko": "얼마나 유용했습니까?"}, required=True),
    LongText(key="better", text={"en": "What should be better?", "ko": "무엇이 나아져야 합니까?"}, limit=2000),
    ShortText(key="city", text={"en": "Which city next?"}, limit=60),
)
AT_START = Schedule(anchor=Anchor.START, opens_after=0, open_for=14 * 24 * 60)
WEBINAR = datetime(2027, 3, 1, 16)
OVER = datetime(2027, 10, 7, 15, tzinfo=UTC)  # midnight in Seoul after the last day of Jeju


async def survey(house: House, *, cohort: UUID | None = None, **changes: Any) -> UUID:
    """A survey that is ready and opens by itself at the end of what it is about. Returns its id."""
    values: dict[str, Any] = {
        "id": uuid4(),
        "cohort_id": cohort,
        "template": "",
        "title": TITLE,
        "intro": {"en": "Three questions, two minutes."},
        "languages": ["en", "ko"],
        "items": ITEMS,
        "anonymous": True,
        "minimum": 5,
        "schedule": Schedule(),
        "state": "ready",
        **changes,
    }
    async with house.db.transaction() as tx:
        values["created_at"] = tx.now
        names, holes = ", ".join(values), ", ".join(f"${n}" for n in range(1, len(values) + 1))
        await tx.conn.execute(f"INSERT INTO surveys ({names}) VALUES ({holes})", *values.values())  # noqa: S608  # our own names
    return UUID(bytes=values["id"].bytes)


async def tended(house: House, id_: UUID) -> Survey:
    """As it stands once the worker has looked at it."""
    async with house.db.transaction() as tx:
        await tend(house, tx, id_)
    return await row(house, id_)


async def row(house: House, id_: UUID) -> Survey:
    async with house.db.reading() as tx:
        found = await live.by_id(tx, id_)
    assert found is not None
    return found


async def links(house: House, id_: UUID) -> dict[UUID, str]:
    """Person -> the path of their own link."""
    async with house.db.reading() as tx:
        return {
            each.person_id: letters.path(house, each.id, each.link_version)
            for each in await invitations.of_survey(tx, id_)
        }


def form(useful: int = 4, better: str = "", city: str = "") -> dict[str, str]:
    """As a browser sends it."""
    return {"q.useful": str(useful), "q.better": better, "q.city": city}


async def responses(house: House, id_: UUID) -> list[dict[str, Any]]:
    """What is out, in the order of the table."""
    async with house.db.reading() as tx:
        rows = await tx.conn.fetch("SELECT answers FROM survey_responses WHERE survey_id = $1 ORDER BY ctid", id_)
    return [each["answers"] for each in rows]


async def words(house: House, id_: UUID) -> list[tuple[str, str]]:
    async with house.db.reading() as tx:
        rows = await tx.conn.fetch("SELECT item_key, text FROM survey_words WHERE survey_id = $1 ORDER BY ctid", id_)
    return [(each["item_key"], each["text"]) for each in rows]


async def boxed(house: House, id_: UUID) -> int:
    async with house.db.reading() as tx:
        return await tx.conn.fetchval("SELECT count(*) FROM survey_box WHERE survey_id = $1", id_)  # type: ignore[no-any-return]


async def jobs(house: House, kind: str) -> list[Any]:
    """What waits in the outbox, in the order written."""
    async with house.db.reading() as tx:
        rows = await tx.conn.fetch("SELECT payload FROM outbox WHERE kind = $1 ORDER BY id", kind)
    return [msgspec.msgpack.decode(each["payload"]) for each in rows]


async def answers(client: httpx.AsyncClient, path: str, **given: Any) -> httpx.Response:
    """Somebody sends the form under their link."""
    return await client.post(path, data=form(**given), headers={"Origin": "http://wego.test"})


@dataclass
class Room:
    """A cohort of so many, asked about it."""

    house: House
    survey: UUID
    people: list[Participant]
    links: dict[UUID, str]

    def link(self, number: int = 0) -> str:
        return self.links[self.people[number].id]


async def room(house: House, clock: FakeClock, size: int = 3, **changes: object) -> Room:
    cohort = await people.jeju(house)
    made = [await people.participant(house, cohort, number) for number in range(1, size + 1)]
    clock.move_to(OVER)
    made_survey = await survey(house, cohort=cohort, **changes)
    assert (await tended(house, made_survey)).state is State.OPEN
    return Room(house, made_survey, made, await links(house, made_survey))


async def event(house: House, size: int, start: datetime = WEBINAR) -> str:
    """The key of a webinar of two hours in Seoul, on 1 March 2027 at 16:00, with so many who came."""
    key, when = "event:" + str(uuid4()), When(precision=Precision.TIME, start=start, end=start + timedelta(hours=2))
    guests = tuple(
        ActivityPerson(id=uuid4(), person=Person(email=f"guest{n}@example.org", name=f"Guest {n}"))
        for n in range(1, size + 1)
    )
    job = ActivityPut(
        key=key, revision=1, slug="water", title="Water webinar", kind="webinar", when=when, timezone="Asia/Seoul",
        people=guests,
    )  # fmt: skip
    async with house.db.transaction() as tx:
        await activities.put(house, tx, job)
    return key


async def answered(client: httpx.AsyncClient, own: Room, *numbers: int) -> None:
    """These people answer, each a number and words of their own."""
    for number in numbers:
        answer = await answers(client, own.link(number), useful=number % 5 + 1, better=f"Words of {number}.")
        assert answer.status_code == 303


async def out_and_in(own: Room) -> tuple[int, int]:
    """How many answers are out of the box, and how many still in it."""
    return len(await responses(own.house, own.survey)), await boxed(own.house, own.survey)
