"""A session with its people, and the marks of it, for tests of attendance."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import httpx

from services.training.domain.course import LINK
from services.training.domain.mark_form import MARKED_BEFORE
from services.training.domain.participant import Participant
from services.training.domain.session import Session
from shared.house import House
from tests.support.clock import FakeClock
from tests.training import people

SLUG = "jeju-2027"


@dataclass
class Classroom:
    """The session is a lecture on the first day of Jeju, 09:00 to 11:00 in Seoul, for everybody."""

    house: House
    cohort: UUID
    session: Session
    people: list[Participant]
    slug: str = SLUG

    @property
    def token(self) -> str:
        """Of the trainers' link."""
        return self.house.links.token(LINK, self.cohort)

    @property
    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def path(self, session: Session | None = None) -> str:
        return f"/api/v1/cohorts/{self.slug}/sessions/{(session or self.session).id}/attendance"


async def classroom(house: House, size: int = 3) -> Classroom:
    """An hour before it begins, when people may be marked."""
    cohort = await people.jeju(house)
    made = [await people.participant(house, cohort, number) for number in range(1, size + 1)]
    session = await people.session(house, cohort)
    clock = house.clock
    assert isinstance(clock, FakeClock)
    clock.move_to(max(clock(), session.starts_at - MARKED_BEFORE))
    return Classroom(house, cohort, session, made)


def mark(person: Participant, state: str, *replaces: str, **more: Any) -> dict[str, Any]:
    """As a device sends it."""
    if state == "excused":
        more = {"why": "Visa appointment", **more}
    return {
        "client_id": str(uuid4()),
        "participant": str(person.id),
        "state": state,
        "replaces": list(replaces),
        **more,
    }


async def send(client: httpx.AsyncClient, room: Classroom, *marks: dict[str, Any], **more: Any) -> httpx.Response:
    """A batch, with the trainers' link."""
    return await client.put(room.path(), json={"marks": list(marks), **more}, headers=room.bearer)


def said(body: dict[str, Any]) -> dict[str, tuple[str, bool]]:
    """What holds for each person, and whether it is a conflict, from the state that the API answers."""
    return {each["name"]: (each["state"], each["conflict"]) for each in body["people"]}
