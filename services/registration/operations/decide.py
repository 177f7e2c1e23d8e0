"""An organizer fixes, moves or settles a date, or cancels: first how many people will be told, then the change."""

from collections.abc import Mapping
from datetime import datetime
from typing import Self
from uuid import UUID

import msgspec

from services.registration.domain.agenda import Trouble, troubles
from services.registration.domain.calendar import calendar_item
from services.registration.domain.date_news import date_news
from services.registration.domain.desk import Asked
from services.registration.domain.event import Event, Session
from services.registration.domain.event_date import date_edition, read_changed_date, read_reason
from services.registration.domain.registration import Status
from services.registration.domain.unreached import ALL, EVERYBODY, Audience, Unreached
from services.registration.operations.after import take_back
from services.registration.operations.date_letters import DateChange, date_letters, to_who_asked, to_who_waits
from services.registration.store import decisions, mail_failures, programme, registrations
from shared import outbox
from shared.contracts import Job
from shared.date_form import NewDate
from shared.db import Tx
from shared.errors import Conflict, Invalid, NotFound, Problem, gathered
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff
from shared.programme.schedule import schedule_of

_NO_EVENT = mark("There is no such event. Look for it in the programme.")
_CANCELLED = mark("This event was cancelled; its date stays as it is.")
_STALE = mark("Somebody changed this event while you wrote. Nothing of yours was kept yet; look at it again.")
_CLOSED = mark("This event is closed. Open it again first, on the page After the event.")


class Concerned(msgspec.Struct, frozen=True):
    """An event with those a change of it would be told to: who takes part, who waits for a place or for approval, and
    who asked to be told of the date: `asked` wait for one, `told` were told of one. `over`: its date is past, and
    nobody is told of its cancellation. `unreached`: of all of them.
    """

    event: Event
    taking_part: int
    waiting: int
    asked: int
    told: int
    over: bool
    unreached: Unreached = ALL

    @classmethod
    def by(cls, event: Event, asked: Asked, now: datetime, unreached: Unreached = ALL) -> Self:
        """The event as it is now."""
        waiting = event.waitlisted_count + event.pending_count
        return cls(event, event.confirmed_count, waiting, asked.untold, asked.told, event.over_at <= now, unreached)

    @property
    def registered(self) -> int:
        return self.taking_part + self.waiting

    @property
    def people(self) -> int:
        return self.registered + self.asked

    @property
    def hears_of_the_end(self) -> bool:
        """Whether anybody is told of the cancellation."""
        return not self.over and self.registered + self.asked + self.told > 0


class Move(msgspec.Struct, frozen=True):
    """Another date, and whom it is told. `past`: it is over already, and of that nobody is told."""

    seen: Concerned
    new: NewDate
    past: bool

    @property
    def troubles(self) -> list[tuple[Session, Trouble]]:
        """The sessions whose time would be none then."""
        event = msgspec.structs.replace(self.seen.event, when=self.new.when, timezone=self.new.timezone)
        return troubles(event.sessions, event)


class StaleDate(Conflict):
    """The form was filled in from an older date. Carries the event as it is now."""

    def __init__(self, now: Concerned) -> None:
        super().__init__(_STALE, code="changed-meanwhile")
        self.now = now


async def concerned(house: House, actor: Staff, slug: str, *, to_move: bool = False) -> Concerned:
    """Who would be told. Raises Forbidden, NotFound, and Conflict for a closed event: of that nobody is told; `to_move`
    for a cancelled one too.
    """
    require(actor, Role.ORGANIZER)
    async with house.db.reading() as tx:
        event = await _event(tx, slug)
        if to_move:
            _check_movable(event)
        _check_not_closed(event)
        return await concerned_by(tx, event)


async def concerned_by(tx: Tx, event: Event) -> Concerned:
    """By its cancellation."""
    unreached = await mail_failures.unreached_of(tx, event.id, EVERYBODY)
    return Concerned.by(event, await asked_of(tx, event.id), tx.now, unreached)


async def asked_of(tx: Tx, event_id: UUID) -> Asked:
    return (await decisions.count_asked(tx, [event_id])).get(event_id, Asked())


async def preview_date(house: House, actor: Staff, slug: str, body: Mapping[str, object]) -> Move:
    """What the change would do. Raises as `fix_date` does."""
    require(actor, Role.ORGANIZER)
    async with house.db.reading() as tx:
        event = await _event(tx, slug)
        _check_movable(event)
        new, past = await _read(tx, event, body)
        asked = await asked_of(tx, event.id)
        news = date_news(event, new, tx.now)
        audience = news.audience if news else Audience(statuses=() if past else (Status.CONFIRMED,))
        seen = Concerned.by(event, asked, tx.now, await mail_failures.unreached_of(tx, event.id, audience))
    if news is None:  # whoever waits for a place, or asked for the date, waits on
        seen = msgspec.structs.replace(seen, waiting=0, asked=0, taking_part=0 if past else seen.taking_part)
    else:
        seen = msgspec.structs.replace(seen, asked=news.concerns(asked))
    return Move(seen, new, past)


