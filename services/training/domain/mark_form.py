"""A batch of marks as a device sends it: read loosely; a bad mark is refused alone, with every problem named."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from services.training.domain.attendance import Says, State
from services.training.domain.session import Session
from shared.errors import Invalid, Problem
from shared.fields import Fields
from shared.i18n.mark import mark

MOST = 500
_MOST_REPLACED = 100
_LONGEST = {"why": 300, "name": 80, "kind": 80}
_LONGEST_MINUTES = 24 * 60
MARKED_BEFORE = timedelta(hours=1)
"""From when people who are there already are marked. An excuse may be known days before."""
_OF_WHAT_LIES_AHEAD = (State.EXCUSED, State.UNMARKED)

MARKS = mark("Send the marks as a list of at most %(most)d")
OBJECT = mark("Send each mark as an object")
ID = mark("Write an id as a UUID")
REPLACES = mark("List the ids of the marks that this one replaces, at most %(most)d")
STATE = mark("Choose one of: present, late, left_early, excused, absent, unmarked")
LATE = mark("Say how many minutes late, from 1 to %(most)d")
LEFT = mark("Say how many minutes before the end, from 1 to %(most)d")
EXCUSED_WHY = mark("Say why they are excused: it stands in the record of marks")
TOGETHER = mark("Late and early together are more than the %(most)d minutes of this session")
AHEAD = mark("This session has not begun: marks are taken from an hour before it. An excuse can be noted already.")
NO_MINUTES = mark("Minutes belong only to somebody who was late or left early")
AT = mark("Write when the mark was made with its offset, like 2027-03-01T09:35:00+09:00")


class Device(msgspec.Struct, frozen=True):
    """What a telephone or computer says of itself: an id it made, whose it is, and what it is."""

    id: UUID
    name: str = ""
    kind: str = ""


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """A good mark. `at` None: the device did not say when."""

    client_id: UUID
    participant_id: UUID
    says: Says
    replaces: tuple[UUID, ...] = ()
    at: datetime | None = None
    why: str = ""


class Refused(msgspec.Struct, frozen=True):
    """A bad one. `client_id` as it was sent, "" where it was none."""

    client_id: str
    problems: tuple[Problem, ...]


class Batch(msgspec.Struct, frozen=True):
    """In the order in which they were sent."""

    device: Device | None
    marks: tuple[Sent | Refused, ...]


def read_batch(body: Mapping[str, object], session: Session, now: datetime) -> Batch:
    """Raises Invalid where the batch as a whole cannot be read."""
    raw, device = body.get("marks"), body.get("device")
    problems = []
    if not isinstance(raw, list) or len(raw) > MOST:
        problems.append(Problem("marks", MARKS, {"most": MOST}))
        raw = []
    if device is not None and (not isinstance(device, dict) or _uuid(device.get("id")) is None):
        problems.append(Problem("device.id", ID))
    if problems:
        raise Invalid(problems)
    return Batch(
        _device(device) if isinstance(device, dict) else None, tuple(_mark(each, session, now) for each in raw)
    )


def _device(body: Mapping[str, object]) -> Device:
    form = Fields(body, _LONGEST)
    id_ = _uuid(body.get("id"))
    assert id_ is not None
    device = Device(id_, form.text("name"), form.text("kind"))
    form.check()
    return device


def _mark(body: object, session: Session, now: datetime) -> Sent | Refused:
    if not isinstance(body, dict):
        return Refused("", (Problem("marks", OBJECT),))
    form = Fields(body, _LONGEST)
    client_id, participant_id = _uuid(body.get("client_id")), _uuid(body.get("participant"))
    for field, value in (("client_id", client_id), ("participant", participant_id)):
        if value is None:
            form.bad(field, ID)
    says = read_says(form, session, now)
    replaces = _replaces(form, body.get("replaces"))
    at, why = _at(form, body.get("at")), form.text("why", missing=EXCUSED_WHY if says.state is State.EXCUSED else "")
    if form.problems or client_id is None or participant_id is None:
        return Refused(str(body.get("client_id") or "")[:36], tuple(form.problems))
    return Sent(client_id=client_id, participant_id=participant_id, says=says, replaces=replaces, at=at, why=why)


def read_says(form: Fields, session: Session, now: datetime) -> Says:
    """The fields `state`, `late_minutes` and `left_minutes`; problems are gathered in the form. Nobody is later than a
    session is long, and of one that lies ahead nothing is known but an excuse.
    """
    longest = max(1, session.planned_minutes)
    state = form.choice("state", State, STATE)
    late = form.number("late_minutes", 0, _LONGEST_MINUTES, 0)
    left = form.number("left_minutes", 0, _LONGEST_MINUTES, 0)
    if now < session.starts_at - MARKED_BEFORE and state not in (None, *_OF_WHAT_LIES_AHEAD):
        form.bad("state", AHEAD)
    if state is State.LATE and not 1 <= late <= longest:
        form.bad("late_minutes", LATE, most=longest)
    elif state is State.LEFT_EARLY and not 1 <= left <= longest:
        form.bad("left_minutes", LEFT, most=longest)
    elif late + left > longest:
        form.bad("left_minutes", TOGETHER, most=longest)
    if state is not State.LATE and late:
        form.bad("late_minutes", NO_MINUTES)
    if state not in (State.LATE, State.LEFT_EARLY) and left:
        form.bad("left_minutes", NO_MINUTES)
    return Says(state or State.UNMARKED, late, left)


def _replaces(form: Fields, value: object) -> tuple[UUID, ...]:
    given: list[Any] = value if isinstance(value, list) else [] if value is None else [value]
    found = [_uuid(each) for each in given]
    if len(given) > _MOST_REPLACED or None in found:
        form.bad("replaces", REPLACES, most=_MOST_REPLACED)
        return ()
    return tuple(sorted({each for each in found if each is not None}))


def _at(form: Fields, value: object) -> datetime | None:
    if value is None:
        return None
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    if found is None or found.tzinfo is None or not 2000 < found.year < 9000:
        form.bad("at", AT)
        return None
    return found


def _uuid(value: object) -> UUID | None:
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None
