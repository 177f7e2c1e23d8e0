"""Every message the system writes: one table. A new one is an entry here, its template and a row in its test.

The words stand in `mail/templates/messages/{name}.txt`; the two layouts, HTML and plain text, make the same facts of
them. Owners name an entry in `shared.contracts.notify.Message.template`.
"""

from enum import StrEnum
from typing import Literal

import msgspec

from shared.i18n import mark


class Category(StrEnum):
    """Why somebody gets it.

    `transactional` answers an act of their own, `notice` tells of what happened to their own part. Both always come.
    Only what lies beyond may be switched off, and must offer that (RFC 8058).
    """

    TRANSACTIONAL = "transactional"
    NOTICE = "notice"
    REMINDER = "reminder"

    @property
    def automatic(self) -> bool:
        """Nobody's act led to it, so it says so (RFC 3834) and gets no holiday notes back."""
        return self is not Category.TRANSACTIONAL

    @property
    def optional(self) -> bool:
        return self is Category.REMINDER


BY_REGISTRATION = mark("You get this because of a registration with this address. Questions? Answer this message.")

BY_COURSE = mark("You get this because of a place in a course with this address. Questions? Answer this message.")
BY_TEACHING = mark("You get this because you teach in this course. Questions? Answer this message.")

BY_NOMINATION = mark("You get this because you were nominated for this course. Questions? Answer this message.")
BY_COORDINATING = mark("You get this because you nominated somebody for this course. Questions? Answer this message.")


