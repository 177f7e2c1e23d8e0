"""Facts asked of the same people in surveys about different things: sessions of a course, and the course itself."""

from collections import Counter
from typing import Any
from uuid import UUID, uuid4

import httpx
import msgspec
import pytest

from services.training.domain.surveys.questions import (
    Answers,
    BankRef,
    Choice,
    ConcreteChoice,
    Knowledge,
    Question,
    SingleChoice,
)
from services.training.domain.surveys.standard import STANDARD
from services.training.domain.surveys.survey import Schedule, State
from shared.house import House
from tests.support.clock import FakeClock
from tests.training import people
from tests.training.surveys import asked, stored
from tests.training.surveys.results import path
from tests.training.web.conftest import SignedIn

API = "/api/v1/organize/training/jeju-2027/survey-results"
CHOICES = (Choice("plan", {"en": "Planning"}), Choice("it", {"en": "IT"}), Choice("law", {"en": "Lawyers"}))
TEXT = {"en": "What do you do?"}
ROLE = SingleChoice(key="role", text=TEXT, choices=CHOICES, required=True)
ROLES = ["plan"] * 5 + ["it"] * 9 + ["law"]
KINDS: tuple[Question, ...] = (
    ROLE,
    ConcreteChoice(key="role", text=TEXT, choices=CHOICES, good=("law",)),
    Knowledge(key="role", text=TEXT, choices=CHOICES, right=("law",)),
    SingleChoice(key="job", text={"en": "what do  you do?", "ko": "직업"}, choices=CHOICES[::-1], required=True),
)


async def of(house: House, who: list[UUID], roles: list[str], item: Question = ROLE, **about: Any) -> UUID:
    rows: list[Answers] = [{item.key: role} for role in roles]
    return await stored.survey(house, (item,), rows, people=who, **about)


async def told(desk: httpx.AsyncClient, id_: UUID) -> Counter[str] | str:
    """The counts of its one question by the API, or why they are hidden."""
    (role,) = (await desk.get(path(id_, "results.json"))).json()["results"]
    if role["numbers"] is None:
        return str(role["hidden"])
    return Counter({each["key"]: each["count"] for each in role["numbers"]["counts"] if each["count"]})


async def test_two_sessions_side_by_side(training: House, desk: httpx.AsyncClient) -> None:
    """All fifteen answer of one session, all but one of the other: the role of that one stands nowhere."""
    cohort, who = await people.jeju(training), [uuid4() for _ in range(15)]
    for title, roles in (("One", ROLES[:14]), ("Two", ROLES)):
        session = await people.session(training, cohort, title)
        await of(training, who, roles, cohort_id=cohort, session_id=session.id)
    body = (await desk.get(API, params={"by": "session"})).json()
    (line,) = body["items"]
    counts = {group["key"]: [each["count"] for each in group["numbers"]["counts"]] for group in line["groups"]}
    assert counts == {"One": [5, 9, 0]}


@pytest.mark.parametrize("item", KINDS)
async def test_the_course_less_a_session(training: House, desk: httpx.AsyncClient, item: Question) -> None:
    """Whatever states the fact: what people are, did or know, and under another key in the same words."""
    cohort, who = await people.jeju(training), [uuid4() for _ in range(15)]
    session = await people.session(training, cohort, "One")
    first = ROLE if item.key == "job" else item
    one = await of(training, who, ROLES[:14], first, cohort_id=cohort, session_id=session.id)
    two = await of(training, who, ROLES, item, cohort_id=cohort)
    assert [await told(desk, id_) for id_ in (one, two)] == [Counter(ROLES[:14]), "twice"]


async def test_who_shares_nobody_hides_nothing(training: House, desk: httpx.AsyncClient) -> None:
    """Two sessions of other groups, and the house's own question, which is about the session."""
    cohort, who = await people.jeju(training), [uuid4() for _ in range(29)]
    pace = msgspec.structs.replace(STANDARD["session_pace"].question, bank=BankRef("session_pace", 1))
    ids = []
    for title, roles, own in (("One", ROLES, who[:15]), ("Two", ROLES[:14], who[15:])):
        session = await people.session(training, cohort, title)
        ids.append(await of(training, own, roles, cohort_id=cohort, session_id=session.id))
    for title, many in (("Three", 15), ("Four", 14)):
        session = await people.session(training, cohort, title)
        ids.append(await of(training, who[:15], ["slow"] * many, pace, cohort_id=cohort, session_id=session.id))
    expected = [Counter(ROLES), Counter(ROLES[:14]), Counter(slow=15), Counter(slow=14)]
    assert [await told(desk, id_) for id_ in ids] == expected


async def test_the_larger_minimum_counts(training: House, desk: httpx.AsyncClient) -> None:
    """Three would be enough for the later survey, not for the earlier one."""
    cohort, who = await people.jeju(training), [uuid4() for _ in range(15)]
    one = await of(training, who, ROLES, cohort_id=cohort, minimum=5)
    two = await of(training, who, ROLES[:12], cohort_id=cohort, minimum=3)
    assert [await told(desk, id_) for id_ in (one, two)] == [Counter(ROLES), "twice"]


async def test_a_schedule_moved_back_does_not_come_first(
    training: House, clock: FakeClock, client: httpx.AsyncClient, signed_in: SignedIn
) -> None:
    """A copy that opens the day before, made after the first was read: what was read stays, the copy is hidden."""
    items: tuple[Question, ...] = (ROLE,)
    room = await asked.room(training, clock, 15, items=items, schedule=Schedule(reminders=()), live=False)
    for number in range(15):
        await client.post(room.link(number), data={"q.role": ROLES[number]}, headers={"Origin": "http://wego.test"})
    assert (await asked.tended(training, room.survey)).state is State.CLOSED
    desk, _ = await signed_in("organizer")
    assert await told(desk, room.survey) == Counter(ROLES)
    clock.advance(hours=1)
    cohort = await people.jeju(training)
    back = Schedule(opens_after=-24 * 60, reminders=())
    copy = await asked.survey(training, cohort=cohort, items=items, schedule=back, live=False)
    await asked.tended(training, copy)
    links = await asked.links(training, copy)
    for number, person in enumerate(room.people[:14]):
        await client.post(links[person.id], data={"q.role": ROLES[number]}, headers={"Origin": "http://wego.test"})
    clock.advance(days=20)
    assert (await asked.tended(training, copy)).state is State.CLOSED
    desk, _ = await signed_in("viewer")
    assert [await told(desk, id_) for id_ in (room.survey, copy)] == [Counter(ROLES), "twice"]
