"""Attendance: marks are only ever added, each naming the marks it replaces; what holds is folded from them.

The marks of one person in one session form a graph that does not depend on the order in which they arrived. Marks
that no other replaces are its heads: one head, or several that say the same, is what holds; heads that differ are a
conflict, which stays until somebody decides by a mark that replaces them all.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

Place = tuple[UUID, UUID]


class State(StrEnum):
    """LATE may also have left early; who came on time and left early is LEFT_EARLY. UNMARKED takes a mark back."""

    PRESENT = "present"
    LATE = "late"
    LEFT_EARLY = "left_early"
    EXCUSED = "excused"
    ABSENT = "absent"
    UNMARKED = "unmarked"


class Says(msgspec.Struct, frozen=True, order=True):
    """What a mark says. Minutes after the start and before the end; 0 where the state has none."""

    state: State
    late_minutes: int = 0
    left_minutes: int = 0


NOTHING = Says(State.UNMARKED)


class Source(StrEnum):
    """How a mark was made."""

    BOARD = "board"
    SELF = "self"
    DESK = "desk"
    EXCUSE = "excuse"


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the ledger. `client_id` was made by the device, so that sending it again adds nothing.

    `claimed_at` is the device's own clock and proves nothing; `received_at` is ours. `actor` is "staff:ID", "token:ID",
    "link" or "self", `by` their name; `why` stands with corrections.
    """

    client_id: UUID
    session_id: UUID
    participant_id: UUID
    state: State
    late_minutes: int = 0
    left_minutes: int = 0
    replaces: tuple[UUID, ...] = ()
    source: Source = Source.BOARD
    actor: str = ""
    by: str = ""
    device_id: UUID | None = None
    claimed_at: datetime
    received_at: datetime
    why: str = ""

    @property
    def says(self) -> Says:
        return Says(self.state, self.late_minutes, self.left_minutes)

    @property
    def place(self) -> Place:
        """Whose, and where."""
        return self.session_id, self.participant_id

    def same_as(self, other: "Mark") -> bool:
        """The same mark sent again: what the device wrote is equal."""
        mine, others = ((m.place, m.says, frozenset(m.replaces)) for m in (self, other))
        return self.client_id == other.client_id and mine == others


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """A mark that no other replaces, as devices are told of it. More than one that say different things are a conflict.

    `why` is the reason of an excuse that was given on a board; what the desk wrote stays at the desk.
    """

    client_id: UUID
    state: State
    late_minutes: int
    left_minutes: int
    source: Source
    by: str
    at: datetime
    why: str


def told(mark: Mark) -> Head:
    """Without what only the ledger keeps."""
    excuse = mark.source is Source.BOARD and mark.state is State.EXCUSED
    return Head(
        client_id=mark.client_id,
        state=mark.state,
        late_minutes=mark.late_minutes,
        left_minutes=mark.left_minutes,
        source=mark.source,
        by=mark.by,
        at=mark.received_at,
        why=mark.why if excuse else "",
    )


class Standing(msgspec.Struct, frozen=True):
    """What holds for one person in one session. `heads` are what the next mark has to replace, the oldest first.

    In a conflict `says` is NOTHING: nobody knows until somebody decides.
    """

    says: Says = NOTHING
    heads: tuple[Mark, ...] = ()

    @property
    def conflict(self) -> bool:
        return len({head.says for head in self.heads}) > 1

    @property
    def claims(self) -> tuple[Says, ...]:
        """What the heads say, each once, in a fixed order."""
        return tuple(sorted({head.says for head in self.heads}))


UNMARKED = Standing()


def standing(marks: Iterable[Mark]) -> Standing:
    """What the marks of one person in one session come to, in whatever order and however often they are given."""
    known = {mark.client_id: mark for mark in marks}
    replaced_by: dict[UUID, set[UUID]] = defaultdict(set)
    for mark in known.values():
        for old in mark.replaces:
            replaced_by[old].add(mark.client_id)
    heads = [mark for id, mark in known.items() if _is_head(id, replaced_by)]  # noqa: A001  # the mark's own
    heads.sort(key=lambda mark: (mark.claimed_at, mark.client_id))
    said = {head.says for head in heads}
    return Standing(said.pop() if len(said) == 1 else NOTHING, tuple(heads))


def standings(marks: Iterable[Mark]) -> dict[Place, Standing]:
    """Each person in each session that any mark speaks of. A mark replaces only marks of the same place."""
    grouped: dict[Place, list[Mark]] = defaultdict(list)
    for mark in marks:
        grouped[mark.place].append(mark)
    return {place: standing(each) for place, each in grouped.items()}


def _is_head(mark: UUID, replaced_by: Mapping[UUID, set[UUID]]) -> bool:
    """Nothing replaces it, but for marks that it replaces itself: a circle, which only a broken device makes."""
    return all(mark in _later(other, replaced_by) for other in _later(mark, replaced_by))


def _later(mark: UUID, replaced_by: Mapping[UUID, set[UUID]]) -> set[UUID]:
    """Every mark that replaces this one, directly or through others."""
    found: set[UUID] = set()
    waiting = list(replaced_by.get(mark, ()))
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting.extend(replaced_by.get(each, ()))
    return found


def minutes_present(says: Says, length: int) -> int:
    """How many of a session's minutes somebody was there; never less than none."""
    if says.state not in (State.PRESENT, State.LATE, State.LEFT_EARLY):
        return 0
    return max(0, length - says.late_minutes - says.left_minutes)


def came(started: datetime, at: datetime, grace: int, length: int) -> Says:
    """What checking in at this instant says: present until `grace` minutes after the start, then late."""
    late = int((at - started).total_seconds()) // 60
    if late <= grace:
        return Says(State.PRESENT)
    return Says(State.LATE, late_minutes=min(late, length))
