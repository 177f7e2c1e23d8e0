"""Registrations that wait at the same moment take their seats together: one commit, one outbox batch.

Together whatever their events, but for an event that another transaction holds: who wants that one waits for its lock
in a group of its own, so that nobody else does.
"""

import asyncio
from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec

from services.registration.domain.event import Event
from services.registration.domain.registration import Participant, Registration, Seats
from services.registration.domain.seating import Seating, seat
from services.registration.domain.window import REFUSED, WindowState
from services.registration.operations import registration_jobs as jobs
from services.registration.store import idempotency, registrations
from services.registration.store.idempotency import Answer, Kept, KeyUse
from shared import outbox
from shared.address import same_person
from shared.contracts import Job
from shared.db import Tx
from shared.errors import Conflict
from shared.gather import Gathering
from shared.house import House

_ASKED_AGAIN_SECONDS = 600


class Request(msgspec.Struct, frozen=True):
    """One who registers. `use` is the idempotency key with the hash of its body, if there is one."""

    house: House
    event: Event
    participant: Participant
    use: KeyUse | None


class Duplicate(msgspec.Struct, frozen=True):
    """The address has a registration; its link was sent to it again."""


Outcome = Answer | Kept | Duplicate


async def take_seat(request: Request) -> Outcome:
    """The answer to a new registration; `Kept` where the key was used before, whatever the body then.

    Raises Conflict `registration-closed` where the event was cancelled, closed or withdrawn meanwhile.
    """
    return await _of_any_event.join(request.house.db, request)


async def _take_free(requests: Sequence[Request]) -> list[Outcome | Conflict | asyncio.Future[Outcome]]:
    """Of any events. Who comes for an event that others wait for already comes after them."""
    db = requests[0].house.db
    async with db.transaction() as tx:
        wanted = {request.event.id for request in requests if (db, request.event.id) not in _of_one_event}
        seats = await registrations.lock_free_seats(tx, wanted)
        answers = await _seated(tx, [request for request in requests if request.event.id in seats], seats)
    return [answers.get(id(r)) or _of_one_event.join((db, r.event.id), r) for r in requests]


async def _take_when_free(requests: Sequence[Request]) -> list[Outcome | Conflict]:
    """All of one event, whose lock is waited for."""
    event = requests[0].event
    async with requests[0].house.db.transaction() as tx:
        answers = await _seated(tx, requests, {event.id: await registrations.lock_seats(tx, event.id)})
    return [answers[id(request)] for request in requests]


async def _seated(tx: Tx, requests: Sequence[Request], seats: Mapping[UUID, Seats]) -> dict[int, Outcome | Conflict]:
    """In the order they came; `seats` of their events, which are held. The answers by the id() of the request."""
    kept = await idempotency.find_all(tx, [request.use for request in requests if request.use])
    fresh = [r for r in _without_repeats(requests, kept) if _refused(seats[r.event.id]) is None]
    known = await registrations.by_addresses(tx, [(r.event.id, r.participant.email) for r in fresh])
    seatings = seat([(r.event.id, r.participant) for r in fresh], seats, known)
    rows = await registrations.insert_all(tx, [s for s in seatings if s.status])
    outcomes = await _tell(tx, seats, list(zip(fresh, seatings, strict=True)), known | rows)
    new = {r.use: Kept(r.use.body_sha256, o) for r, o in outcomes if r.use and isinstance(o, Answer)}
    await idempotency.keep_all(tx, new)
    kept |= {use.place: first for use, first in new.items()}
    answers = {id(request): outcome for request, outcome in outcomes}
    return {id(r): answers.get(id(r)) or _without_seat(r, kept, seats[r.event.id]) for r in requests}


def _refused(seats: Seats) -> WindowState | None:
    """What became of the event since its window was looked at."""
    if seats.cancelled:
        return WindowState.CANCELLED
    if seats.closed or seats.over:
        return WindowState.OVER
    return None if seats.published else WindowState.NONE


def _without_repeats(requests: Sequence[Request], kept: dict[tuple[str, str], Kept]) -> list[Request]:
    """Those who are not the repeat of a key, kept before or earlier in this group."""
    seen = set(kept)
    fresh = []
    for request in requests:
        if request.use is None or request.use.place not in seen:
            fresh.append(request)
        if request.use is not None:
            seen.add(request.use.place)
    return fresh


def _without_seat(request: Request, kept: Mapping[tuple[str, str], Kept], seats: Seats) -> Outcome | Conflict:
    """The repeat of a key gets what its first use got; of a refused first use, the same refusal."""
    if request.use and request.use.place in kept:
        return kept[request.use.place]
    refused = _refused(seats)
    return Duplicate() if refused is None else Conflict(REFUSED[refused], code="registration-closed")


async def _tell(
    tx: Tx,
    seats: Mapping[UUID, Seats],
    seated: list[tuple[Request, Seating]],
    rows: Mapping[tuple[UUID, str], Registration],
) -> list[tuple[Request, Outcome]]:
    """The job of each; `rows` by event and address."""
    outcomes: list[tuple[Request, Outcome]] = []
    letters: list[Job] = []
    for request, seating in seated:
        house, event = request.house, jobs.as_locked(request.event, seats[seating.event_id])
        row = rows[seating.event_id, same_person(seating.participant.email)]
        if seating.status is None:
            occasion = str(int(tx.now.timestamp()) // _ASKED_AGAIN_SECONDS)
            letters.append(jobs.link_again(house, event, row, occasion))
            outcomes.append((request, Duplicate()))
            continue
        letters.append(jobs.standing(house, event, row))
        outcomes.append((request, Answer(row.id, row.status, row.link_version)))
    await outbox.put_many(tx, letters, to="notify")
    return outcomes


_of_any_event: Gathering[Request, Outcome] = Gathering(_take_free)
_of_one_event: Gathering[Request, Outcome] = Gathering(_take_when_free)
