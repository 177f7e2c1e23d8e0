"""Registrations that wait for the same event take their seats together: one lock, one commit, one outbox batch."""

from collections.abc import Sequence

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
    """The answer to a new registration; `Kept` where the key was used before, whatever the body then."""
    return await _gathering.join((request.house.db, request.event.id), request)


async def take_seats(requests: Sequence[Request]) -> list[Outcome]:
    """All of one event, in the order they came, in one transaction.

    Raises Conflict `registration-closed` where the event was cancelled, closed or withdrawn meanwhile.
    """
    house, event = requests[0].house, requests[0].event
    async with house.db.transaction() as tx:
        seats = await registrations.lock_seats(tx, event.id)
        event = jobs.as_locked(event, seats)
        kept = await idempotency.find_all(tx, [request.use for request in requests if request.use])
        fresh = _without_repeats(requests, kept)
        refused = _refused(seats)
        if fresh and refused is not None:  # a moment ago: the others of the group are tried alone
            raise Conflict(REFUSED[refused], code="registration-closed")
        known = await registrations.by_addresses(tx, event.id, [r.participant.email for r in fresh])
        seatings = seat([request.participant for request in fresh], seats, known)
        rows = await registrations.insert_all(tx, event.id, [s for s in seatings if s.status])
        outcomes = await _tell(house, tx, event, list(zip(fresh, seatings, strict=True)), known | rows)
        new = {r.use: Kept(r.use.body_sha256, o) for r, o in outcomes if r.use and isinstance(o, Answer)}
        await idempotency.keep_all(tx, new)
    answers = {id(request): outcome for request, outcome in outcomes}
    return [answers.get(id(r)) or _earlier(r, kept | {use.place: k for use, k in new.items()}) for r in requests]


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


def _earlier(request: Request, kept: dict[tuple[str, str], Kept]) -> Outcome:
    """The repeat of a key gets what its first use got; of a refused first use, the same refusal."""
    assert request.use is not None
    return kept.get(request.use.place) or Duplicate()


async def _tell(
    house: House,
    tx: Tx,
    event: Event,
    seated: list[tuple[Request, Seating]],
    rows: dict[str, Registration],
) -> list[tuple[Request, Outcome]]:
    """The job of each; `rows` by address."""
    outcomes: list[tuple[Request, Outcome]] = []
    letters: list[Job] = []
    for request, seating in seated:
        row = rows[same_person(seating.participant.email)]
        if seating.status is None:
            occasion = str(int(tx.now.timestamp()) // _ASKED_AGAIN_SECONDS)
            letters.append(jobs.link_again(house, event, row, occasion))
            outcomes.append((request, Duplicate()))
            continue
        letters.append(jobs.standing(house, event, row))
        outcomes.append((request, Answer(row.id, row.status, row.link_version)))
    await outbox.put_many(tx, letters, to="notify")
    return outcomes


_gathering = Gathering(take_seats)
