"""A nomination: an official whom an organisation proposes for a cohort, and the one table of its states."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from services.training.domain.participant import Official
from shared.errors import Conflict
from shared.i18n.mark import mark


class State(StrEnum):
    """`CONFIRMED`: the official confirmed their own data. `LAPSED`: an offer that nobody answered in time."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CONFIRMED = "confirmed"
    SHORTLISTED = "shortlisted"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"
    RESERVE = "reserve"
    NOT_SELECTED = "not_selected"
    WITHDRAWN = "withdrawn"


_CHOSEN_FROM = frozenset({State.SHORTLISTED, State.OFFERED, State.RESERVE, State.NOT_SELECTED})

TRANSITIONS: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.SUBMITTED}),
    State.SUBMITTED: _CHOSEN_FROM | {State.CONFIRMED, State.WITHDRAWN},
    # Back to submitted where the coordinator changed what was confirmed.
    State.CONFIRMED: _CHOSEN_FROM | {State.SUBMITTED, State.WITHDRAWN},
    # Back to what it was where it is taken off the list: confirmed if `confirmed_at` says so.
    State.SHORTLISTED: _CHOSEN_FROM - {State.SHORTLISTED} | {State.SUBMITTED, State.CONFIRMED, State.WITHDRAWN},
    State.OFFERED: frozenset({State.ACCEPTED, State.DECLINED, State.LAPSED, State.WITHDRAWN}),
    State.ACCEPTED: frozenset({State.WITHDRAWN}),
    State.DECLINED: frozenset({State.OFFERED}),
    State.LAPSED: frozenset({State.OFFERED, State.WITHDRAWN}),
    State.RESERVE: frozenset({State.SHORTLISTED, State.OFFERED, State.NOT_SELECTED, State.WITHDRAWN}),
    State.NOT_SELECTED: frozenset({State.SHORTLISTED, State.RESERVE, State.OFFERED}),
    # Taken up again before the call closes.
    State.WITHDRAWN: frozenset({State.DRAFT}),
}

OPEN_TO_CHANGE = frozenset({State.DRAFT, State.SUBMITTED, State.CONFIRMED})
"""What the coordinator may change while the call is open."""
UNDER_REVIEW = frozenset({State.SUBMITTED, State.CONFIRMED, State.SHORTLISTED})


class FileKind(StrEnum):
    CV = "cv"
    LETTER = "letter"


class NominationFields(msgspec.Struct, frozen=True, kw_only=True):
    """What the coordinator writes; a draft has any of it. `email` is ASCII; `country` ISO 3166-1 alpha-2.

    `answers` by the keys of the call's questions; to one of yes or no "yes" or "no".
    """

    email: str = ""
    official: Official = Official(name="")
    department: str = ""
    city: str = ""
    country: str = ""
    motivation: str = ""
    answers: dict[str, str] = {}
    signatory_name: str = ""
    signatory_title: str = ""


class Nomination(NominationFields, frozen=True, kw_only=True):
    """A row, with the name, type, country and region of its organisation. `revision` tells a stale edit."""

    id: UUID
    cohort_id: UUID
    organisation_id: UUID
    organisation: str
    region: str
    organisation_type: str = ""
    organisation_country: str = ""
    state: State
    coordinator_id: UUID
    link_version: int
    revision: int
    changed_at: datetime
    submitted_at: datetime | None
    confirmed_at: datetime | None

    @property
    def file_owner(self) -> str:
        """How its files name it."""
        return f"nomination:{self.id}"

    def may_withdraw(self) -> bool:
        return State.WITHDRAWN in TRANSITIONS[self.state]


def check_transition(before: State, after: State) -> None:
    """Raises Conflict where the table has no such step."""
    if after not in TRANSITIONS[before]:
        raise Conflict(mark("This nomination cannot change in that way any more. Load the page again."))
