"""The life of one mail: its states, what may happen to it, and what is next. Pure: `now` and chance are arguments."""

from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

TRIES = 10
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=4)
LEASE = timedelta(minutes=3)


class State(StrEnum):
    """Where a mail stands. `suppressed`: the address bounced before. `withheld`: overtaken by a later change."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    RETRY = "retry"
    UNKNOWN = "unknown"
    DEAD = "dead"
    SUPPRESSED = "suppressed"
    WITHHELD = "withheld"


class Outcome(StrEnum):
    """What happened to one try."""

    ACCEPTED = "accepted"  # 250 after DATA
    NOT_BEGUN = "not_begun"  # no connection, or dropped or killed before DATA
    DEFERRED = "deferred"  # 4xx
    THROTTLED = "throttled"  # 432, or a 550 that speaks of frequency: that domain is paced down
    REFUSED = "refused"  # 5xx for this recipient or this mail
    NO_MAILBOX = "no_mailbox"  # 5xx that says the mailbox does not exist
    NOT_ALLOWED = "not_allowed"  # we are refused: wrong password, sender or relay; every mail waits
    NO_ANSWER = "no_answer"  # dropped, timed out or killed after DATA


TRANSITIONS: dict[State, frozenset[State]] = {
    State.QUEUED: frozenset({State.SENDING, State.WITHHELD, State.SUPPRESSED}),
    State.RETRY: frozenset({State.SENDING, State.WITHHELD, State.SUPPRESSED, State.UNKNOWN}),
    State.UNKNOWN: frozenset({State.SENDING, State.UNKNOWN, State.SUPPRESSED}),
    State.SENDING: frozenset({State.SENT, State.RETRY, State.UNKNOWN, State.DEAD}),
    State.SENT: frozenset(),
    State.DEAD: frozenset(),
    State.SUPPRESSED: frozenset(),
    State.WITHHELD: frozenset(),
}


FAILED = frozenset({State.DEAD, State.UNKNOWN, State.SUPPRESSED})
"""Of which the owner is told, once nothing more is tried."""

# What an organizer may send again: given up, unknown for good, or held back while its address was suppressed.
AGAIN = frozenset({State.DEAD, State.UNKNOWN, State.SUPPRESSED})


class Next(msgspec.Struct, frozen=True):
    """What becomes of a mail after a try; `at` None: nothing more is tried. `tries`, `unknowns`: the new counts."""

    state: State
    at: datetime | None
    tries: int
    unknowns: int


def next_step(outcome: Outcome, *, tries: int, unknowns: int, now: datetime, chance: float) -> Next:
    """The rule of every outcome. `tries` counts this one; `unknowns` those that ended without an answer before it.

    `chance` is uniform in [0, 1): the jitter.
    """
    match outcome:
        case Outcome.ACCEPTED:
            return Next(State.SENT, None, tries, unknowns)
        case Outcome.REFUSED | Outcome.NO_MAILBOX:
            return Next(State.DEAD, None, tries, unknowns)
        case Outcome.NOT_ALLOWED:  # no fault of this mail: it costs no try
            return Next(State.RETRY, now + FIRST_WAIT, tries - 1, unknowns)
        case Outcome.NO_ANSWER:  # tried once more with the same Message-ID; then it stays unknown
            again = None if unknowns else now + wait(1, chance)
            return Next(State.UNKNOWN, again, tries, unknowns + 1)
        case Outcome.NOT_BEGUN | Outcome.DEFERRED | Outcome.THROTTLED:
            if tries >= TRIES:
                return Next(State.UNKNOWN if unknowns else State.DEAD, None, tries, unknowns)
            return Next(State.RETRY, now + wait(tries, chance), tries, unknowns)


def wait(tries: int, chance: float) -> timedelta:
    """Exponential, 30 s to 4 h, less up to a quarter by chance so that mails do not come back all at once."""
    full: timedelta = min(FIRST_WAIT * 2 ** (min(max(tries, 1), TRIES) - 1), LONGEST_WAIT)
    return max(full * (1 - chance / 4), FIRST_WAIT)


def paced(delay: timedelta) -> timedelta:
    """The next pause of a domain that throttles: doubled, 1 minute to 1 hour."""
    return min(max(delay * 2, timedelta(minutes=1)), timedelta(hours=1))


def eased(delay: timedelta) -> timedelta:
    """The pause after a mail got through: halved, gone below 5 seconds."""
    return delay / 2 if delay >= timedelta(seconds=10) else timedelta()
