"""Of people who are written to, how many it does not reach, as far as is known."""

import msgspec

from services.registration.domain.registration import Status

STANDING = (Status.CONFIRMED, Status.WAITLISTED, Status.PENDING)


class Unreached(msgspec.Struct, frozen=True):
    """`no_mailbox`: to these nothing goes out, for their server knows no such mailbox; `failed`: to these mail about
    the event did not arrive, and may now.
    """

    no_mailbox: int = 0
    failed: int = 0


ALL = Unreached()
"""Mail reaches all of them, as far as is known."""


class Audience(msgspec.Struct, frozen=True, kw_only=True):
    """Whom a change of an event is told: registrations in one of these states that chose one of `sessions` (None:
    whatever they chose), the `first` of the waiting list, and of those who asked for the date the `untold` and `told`.
    """

    statuses: tuple[Status, ...] = ()
    sessions: tuple[str, ...] | None = None
    first: int = 0
    untold: bool = False
    told: bool = False


EVERYBODY = Audience(statuses=STANDING, untold=True, told=True)
