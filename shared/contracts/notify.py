"""Jobs that notify receives: calendar items, the people invited to them, and plain messages."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from shared.contracts import Job
from shared.contracts.common import OutboxConfirm, Person, Place
from shared.when import When

REMINDERS = ("week", "day", "hours")
"""The reminders that an item can have; notify's table says when each goes out."""


class ItemSession(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A part of an item. `key` names it for the item's owner; `when` is in the item's zone, None while not known."""

    key: str
    title: str
    when: When | None = None
    place: str = ""


class CalendarPut(Job, frozen=True, tag="calendar.put"):
    """An item alone: an event or a session, no attendees. Applied only if `revision` is greater than the known one.

    `key` names the item for its owner, for example "event:<uuid>"; with `owner` it is unique. An item with an open
    date is kept too: who is invited meanwhile gets the message alone. A newer revision changes feeds and later
    invites; mail that tells guests of a fixed or moved date is not sent yet. `timezone` is empty while unknown.
    `feeds` are the public feeds that show it: "programme", "event:{slug}", "training:{cohort}".

    Whoever takes part is told of another time, place, title, status or link to join, in one mail for all that changed
    within the quiet time; `at_once` ends that time. `reminders` names those that the event has. `transparent`: it
    takes nobody's time, as the span of a course. `join_url` stands in personal calendars, never in a public feed.
    `reason` is why it was moved or cancelled, in its owner's words: the mail that tells of it says so.

    `sessions` are the parts of it among which people choose (`Attendee.sessions`). Who chose one that has a time is
    told of another time, place or title of it in the same mail; their entry and their mails name it.
    """

    owner: str
    key: str
    revision: int
    slug: str
    title: str
    when: When
    timezone: str = ""
    place: Place = Place()
    description: str = ""
    page_url: str = ""
    feeds: tuple[str, ...] = ()
    cancelled: bool = False
    withdrawn: bool = False
    at_once: bool = False
    reminders: tuple[str, ...] = REMINDERS
    transparent: bool = False
    join_url: str = ""
    reason: str = ""
    sessions: tuple[ItemSession, ...] = ()


class SessionState(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A session as somebody knows it; `when` is None where it has no time."""

    title: str
    when: When | None = None
    timezone: str
    place: str = ""


class SessionChange(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of a session for one person. No `before`: it is new to them. No `after`: it is theirs no more."""

    before: SessionState | None = None
    after: SessionState | None = None


class Message(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The words that go with a change. `template` is an entry of notify's table of messages.

    `key` is unique per message for its owner: the same key is never sent twice. `facts` are strings that the entry
    names ("place": the place in the queue); others are not told. Dates, title and place come from the calendar item.
    `changes` are those of a timetable.
    """

    template: str
    key: str
    facts: dict[str, str] = {}
    changes: tuple[SessionChange, ...] = ()


class Attendee(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One person's part in an item. `revision` rises with every change of this attendee at its owner.

    `id` is the owner's id of the person's part (a registration, a place in a cohort). `role` is RFC 5545 3.2.16.
    `sessions` are the keys of the parts of the item that they chose.
    `join_url` stands in older jobs only: the link is the item's (`CalendarPut`).
    """

    id: UUID
    revision: int
    person: Person
    manage_url: str = ""
    join_url: str = ""
    role: Literal["REQ-PARTICIPANT", "OPT-PARTICIPANT", "CHAIR", "NON-PARTICIPANT"] = "REQ-PARTICIPANT"
    sessions: tuple[str, ...] = ()


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """An attendee who changed, with the message that goes with it: one mail holds text and invite or CANCEL."""

    attendee: Attendee
    message: Message


class CalendarInvite(Job, frozen=True, tag="calendar.invite"):
    """These people are invited now (or changed). The item is named by `owner` and `key`; it may arrive later.

    `item_revision` is the item's at its owner when this was decided: it waits until the item is as new.
    """

    owner: str
    key: str
    parts: tuple[Part, ...]
    item_revision: int = 0


class CalendarWithdraw(Job, frozen=True, tag="calendar.withdraw"):
    """These people are no longer invited: a CANCEL for each who had an invite, else the message alone.

    `quiet`: mail to their address does not arrive, so none goes out, and what failed before waits for nobody.
    """

    owner: str
    key: str
    parts: tuple[Part, ...]
    quiet: bool = False


class CalendarRename(Job, frozen=True, tag="calendar.rename"):
    """Somebody who takes part goes by another name, or reads another language: later mails and calendars say it, and
    nobody is written to now. If they chose other sessions, their entry follows with the next update. Of who is not
    invited nothing is kept: their invitation brings it.
    """

    owner: str
    key: str
    attendee: Attendee


class MessageSend(Job, frozen=True, tag="message.send"):
    """Mail without a calendar part. `item` ("event:<uuid>") lends title, date and place to the words, if given.

    `item_revision` is the item's at its owner when this was decided: it waits until the item is as new.
    `with_update`: it is kept and goes out with the next update of the item, with the facts as they are then, once to
    each person for what the update tells. Of letters about the date (`waiting.*`, `interest.*`) the one goes out that
    fits what the person was told last; none where that is the date as it is.
    `good_until` (UTC): of no use after it, so it is not sent then.
    `asked_at` (UTC): when its reader asked for it. Who ended that since does not get it, and what a mail told them
    before that is not what they know now.
    """

    owner: str
    to: Person
    message: Message
    item: str = ""
    manage_url: str = ""
    with_update: bool = False
    good_until: datetime | None = None
    item_revision: int = 0
    asked_at: datetime | None = None


class CalendarFollow(Job, frozen=True, tag="calendar.follow"):
    """What stands in these feeds stands in this person's own calendar too, without an invite for each.

    `id` is the owner's id of the person's part; a greater `revision` replaces what was followed, no `feeds` end it.
    `until` (UTC) is when it is over: a year later it is forgotten. `link_version` is of its address.
    """

    owner: str
    id: UUID
    revision: int
    email: str
    feeds: tuple[str, ...]
    until: datetime
    link_version: int = 0


NotifyJob = (
    CalendarPut | CalendarInvite | CalendarWithdraw | CalendarRename | CalendarFollow | MessageSend | OutboxConfirm
)
