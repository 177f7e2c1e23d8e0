"""A survey: of what it asks, whom, when, and how much may be seen of it. docs/decisions/0012 says why."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from services.training.domain.surveys.questions import Answers, Question, Texts

LEAST_MINIMUM, MINIMUM = 3, 5
"""Of answers before anything is shown: never fewer than the first, the second unless the survey says otherwise."""
BLOCK = 5
"""Answers are let out in blocks of at least so many."""


class State(StrEnum):
    """DRAFT: being written. READY: opens by itself. OPEN, CLOSED: by the clock; closed for good."""

    DRAFT = "draft"
    READY = "ready"
    OPEN = "open"
    CLOSED = "closed"


TRANSITIONS: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.READY}),
    State.READY: frozenset({State.DRAFT, State.OPEN}),
    State.OPEN: frozenset({State.CLOSED}),
    State.CLOSED: frozenset(),
}


class Anchor(StrEnum):
    """Of what is asked about: the session, the cohort or the event."""

    START = "start"
    END = "end"


class Schedule(msgspec.Struct, frozen=True, kw_only=True):
    """Opens so many minutes after (negative: before) the anchor, and stays open so long.

    A reminder goes to who has not answered, each of `reminders` minutes after the opening.
    """

    anchor: Anchor = Anchor.END
    opens_after: int = 0
    open_for: int = 14 * 24 * 60
    reminders: tuple[int, ...] = (3 * 24 * 60, 10 * 24 * 60)


class Survey(msgspec.Struct, frozen=True, kw_only=True):
    """A row. Exactly one of `session_id` (with its cohort), `cohort_id` alone, `activity_key` says what it is about.

    `template` is the key of the template it was made from, "" for none. `items` are frozen when it opens. `languages`:
    the first stands in for the others. `opens_at`, `closes_at` in UTC, None while the date of what it is about is open.
    `pair_id`: this survey and another ask the same people before and after; `pair_role` is "before" or "after".
    `live`: answers are let out while it is open; else at the close, all at once. `releases`: how often any were (of an
    anonymous one); `shut` are in the box and cannot be opened. `closed_on`: by the calendar of what it is about.
    """

    id: UUID
    cohort_id: UUID | None
    session_id: UUID | None
    activity_key: str | None
    template: str
    title: Texts
    intro: Texts
    languages: tuple[str, ...]
    items: tuple[Question, ...]
    anonymous: bool
    minimum: int
    schedule: Schedule
    state: State
    opens_at: datetime | None
    closes_at: datetime | None
    pair_id: UUID | None
    pair_role: str
    link_version: int
    revision: int
    live: bool
    releases: int
    shut: int
    closed_on: date | None


class Response(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody's answers, without texts. `pseudonym` joins the two of a pair, else ""; `invitation_id` is None unless
    the survey is named.
    """

    id: UUID
    survey_id: UUID
    answers: Answers
    pseudonym: str
    invitation_id: UUID | None


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody wrote for one question, apart from their other answers. Tags and quote are the organizer's."""

    id: UUID
    survey_id: UUID
    item_key: str
    text: str
    tags: tuple[str, ...]
    quote: bool
    response_id: UUID | None
