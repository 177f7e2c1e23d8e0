"""What participants and organizers can do to an event, drawn by Hypothesis and done by the real operations."""

from dataclasses import dataclass, field
from itertools import count
from typing import Any

import msgspec
from hypothesis import strategies as st

from services.registration.operations import decide, interest, my_registration, registrants
from services.registration.operations.edit_event import edit_event
from services.registration.operations.load_programme import load_programme
from services.registration.operations.register import register
from shared.errors import Conflict, Gone
from shared.house import House
from shared.identity.staff import Staff
from shared.programme import parse
from tests.registration.events import person, programme_of

PEOPLE = 6
FIXED = '{ precision = "time", start = 2027-12-09T15:00:00, end = 2027-12-09T17:00:00 }'
OPEN = '{ precision = "quarter", year = 2027, quarter = 4 }'
_REFUSALS = {"registration-closed", "already-registered", "cancelled", "over", "date-known"}
_slugs = (f"forum-{number}" for number in count(1))

someone = st.integers(0, PEOPLE - 1)
some = st.lists(st.integers(0, 2 * PEOPLE), min_size=1, max_size=3).map(tuple)
capacities = st.one_of(st.none(), st.integers(1, 4))


@dataclass(frozen=True)
class Act:
    """One thing that somebody does: a method of Play, and what with."""

    what: str
    given: tuple[Any, ...] = ()


def act(what: str, *given: st.SearchStrategy[Any]) -> st.SearchStrategy[Act]:
    return st.builds(Act, st.just(what), st.tuples(*given))


# How often each comes, of some forty.
_OFTEN = [
    (16, act("register", someone)),
    (7, act("cancel", st.integers(0, 2 * PEOPLE))),
    (3, act("cancel_for", some)),
    (4, act("approve", some)),
    (2, act("seats", capacities, st.sampled_from([False, False, True]))),
    (4, act("edit_seats", capacities, st.sampled_from([False, False, True]))),
    (1, act("rename", st.sampled_from(["CIO Forum", "Forum of CIOs"]))),
    (2, act("move", st.integers(1, 3))),
    (2, act("change_address", st.integers(0, 2 * PEOPLE), someone)),
    (1, act("ask", someone)),
    (1, act("cancel_event")),
]
acts = st.sampled_from([kind for share, kind in _OFTEN for _ in range(share)]).flatmap(lambda kind: kind)


@dataclass
class Play:
    """One event and those who act on it. Links, and so registrations, are told apart by the order they came in."""

    home: House
    staff: Staff
    when: str = FIXED
    slug: str = field(default_factory=lambda: next(_slugs))
    links: list[str] = field(default_factory=list)

    async def do(self, one: Act) -> None:
        """Refusals are part of a history; whatever else is raised is a fault."""
        try:
            await getattr(self, one.what)(*one.given)
        except Gone:
            pass
        except Conflict as refused:
            if refused.code not in _REFUSALS:
                raise

    async def seats(self, capacity: int | None, approval: bool = False) -> None:
        """As a programme file says: the way `wego load` takes."""
        more = f"approval = {str(approval).lower()}" + (f"\ncapacity = {capacity}" if capacity else "")
        text = programme_of(self.slug, self.when, more)
        await load_programme(self.home, parse(text, "test.toml"), notify=True)

    async def edit_seats(self, capacity: int | None, approval: bool) -> None:
        """As an organizer does at the desk."""
        form = {"capacity": str(capacity or ""), "approval": "true" if approval else ""}
        await edit_event(self.home, self.staff, self.slug, form)

    async def rename(self, title: str) -> None:
        await edit_event(self.home, self.staff, self.slug, {"title": title})

    async def register(self, number: int) -> None:
        done = await register(self.home, self.slug, person(number), language="en", timezone="")
        self.links.append(done.token)

    async def cancel(self, which: int) -> None:
        if self.links:
            await my_registration.cancel(self.home, self.links[which % len(self.links)])

    async def change_address(self, which: int, number: int) -> None:
        if self.links:
            at = which % len(self.links)
            new = {"email": person(number)["email"]}
            self.links[at] = (await my_registration.change(self.home, self.links[at], new)).token

    async def cancel_for(self, which: tuple[int, ...]) -> None:
        await registrants.cancel(self.home, self.staff, self.slug, self._ids(which))

    async def approve(self, which: tuple[int, ...]) -> None:
        await registrants.approve(self.home, self.staff, self.slug, self._ids(which))

    async def move(self, week: int) -> None:
        date = {"first": f"2027-12-{7 * week:02}", "begins": "15:00", "ends": "17:00", "timezone": "Asia/Seoul"}
        await decide.fix_date(self.home, self.staff, self.slug, date, at_once=False)

    async def cancel_event(self) -> None:
        await decide.cancel_event(self.home, self.staff, self.slug, at_once=False)

    async def ask(self, number: int) -> None:
        await interest.ask_to_be_told(self.home, self.slug, person(number), language="en", timezone="")

    def _ids(self, which: tuple[int, ...]) -> list[Any]:
        links = self.home.links
        tokens = {self.links[number % len(self.links)] for number in which} if self.links else set()
        return [links.read("registration", token)[0] for token in tokens]


class Row(msgspec.Struct, frozen=True):
    """A registration as it stands."""

    id: Any
    email: str
    status: str
    arrival: int


class State(msgspec.Struct, frozen=True):
    """An event and its registrations as they stand, in order of arrival."""

    event_id: Any
    capacity: int | None
    cancelled: bool
    counters: dict[str, int]
    rows: list[Row]

    def counts(self) -> dict[str, int]:
        """Of rows by status, as the counters should say."""
        return {status: sum(row.status == status for row in self.rows) for status in self.counters}


async def state_of(play: Play) -> State:
    async with play.home.db.reading() as tx:
        event = await tx.conn.fetchrow("SELECT * FROM events WHERE slug = $1", play.slug)
        rows = await tx.conn.fetch(
            "SELECT id, email, status, arrival FROM registrations WHERE event_id = $1 ORDER BY arrival", event["id"]
        )
    counters = {status: event[f"{status}_count"] for status in ("confirmed", "waitlisted", "pending")}
    return State(
        event["id"], event["capacity"], event["cancelled_at"] is not None, counters, [Row(**dict(row)) for row in rows]
    )
