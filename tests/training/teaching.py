"""A course while it is held: its sessions by title, its people by number, the devices that mark, the phone without
a network."""

import random
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx

from services.training.domain.participant import Participant
from services.training.domain.session import Session
from services.training.operations.places import manage_url
from services.training.store import cohorts, participants, sessions
from shared.house import House
from tests.support.clock import FakeClock
from tests.training.classroom import Classroom, mark, send


@dataclass
class Course:
    """`people` are numbered from 1 in the order of their names."""

    house: House
    client: httpx.AsyncClient
    clock: FakeClock
    slug: str
    cohort: UUID
    people: dict[int, Participant]
    sessions: dict[str, Session]

    def room(self, title: str) -> Classroom:
        return Classroom(self.house, self.cohort, self.sessions[title], list(self.people.values()), self.slug)

    def place(self, number: int) -> str:
        """The path of somebody's personal page."""
        return manage_url(self.house, self.people[number]).removeprefix("http://wego.test")

    def begin(self, title: str, minutes: int = 0) -> None:
        """The clock stands so many minutes after the start of a session."""
        self.clock.move_to(self.sessions[title].starts_at + timedelta(minutes=minutes))

    async def code(self, title: str) -> str:
        """What stands on the wall of a session."""
        room = self.room(title)
        page = await self.client.get(f"/trainer/sessions/{room.session.id}/code", headers=room.bearer)
        found = re.search(r'class="code"[^>]*>([^<]+)<', page.text)
        assert found is not None, page.text
        return found[1]

    async def come(self, number: int, title: str, code: str) -> int:
        """Somebody types the code by their personal link; the status of the answer."""
        body = {"session": str(self.sessions[title].id), "code": code}
        return (await self.client.post(f"{self.place(number)}/check-in", data=body)).status_code


async def course(house: House, client: httpx.AsyncClient, clock: FakeClock, slug: str) -> Course:
    """As it stands in the database."""
    async with house.db.reading() as tx:
        cohort = await cohorts.by_slug(tx, slug)
        assert cohort is not None
        people = sorted(await participants.of_cohort(tx, cohort.id), key=lambda each: each.official.name)
        every = await sessions.of_cohort(tx, cohort.id)
    by_title = {each.title: each for each in every}
    return Course(house, client, clock, slug, cohort.id, dict(enumerate(people, start=1)), by_title)


@dataclass
class Phone:
    """A trainer's telephone: what it marks goes out at once, or, without a network, waits in its queue."""

    course: Course
    name: str
    online: bool = True
    id: str = field(default_factory=lambda: str(uuid4()))
    queue: list[tuple[Classroom, list[dict[str, Any]]]] = field(default_factory=list)

    async def marks(self, title: str, said: Mapping[int, str], *replaces: str) -> list[str]:
        """`said`: by number "present", "late 20", "absent"...; returns the ids of the marks."""
        room = self.course.room(title)
        batch = [_mark(self.course.people[number], words, *replaces) for number, words in said.items()]
        if self.online:
            await self._send(room, batch)
        else:
            self.queue.append((room, batch))
        return [each["client_id"] for each in batch]

    async def back(self, seed: int) -> None:
        """The network is there again: every batch twice and in no order."""
        waiting = self.queue * 2
        random.Random(seed).shuffle(waiting)  # noqa: S311  # the same order in every run
        self.online, self.queue = True, []
        for room, batch in waiting:
            await self._send(room, batch)

    async def _send(self, room: Classroom, batch: list[dict[str, Any]]) -> None:
        device = {"id": self.id, "name": self.name, "kind": "Phone"}
        answer = await send(self.course.client, room, *batch, device=device)
        assert answer.status_code == 200, answer.text
        assert {each["result"] for each in answer.json()["marks"]} <= {"kept", "known"}, answer.text


def everyone(numbers: Iterable[int], **said: str) -> dict[int, str]:
    """All present but for `n3="absent"`."""
    return {number: said.get(f"n{number}", "present") for number in numbers}


def _mark(person: Participant, words: str, *replaces: str) -> dict[str, Any]:
    state, *rest = words.split()
    minutes = {"late": 0, "left": 0} | {
        name: int(number) for name, number in zip(words.split()[::2], words.split()[1::2], strict=False)
    }
    if not rest:
        return mark(person, state, *replaces)
    state = "late" if minutes["late"] else "left_early"
    return mark(person, state, *replaces, late_minutes=minutes["late"], left_minutes=minutes["left"])