async def fix_date(house: House, actor: Staff, slug: str, body: Mapping[str, object], *, at_once: bool) -> Event:
    """Fix an open date, move a fixed one, open it again, or settle a contradiction: what is said counts from now on.

    Calendars follow after the quiet time, `at_once` ends it. Who waits for a place and who asked for the date hear of
    one that is fixed, moved or open again. Saying the same date again tells nobody, and so does a date that is past:
    it is kept as what was. A `reason` in `body` goes into the mails and the trail. Raises Forbidden, NotFound, Invalid,
    Conflict for a cancelled or closed event, and StaleDate where `body` carries an `edition` that is no longer.
    """
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        event = await _locked(tx, slug)
        _check_movable(event)
        problems: list[Problem] = []
        with gathered(problems):
            new, _ = await _read(tx, event, body)
        with gathered(problems):
            reason = read_reason(body)
        if problems:
            raise Invalid(problems)
        same = (event.when, event.timezone, event.conflict) == (new.when, new.timezone, "")
        if same and not at_once:
            return event
        revision = await decisions.set_date(tx, event.id, new)
        after = msgspec.structs.replace(event, when=new.when, timezone=new.timezone, conflict="", revision=revision)
        jobs: list[Job] = [_item(house, after, at_once=at_once, reason=reason)]
        jobs += await date_letters(house, tx, [DateChange(after, date_news(event, after, tx.now))])
        await outbox.put_many(tx, jobs, to="notify")
        await _note(tx, actor, event, after, reason)
        return after


async def cancel_event(house: House, actor: Staff, slug: str, *, at_once: bool, reason: object = "") -> Event:
    """It does not take place: everybody who takes part, waits or asked to be told of the date is told, with the
    `reason`, and nobody can register. Twice is once.

    Raises Forbidden, NotFound, Invalid, Conflict for a closed event.
    """
    require(actor, Role.ORGANIZER)
    why = read_reason({"reason": reason})
    async with house.db.transaction() as tx:
        event = await _locked(tx, slug)
        _check_not_closed(event)
        revision = await decisions.set_cancelled(tx, event.id)
        if revision is None:
            return event
        await take_back(house, tx, event)
        after = msgspec.structs.replace(event, cancelled_at=tx.now, revision=revision)
        jobs = [_item(house, after, at_once=at_once, reason=why)]
        waiting = await registrations.waiting(tx, [event.id])
        jobs += [to_who_waits(house, after, each, "event.cancelled") for each in waiting.get(event.id, [])]
        asked = await decisions.tell_interests(tx, [event.id], told_too=True)
        jobs += [to_who_asked(after, each, "interest.cancelled") for each in asked.get(event.id, [])]
        await outbox.put_many(tx, jobs, to="notify")
        new = {"reason": why} if why else None
        await record(tx, actor.trail, "event.cancelled", f"event:{event.id}", new=new)
        return after


async def _read(tx: Tx, event: Event, body: Mapping[str, object]) -> tuple[NewDate, bool]:
    """The date, and whether it is past. What stands already may be said again, from whatever form."""
    new = read_changed_date(body, event.timezone)
    now = date_edition(event.when, event.timezone)
    if (new.when, new.timezone) != (event.when, event.timezone) and body.get("edition") not in (None, "", now):
        raise StaleDate(Concerned.by(event, await asked_of(tx, event.id), tx.now))
    return new, schedule_of(new.when, new.timezone).over_at <= tx.now


def _check_movable(event: Event) -> None:
    if event.cancelled_at is not None:
        raise Conflict(_CANCELLED, code="cancelled")
    _check_not_closed(event)


def _check_not_closed(event: Event) -> None:
    if event.closed_at is not None:
        raise Conflict(_CLOSED, code="closed")


async def _locked(tx: Tx, slug: str) -> Event:
    if not await decisions.lock(tx, slug):
        raise NotFound(_NO_EVENT)
    return await _event(tx, slug)


async def _event(tx: Tx, slug: str) -> Event:
    event = await programme.event_by_slug(tx, slug)
    if event is None:
        raise NotFound(_NO_EVENT)
    return event


def _item(house: House, event: Event, *, at_once: bool, reason: str) -> Job:
    item = calendar_item(event, event.sessions, page_url=house.url(f"/events/{event.slug}"), reason=reason)
    return msgspec.structs.replace(item, at_once=at_once)


async def _note(tx: Tx, actor: Staff, before: Event, after: Event, reason: str) -> None:
    old, new = (_said(event) for event in (before, after))
    changed = [field for field in new if old[field] != new[field]]
    await record(
        tx,
        actor.trail,
        "event.date",
        f"event:{before.id}",
        old={field: old[field] for field in changed},
        new={field: new[field] for field in changed} | ({"reason": reason} if reason else {}),
    )


def _said(event: Event) -> dict[str, str]:
    when = msgspec.json.encode(event.when).decode()
    return {"when": when, "timezone": event.timezone, "conflict": event.conflict}
