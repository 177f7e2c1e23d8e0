"""What an event's jobs tell notify, replayed: it must be what happened, in an order that was fair."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from shared.contracts import Job
from shared.contracts.notify import CalendarInvite, CalendarPut, CalendarWithdraw, Message, MessageSend
from tests.properties.acts import State

_STANDING = {
    "registration.confirmed": "confirmed",
    "registration.promoted": "confirmed",
    "registration.waitlisted": "waitlisted",
    "registration.pending": "pending",
    "registration.cancelled": "cancelled",
}


@dataclass
class Told:
    """All that was told so far. `status` by registration; `invited` are (registration, address)."""

    item: CalendarPut | None = None
    status: dict[UUID, str] = field(default_factory=dict)
    invited: dict[tuple[UUID, str], bool] = field(default_factory=dict)
    revisions: dict[tuple[UUID, str], int] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)

    def hear(self, jobs: Sequence[Job], state: State, capacities: Collection[int | None]) -> None:
        """The jobs since the last time, in the order written; `state` after them; capacities in force meanwhile."""
        changes: list[tuple[int, UUID, str]] = []
        for job in jobs:
            if isinstance(job, CalendarPut):
                assert self.item is None or job.revision > self.item.revision, "revisions of the item rise"
                self.item = job
            elif isinstance(job, CalendarInvite | CalendarWithdraw):
                changes += self._parts(job)
            else:
                assert isinstance(job, MessageSend)
                changes += self._message(job.message)
        self._replay(sorted(changes, key=lambda change: change[0]), state, capacities)

    def _parts(self, job: CalendarInvite | CalendarWithdraw) -> list[tuple[int, UUID, str]]:
        changes = []
        for part in job.parts:
            who = (part.attendee.id, part.attendee.person.email)
            assert part.attendee.revision > self.revisions.get(who, 0), "revisions of an attendee rise"
            self.revisions[who] = part.attendee.revision
            assert self.invited.get(who, False) is isinstance(job, CalendarWithdraw), "one invite, one withdrawal"
            self.invited[who] = isinstance(job, CalendarInvite)
            changes += self._message(part.message)
        return changes

    def _message(self, message: Message) -> list[tuple[int, UUID, str]]:
        """The change that a message of a registration tells of: its key names registration and revision."""
        if message.template not in ("registration.link", "interest.fixed"):
            assert message.key not in self.keys, "nothing is told twice"
        self.keys.add(message.key)
        if message.template not in _STANDING:
            return []
        id_, _, revision = message.key.split(":")
        return [(int(revision), UUID(id_), _STANDING[message.template])]

    def _replay(self, changes: list[tuple[int, UUID, str]], state: State, capacities: Collection[int | None]) -> None:
        """Every seat was free when it was given, and went to the first of those who waited."""
        arrival = {row.id: row.arrival for row in state.rows}
        seats = None if None in capacities else max(number for number in capacities if number)
        for _, id_, status in changes:
            if status == "confirmed" and self.status.get(id_) != "confirmed":
                taken = sum(one == "confirmed" for one in self.status.values())
                assert seats is None or taken < seats, "oversold"
                waiting = [arrival[one] for one, known in self.status.items() if known == "waitlisted"]
                assert arrival[id_] <= min(waiting, default=arrival[id_]), "jumped"
            self.status[id_] = status

    def agrees(self, state: State) -> None:
        """Everybody knows how they stand, at the address they have now, and no other address is invited."""
        assert self.status == {row.id: row.status for row in state.rows}
        invited = {who for who, is_invited in self.invited.items() if is_invited}
        assert invited == {(row.id, row.email) for row in state.rows if row.status == "confirmed"}
        if self.item is not None:
            assert self.item.cancelled is state.cancelled
