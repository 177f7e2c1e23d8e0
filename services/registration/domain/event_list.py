"""The desk's list of all events: how each stands, and which of them a member of staff looks at."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

import msgspec

from services.registration.domain.searching import pattern
from shared.errors import Invalid, Problem
from shared.i18n.mark import mark
from shared.programme.entries import FIRST_YEAR, LAST_YEAR, EventKind, Format
from shared.when import When

PAGE = 25
_WORDS = 8
_YEAR = mark("Write a year with four digits, like 2027")
_STATE = mark("Choose a state from the list")
_KIND = mark("Choose a kind from the list")


class EventState(StrEnum):
    """How an event stands, in one word: the first that is true. The statement of the list says the same."""

    CANCELLED = "cancelled"
    CLOSED = "closed"
    DRAFT = "draft"
    OVER = "over"
    OPEN = "open"
    ALL_YEAR = "all_year"
    FIXED = "fixed"


class EventFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for; None and "" choose all. `page` counts from 1."""

    words: str = ""
    year: int | None = None
    state: EventState | None = None
    kind: EventKind | None = None
    page: int = 1

    @property
    def narrows(self) -> bool:
        return bool(self.words or self.year or self.state or self.kind)

    def patterns(self) -> list[str]:
        """For LIKE: every word must stand in title, city or network, with or without its accents."""
        return [pattern(word) for word in self.words.split()[:_WORDS]]


class ListedEvent(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the list. `is_over`: the event, or its open period, lies behind, whatever its state."""

    id: UUID
    slug: str
    title: str
    kind: EventKind
    when: When
    timezone: str
    format: Format | None
    city: str
    days: int
    state: EventState
    capacity: int | None
    confirmed_count: int
    waitlisted_count: int
    pending_count: int
    sort_on: date
    changed_at: datetime
    is_over: bool


class Standing(Protocol):
    """What the state of an event depends on, beside the time."""

    @property
    def when(self) -> When: ...
    @property
    def published(self) -> bool: ...
    @property
    def cancelled_at(self) -> datetime | None: ...
    @property
    def closed_at(self) -> datetime | None: ...


def event_state(event: Standing, *, over_at: datetime, now: datetime) -> EventState:
    """`over_at`: when the event, or its open period, is over."""
    when = event.when
    dated = EventState.OPEN if when.is_open else EventState.FIXED if when.is_fixed else EventState.ALL_YEAR
    states = (
        (event.cancelled_at is not None, EventState.CANCELLED),
        (event.closed_at is not None, EventState.CLOSED),
        (not event.published, EventState.DRAFT),
        (over_at <= now, EventState.OVER),
    )
    return next((state for applies, state in states if applies), dated)


def read_filter(query: Mapping[str, str], *, strict: bool = False) -> EventFilter:
    """From an address; what is not understood there chooses nothing. `strict`: raises Invalid with every bad value."""
    problems = []
    year, state, kind, page = (query.get(name, "").strip() for name in ("year", "state", "kind", "page"))
    good_year = year.isascii() and year.isdigit() and len(year) == 4 and FIRST_YEAR <= int(year) <= LAST_YEAR
    if year and not good_year:
        problems.append(Problem("year", _YEAR))
    good_state = state in {each.value for each in EventState}
    if state and not good_state:
        problems.append(Problem("state", _STATE))
    good_kind = kind in {each.value for each in EventKind}
    if kind and not good_kind:
        problems.append(Problem("kind", _KIND))
    if strict and problems:
        raise Invalid(problems)
    return EventFilter(
        words=query.get("q", "").replace("\x00", "").strip()[:100],
        year=int(year) if good_year else None,
        state=EventState(state) if good_state else None,
        kind=EventKind(kind) if good_kind else None,
        page=max(int(page), 1) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
    )
