"""Who of a group that registers together gets a seat: in order of arrival, nobody twice."""

from collections.abc import Collection, Sequence

import msgspec

from services.registration.domain.registration import Participant, Seats, Status, first_status
from shared.address import same_person


class Seating(msgspec.Struct, frozen=True):
    """What becomes of one of the group. `status` None: the address is registered already. `place`: in the queue."""

    participant: Participant
    status: Status | None
    place: int | None = None


def seat(group: Sequence[Participant], seats: Seats, registered: Collection[str]) -> list[Seating]:
    """In the order of the group. `registered` are addresses, as `same_person` writes them, that have a registration."""
    known = set(registered)
    seatings = []
    for participant in group:
        address = same_person(participant.email)
        if address in known:
            seatings.append(Seating(participant, None))
            continue
        known.add(address)
        status = first_status(seats)
        seats = taken(seats, status)
        seatings.append(Seating(participant, status, seats.waitlisted if status is Status.WAITLISTED else None))
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
