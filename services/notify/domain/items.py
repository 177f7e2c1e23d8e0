"""A calendar item as notify knows it, and what a newer revision of it means for calendars."""

from collections.abc import Collection
from datetime import datetime, time, timedelta
from uuid import UUID, uuid5

import msgspec

from shared.contracts.common import Place
from shared.contracts.notify import CalendarPut, ItemSession, SessionChange, SessionState
from shared.places import LAST_PLACE_ON_EARTH
from shared.when import When

_ITEMS = UUID("8f0c4f0e-52f6-4d0e-9c86-8a4c1d5a7b11")
CANCELLED_KEPT = timedelta(days=90)


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What people are told of when it changes (RFC 5546 section 2.1.4, and our place, title and link to join).

    `sessions` are the parts of it while it can stand in a calendar, by their keys: their order is told to nobody. Of
    somebody who takes part, those that they chose.
    """

    title: str
    when: When
    timezone: str
    place: Place
    cancelled: bool = False
    join_url: str = ""
    sessions: tuple[ItemSession, ...] = ()

    @property
    def numbered(self) -> "Shown":
        """What SEQUENCE stands for: another link, or another session, alone keeps the number."""
        return msgspec.structs.replace(self, join_url="", sessions=())

    def to(self, chosen: Collection[str]) -> "Shown":
        """As it is to somebody who chose these sessions."""
        return msgspec.structs.replace(self, sessions=tuple(one for one in self.sessions if one.key in chosen))

    def is_over(self, now: datetime) -> bool:
        """Nobody is told any more of what happens to it."""
        return self.when.over_at(self.timezone or LAST_PLACE_ON_EARTH) <= now


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One row of `items`; the migration says what the columns mean."""

    id: UUID
    owner: str
    key: str
    revision: int
    uid: str
    sequence: int
    slug: str
    title: str
    when: When
    timezone: str
    place: Place
    description: str
    page_url: str
    feeds: tuple[str, ...]
    cancelled_at: datetime | None
    withdrawn: bool
    over_at: datetime
    revised_at: datetime
    changed_at: datetime | None
    due_at: datetime | None
    told: Shown
    reminders: tuple[str, ...]
    transparent: bool
    join_url: str
    reason: str
    sessions: tuple[ItemSession, ...]

    @property
    def shown(self) -> Shown:
        """What it is now; `told` is what `sequence` stands for. Nobody joins what is cancelled."""
        return Shown(
            title=self.title,
            when=self.when,
            timezone=self.timezone,
            place=self.place,
            cancelled=self.cancelled_at is not None,
            join_url="" if self.cancelled_at else self.join_url,
            sessions=tuple(sorted(self.sessions, key=lambda one: one.key)) if self.has_entry else (),
        )

    def chosen_by(self, keys: Collection[str]) -> tuple[ItemSession, ...]:
        """Its sessions of these keys, with a time or without."""
        return tuple(one for one in self.sessions if one.key in keys)

    @property
    def has_entry(self) -> bool:
        """Whether it can stand in a calendar: the day is fixed, and a time of day has a zone."""
        return self.when.is_fixed and (self.when.start is None or self.timezone != "")

    @property
    def takes_guests(self) -> bool:
        """Nobody is invited to what is cancelled or no longer public."""
        return self.cancelled_at is None and not self.withdrawn

    @property
    def published_sequence(self) -> int:
        """In feeds a change shows at once; in mail it is gathered first, and the counter raised when it is sent."""
        return self.sequence + (self.shown.numbered != self.told)


def item_id(owner: str, key: str) -> UUID:
    """The same for the same item, also after the owner told everything anew."""
    return uuid5(_ITEMS, f"{owner} {key}")


def new_item(job: CalendarPut, host: str, now: datetime) -> Item:
    """The first revision. `host` makes the UID unique in the world (RFC 7986 section 5.3); it is never changed."""
    id_ = item_id(job.owner, job.key)
    return Item(
        id=id_,
        owner=job.owner,
        key=job.key,
        revision=job.revision,
        uid=f"{id_}@{host}",
        sequence=0,
        slug=job.slug,
        title=job.title,
        when=job.when,
        timezone=job.timezone,
        place=job.place,
        description=job.description,
        page_url=job.page_url,
        feeds=job.feeds,
        cancelled_at=now if job.cancelled else None,
        withdrawn=job.withdrawn,
        over_at=job.when.over_at(job.timezone or LAST_PLACE_ON_EARTH),
        revised_at=now,
        changed_at=None,
        due_at=None,
        told=Shown(title=job.title, when=job.when, timezone=job.timezone, place=job.place, cancelled=job.cancelled),
        reminders=job.reminders,
        transparent=job.transparent,
        join_url=job.join_url,
        reason=job.reason,
        sessions=job.sessions,
    )


def revised(item: Item, job: CalendarPut, now: datetime, quiet: timedelta) -> Item:
    """The item with a newer revision applied. The counter is not raised here: see `published_sequence`.

    A change is due when nothing else changed for the quiet time, or at once. What was withdrawn and comes back is
    looked at anew: it may have changed meanwhile. A reason stays while what it stands for waits to be told.
    """
    newer = new_item(job, "", now)
    newer = msgspec.structs.replace(
        newer,
        uid=item.uid,
        sequence=item.sequence,
        told=item.told,
        changed_at=item.changed_at,
        due_at=item.due_at,
        cancelled_at=(item.cancelled_at or now) if job.cancelled else None,
    )
    if not job.reason and item.due_at is not None and newer.shown.cancelled == item.shown.cancelled:
        newer = msgspec.structs.replace(newer, reason=item.reason)
    if newer.shown != item.shown or (item.withdrawn and not job.withdrawn):
        newer = msgspec.structs.replace(newer, changed_at=item.changed_at or now, due_at=now + quiet)
    if job.at_once and newer.due_at is not None:
        newer = msgspec.structs.replace(newer, due_at=now)
    return newer


def session_changes(before: Shown, after: Shown) -> tuple[SessionChange, ...]:
    """What became of somebody's sessions, by their time. Where the item itself moved they moved along, and another time
    alone is none; nothing of an item that had, or has, no entry.
    """
    if after.cancelled or not before.when.is_fixed or not after.when.is_fixed:
        return ()
    moved = (before.when, before.timezone) != (after.when, after.timezone)
    was, now = ({one.key: one for one in shown.sessions} for shown in (before, after))
    both = [(was.get(key), now.get(key)) for key in {**now, **was}]
    both = [pair for pair in both if _said(pair[0], moved=moved) != _said(pair[1], moved=moved)]
    both.sort(key=lambda pair: _at(pair[1] or pair[0]))
    return tuple(SessionChange(before=_state(old, before), after=_state(new, after)) for old, new in both)


def _said(session: ItemSession | None, *, moved: bool) -> object:
    if session is None or not moved:
        return session
    return session.title, session.place, session.when is not None


def _at(session: ItemSession | None) -> tuple[bool, str]:
    """Sorts by time; what has no hour comes last of its day, and what has none after all."""
    when = session.when if session else None
    if when is None:
        return True, ""
    return False, (when.start or datetime.combine(when.first_day, time.max)).isoformat()


def _state(session: ItemSession | None, shown: Shown) -> SessionState | None:
    if session is None:
        return None
    return SessionState(title=session.title, when=session.when, timezone=shown.timezone, place=session.place)
