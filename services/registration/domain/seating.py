"""Who of a group that registers together gets a seat: in order of arrival, nobody twice for the same event."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

import msgspec

from services.registration.domain.registration import Participant, Seats, Status, first_status
from shared.address import same_person


class Seating(msgspec.Struct, frozen=True):
    """What becomes of one of the group. `status` None: the address is registered already. `place`: in the queue."""

    event_id: UUID
    participant: Participant
    status: Status | None
    place: int | None = None


def seat(
    group: Sequence[tuple[UUID, Participant]], seats: Mapping[UUID, Seats], registered: Collection[tuple[UUID, str]]
) -> list[Seating]:
    """In the order of the group: who, for which event. `seats` by event. `registered`: for which event who has a
    registration, by the address as `same_person` writes it.
    """
    known, left = set(registered), dict(seats)
    seatings = []
    for event_id, participant in group:
        person = (event_id, same_person(participant.email))
        if person in known:
            seatings.append(Seating(event_id, participant, None))
            continue
        known.add(person)
        status = first_status(left[event_id])
        left[event_id] = taken(left[event_id], status)
        place = left[event_id].waitlisted if status is Status.WAITLISTED else None
        seatings.append(Seating(event_id, participant, status, place))
    return seatings


def taken(seats: Seats, status: Status) -> Seats:
    """The seats after one more registration of that status."""
    return msgspec.structs.replace(
        seats,
        confirmed=seats.confirmed + (status is Status.CONFIRMED),
        waitlisted=seats.waitlisted + (status is Status.WAITLISTED),
    )


def moving_up(seats: Seats, freed: int, waiting: int) -> int:
    """How many of those who wait get a seat when so many are freed: none while more have one than there are."""
    if not freed:
        return 0
    return waiting if seats.capacity is None else min(waiting, max(0, seats.capacity - (seats.confirmed - freed)))