class MessageKind(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of message. `subject` is a msgid with `%(title)s`.

    `needs` are the facts its owner must give, `may` those that it can. `leads_to` is where its button goes; ""
    where not one link stands in it, because its reader is perhaps not the person it speaks of. `because`: why they get
    it. `when_fixed`: it waits until its item has a date. `alone`: it speaks of no item; its template names its title.
    """

    name: str
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


_KINDS = (
    MessageKind(
        name="registration.confirmed",
        category=Category.TRANSACTIONAL,
        subject=mark("Confirmed: %(title)s"),
    ),
    MessageKind(
        name="registration.waitlisted",
        category=Category.TRANSACTIONAL,
        subject=mark("Waiting list: %(title)s"),
        may=frozenset({"place"}),
    ),
    MessageKind(
        name="registration.pending",
        category=Category.TRANSACTIONAL,
        subject=mark("Registration received: %(title)s"),
    ),
    MessageKind(
        name="registration.link",
        category=Category.TRANSACTIONAL,
        subject=mark("Your link: %(title)s"),
    ),
    MessageKind(
        name="registration.promoted",
        category=Category.NOTICE,
        subject=mark("A place is yours: %(title)s"),
    ),
    MessageKind(
        name="registration.cancelled",
        category=Category.TRANSACTIONAL,
        subject=mark("Cancelled: %(title)s"),
        leads_to="page",
    ),
    MessageKind(
        name="registration.moved_address",
        category=Category.NOTICE,
        subject=mark("Another address: %(title)s"),
        leads_to="",
    ),
    MessageKind(
        name="event.moved",
        category=Category.NOTICE,
        subject=mark("Changed: %(title)s"),
    ),
    MessageKind(
        name="event.fixed",
        category=Category.NOTICE,
        subject=mark("The date is fixed: %(title)s"),
    ),
    MessageKind(
        name="event.link",
        category=Category.NOTICE,
        subject=mark("The link to join: %(title)s"),
    ),
    MessageKind(
        name="event.cancelled",
        category=Category.NOTICE,
        subject=mark("Cancelled by the organizer: %(title)s"),
        leads_to="page",
    ),
    MessageKind(
        name="waiting.moved",
        category=Category.NOTICE,
        subject=mark("Changed: %(title)s"),
        when_fixed=True,
    ),
    MessageKind(
        name="interest.fixed",
        category=Category.NOTICE,
        subject=mark("The date is fixed: %(title)s"),
        leads_to="page",
        because=mark(
            "You get this once, because this address asked to be told when the date is fixed. "
            "Questions? Answer this message."
        ),
        when_fixed=True,
    ),
    MessageKind(
        name="place.confirmed",
        category=Category.NOTICE,
        subject=mark("Your place: %(title)s"),
        because=BY_COURSE,
    ),
    MessageKind(
        name="place.withdrawn",
        category=Category.NOTICE,
        subject=mark("Withdrawn: %(title)s"),
        leads_to="page",
        because=BY_COURSE,
    ),
    MessageKind(
        name="timetable.published",
        category=Category.NOTICE,
        subject=mark("Timetable: %(title)s"),
        because=BY_COURSE,
    ),
    MessageKind(
        name="timetable.changed",
        category=Category.NOTICE,
        subject=mark("Timetable changed: %(title)s"),
        because=BY_COURSE,
    ),
    MessageKind(
        name="teaching.changed",
        category=Category.NOTICE,
        subject=mark("Timetable changed: %(title)s"),
        leads_to="page",
        because=BY_TEACHING,
    ),
    MessageKind(
        name="training.offer",
        category=Category.NOTICE,
        subject=mark("A seat for you: %(title)s"),
        needs=frozenset({"until"}),
        because=BY_NOMINATION,
    ),
    MessageKind(
        name="training.offer_reminder",
        category=Category.NOTICE,
        subject=mark("We wait for your answer: %(title)s"),
        needs=frozenset({"until"}),
        because=BY_NOMINATION,
    ),
    MessageKind(
        name="training.offer_extended",
        category=Category.NOTICE,
        subject=mark("More time for your answer: %(title)s"),
        needs=frozenset({"until"}),
        because=BY_NOMINATION,
    ),
    MessageKind(
        name="training.offer_declined",
        category=Category.TRANSACTIONAL,
        subject=mark("You leave your seat to others: %(title)s"),
        leads_to="page",
        because=BY_NOMINATION,
    ),
    MessageKind(
        name="training.offer_lapsed",
        category=Category.NOTICE,
        subject=mark("Your seat was not taken: %(title)s"),
        leads_to="page",
        because=BY_NOMINATION,
    ),
    MessageKind(
        name="training.offer_withdrawn",
        category=Category.NOTICE,
        subject=mark("No seat any more: %(title)s"),
        leads_to="page",
        because=BY_NOMINATION,
    ),
    MessageKind(
        name="training.reserve",
        category=Category.NOTICE,
        subject=mark("On the reserve list: %(title)s"),
        needs=frozenset({"place"}),
        leads_to="page",
        because=BY_NOMINATION,
    ),
    MessageKind(
        name="training.reserve_ended",
        category=Category.NOTICE,
        subject=mark("The reserve list is closed: %(title)s"),
        leads_to="page",
        because=BY_NOMINATION,
    ),
    MessageKind(
        name="training.not_selected",
        category=Category.NOTICE,
        subject=mark("Our answer to your nomination: %(title)s"),
        leads_to="page",
        because=BY_NOMINATION,
    ),
    MessageKind(
        name="training.answer",
        category=Category.NOTICE,
        subject=mark("About your nominee: %(title)s"),
        needs=frozenset({"name", "answer"}),
        may=frozenset({"until"}),
        leads_to="page",
        because=BY_COORDINATING,
    ),
    MessageKind(
        name="sign-in.code",
        category=Category.TRANSACTIONAL,
        subject=mark("Your code to sign in"),
        needs=frozenset({"code"}),
        because=mark(
            "You get this because somebody typed this address into our sign-in page. If it was not you, there is "
            "nothing to do: without this message nobody gets in."
        ),
        alone=True,
    ),
    MessageKind(
        name="reminder.week",
        category=Category.REMINDER,
        subject=mark("In a week: %(title)s"),
    ),
    MessageKind(
        name="reminder.day",
        category=Category.REMINDER,
        subject=mark("Reminder: %(title)s"),
    ),
    MessageKind(
        name="reminder.hours",
        category=Category.REMINDER,
        subject=mark("Soon: %(title)s"),
    ),
)
MESSAGES: dict[str, MessageKind] = {kind.name: kind for kind in _KINDS}


class UnknownMessage(ValueError):
    """An owner named a template that is not in the table, or did not give the facts it needs: the owner's mistake."""


def message_kind(name: str, facts: dict[str, str]) -> MessageKind:
    """The entry of a message. Raises UnknownMessage. Facts that it does not know are not told."""
    kind = MESSAGES.get(name)
    if kind is None:
        raise UnknownMessage(f"no message {name!r}")
    if missing := kind.needs - facts.keys():
        raise UnknownMessage(f"{name} needs {sorted(missing)}")
    return kind
