"""What a kind of message is, and why its readers get it."""

from enum import StrEnum
from typing import Literal

import msgspec

from shared.i18n import mark


class Category(StrEnum):
    """Why somebody gets it.

    `transactional` answers an act of their own, `notice` tells of what happened to their own part. Both always come.
    Only what lies beyond may be switched off, and must offer that (RFC 8058): every `reminder` at once, a `wish` to be
    told of a date event by event.
    """

    TRANSACTIONAL = "transactional"
    NOTICE = "notice"
    REMINDER = "reminder"
    WISH = "wish"

    @property
    def automatic(self) -> bool:
        """Nobody's act led to it, so it says so (RFC 3834) and gets no holiday notes back."""
        return self is not Category.TRANSACTIONAL

    @property
    def optional(self) -> bool:
        return self in _ENDED_BY

    @property
    def by_event(self) -> bool:
        """It is switched off for one event."""
        return self is Category.WISH

    @property
    def ended_by(self) -> str:
        """What the link that switches it off says, as a msgid; "" where it always comes."""
        return _ENDED_BY.get(self, "")


_ENDED_BY = {
    Category.REMINDER: mark("No more reminders"),
    Category.WISH: mark("No more messages about this event"),
}

WHY = frozenset({"reason"})
"""What a mail may say of a change beside the change itself: why, in the organizer's words."""

BY_REGISTRATION = mark("You get this because of a registration with this address. Questions? Answer this message.")

BY_COURSE = mark("You get this because of a place in a course with this address. Questions? Answer this message.")
BY_WISH = mark(
    "You get this because this address asked to be told when the date of this event is fixed. We write again only if "
    "the date moves or is open again, or if the event is cancelled. Questions? Answer this message."
)
BY_WISH_LAST = mark(
    "You get this because this address asked to be told when the date of this event is fixed. It is the last message "
    "about it. Questions? Answer this message."
)
BY_TEACHING = mark("You get this because you teach in this course. Questions? Answer this message.")


class MessageKind(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of message. `called`: what organizers call it, and `subject`, with `%(title)s`, are msgids.

    `needs` are the facts its owner must give, `may` those that it can. `leads_to` is where its button goes; ""
    where not one link stands in it, because its reader is perhaps not the person it speaks of. `because`: why they get
    it. `when_fixed`: of no use where its item is cancelled. `alone`: it speaks of no item; its template names its
    title.
    """

    name: str
    called: str
    category: Category
    subject: str
    needs: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()
    leads_to: Literal["registration", "page", ""] = "registration"
    because: str = BY_REGISTRATION
    when_fixed: bool = False
    alone: bool = False

    @property
    def template(self) -> str:
        return f"messages/{self.name}.txt"
