"""When one may register: a pure function of the event and the instant."""

from datetime import datetime
from enum import StrEnum
from typing import Protocol

import msgspec

from shared.i18n.mark import mark


class WindowState(StrEnum):
    NONE = "none"
    CANCELLED = "cancelled"
    OVER = "over"
    CLOSED = "closed"
    NOT_YET = "not_yet"
    OPEN = "open"


REFUSED: dict[WindowState, str] = {
    WindowState.NONE: mark("This event takes no registrations."),
    WindowState.CANCELLED: mark("This event was cancelled, so it takes no registrations."),
    WindowState.OVER: mark("This event is over, so it takes no registrations."),
    WindowState.CLOSED: mark("Registration for this event has closed. Write to the secretariat if you must be there."),
    WindowState.NOT_YET: mark("Registration for this event has not opened yet. Its page says when it does."),
}
"""Why one cannot register, in words."""


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """`opens_at` (UTC) while not yet open; `closes_at` while open: the end of registration or of the event;
    once closed: when that was.
    """

    state: WindowState
    opens_at: datetime | None = None
    closes_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.state is WindowState.OPEN


class Registrable(Protocol):
    """What the rule needs of an event. All instants in UTC."""

    @property
    def takes_registrations(self) -> bool: ...
    @property
    def cancelled_at(self) -> datetime | None: ...
    @property
    def closed_at(self) -> datetime | None: ...
    @property
    def registration_opens(self) -> datetime | None: ...
    @property
    def registration_closes(self) -> datetime | None: ...
    @property
    def over_at(self) -> datetime: ...


def registration_window(event: Registrable, now: datetime) -> Window:
    """Whether registration is open at `now`.

    It closes at its own end, or when the event or its open period is over (`over_at`; of an unknown zone: over at
    the last place on Earth). One that staff have closed is over. One that is not published takes none.
    """
    if not event.takes_registrations:
        return Window(state=WindowState.NONE)
    if event.cancelled_at is not None:
        return Window(state=WindowState.CANCELLED)
    if now >= event.over_at or event.closed_at is not None:
        return Window(state=WindowState.OVER)
    closes = min(event.registration_closes or event.over_at, event.over_at)
    if now >= closes:
        return Window(state=WindowState.CLOSED, closes_at=closes)
    if event.registration_opens is not None and now < event.registration_opens:
        return Window(state=WindowState.NOT_YET, opens_at=event.registration_opens, closes_at=closes)
    return Window(state=WindowState.OPEN, closes_at=closes)
