"""A cohort that was held and an event that people came to, for tests of certificates."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from services.training.domain.attendance import Mark, Source, State
from services.training.domain.participant import Participant
from services.training.operations.activities import put
from services.training.operations.certificates import issuing
from services.training.operations.certificates.letters import LINK
from services.training.operations.places import LINK as PLACE
from services.training.store import attendance
from shared.contracts.common import Person, Place
from shared.contracts.training import ActivityPerson, ActivityPut
from shared.house import House
from shared.when import Precision, When
from tests.support.clock import FakeClock
from tests.training import people

AFTER = datetime(2027, 10, 8, 3, tzinfo=UTC)
"""The day after Jeju."""
EVENT = UUID(int=7)
FORUM = f"event:{EVENT}"


@dataclass
class Held:
    """Jeju with one lecture of two hours a day on four days, and so many people who came to all of it."""

    house: House
    cohort: UUID
    people: list[Participant]
    sessions: list[UUID] = field(default_factory=list)

    @property
    def key(self) -> str:
        return f"cohort:{self.cohort}"

    @property
    def desk(self) -> str:
        return f"/organize/certificates/cohort/{self.cohort}"

    def own(self, number: int) -> str:
        who = self.people[number]
        return f"/t/{self.house.links.token(PLACE, who.id, who.link_version)}/certificate"

    async def marks(self, number: int, *states: State | None) -> None:
        """What is true of somebody in each session; None: nothing is said."""
        marks = [
            Mark(
                client_id=uuid4(),
                session_id=session,
                participant_id=self.people[number].id,
                state=state,
                source=Source.BOARD,
                actor="link",
                by="",
                claimed_at=self.house.clock(),
                received_at=self.house.clock(),
            )
            for session, state in zip(self.sessions, states, strict=True)
            if state is not None
        ]
        async with self.house.db.transaction() as tx:
            await attendance.add(tx, marks)


async def held(
    house: House, clock: FakeClock, size: int = 3, *, names: dict[int, dict[str, str]] | None = None
) -> Held:
    """`names` are other fields of the people of these numbers, from 0."""
    cohort = await people.jeju(house)
    every = [
        await people.participant(house, cohort, number + 1, **(names or {}).get(number, {})) for number in range(size)
    ]
    found = Held(house, cohort, every)
    for day in range(4):
        found.sessions.append((await people.session(house, cohort, f"Day {day + 1}", day=day)).id)
    clock.move_to(AFTER)
    for number in range(size):
        await found.marks(number, *[State.PRESENT] * 4)
    return found


async def forum(house: House, *names: str, revision: int = 1) -> list[UUID]:
    """An event of one afternoon, closed, to which these people came; their registrations."""
    guests = [
        ActivityPerson(
            id=UUID(int=1000 + number),
            person=Person(email=f"guest{number}@example.org", name=name),
            organisation="Sample City",
            country="KR",
            category="delegate",
        )
        for number, name in enumerate(names)
    ]
    start = datetime(2027, 9, 1, 15)
    job = ActivityPut(
        key=FORUM,
        revision=revision,
        slug="cio-forum",
        title="CIO Forum",
        kind="forum",
        when=When(precision=Precision.TIME, start=start, end=start + timedelta(hours=3)),
        timezone="Asia/Seoul",
        place=Place(city="Seoul", country="KR"),
        people=tuple(guests),
    )
    async with house.db.transaction() as tx:
        await put(house, tx, job)
    return [guest.id for guest in guests]


def own_of_event(house: House, person: UUID) -> str:
    return f"/t/certificate/{house.links.token(LINK, person)}"


async def issue_all(house: House, key: str) -> int:
    """As an organizer does and the worker after it, names confirmed or not; how many were made."""
    await issuing.begin(house, people.actor(house), key, unconfirmed=True)
    return await issuing.issue_waiting(house)


async def valid(house: House, key: str) -> dict[str, str]:
    """The numbers of the valid ones by the name on them."""
    async with house.db.reading() as tx:
        rows = await tx.conn.fetch(
            "SELECT c.number, c.snapshot FROM certificates c JOIN awards a ON a.id = c.award_id "
            "WHERE a.occasion = $1 AND c.state = 'valid' ORDER BY a.serial",
            key,
        )
    return {row["snapshot"]["names"]["name"]: row["number"] for row in rows}
