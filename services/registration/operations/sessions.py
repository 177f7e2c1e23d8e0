"""An organizer arranges the sessions of an event; the public page and the calendars follow at once."""

from collections.abc import Callable, Mapping

import msgspec

from services.registration.domain.arrange_sessions import (
    Sessions,
    Wanted,
    added,
    changed,
    edition,
    moved,
    removed,
    replaced,
    shown,
)
from services.registration.domain.load import EventPlan, KeptEvent
from services.registration.domain.load_sessions import KeptSession, SessionPlan
from services.registration.domain.registration import Status
from services.registration.domain.session_changes import deeds
from services.registration.domain.session_form import NO_ITEM, read_items, read_session, session_body
from services.registration.domain.unreached import ALL, Audience, Unreached
from services.registration.operations.create_event import require_open
from services.registration.operations.write_events import sessions_moved, told_of_sessions, write_events
from services.registration.store import load as store
from services.registration.store import mail_failures
from services.registration.store import sessions as chosen_store
from shared.db import Tx
from shared.errors import Conflict, Invalid, NotFound, Problem
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

MOST_SESSIONS = 200

_NO_EVENT = mark("There is no such event. Look for it in the programme.")
_NO_SESSION = mark("There is no such session. Look for it in the programme of the event.")
_TOO_MANY = mark("An event has at most %(most)d sessions")
_STALE = mark("Somebody changed this session while you wrote. Nothing of yours was kept yet; look at it again.")
_GONE = mark("Somebody removed this session while you wrote. Put it back among the sessions, then keep yours again.")
_SLUG = mark("Leave the slug of a new session out; name each of the others once")


class Programme(msgspec.Struct, frozen=True, kw_only=True):
    """The sessions of an event in their order, those out of view, and how many people chose each, by slug. `told`: how
    many who take part hear of what was done, or would; `unreached`: of these. `before`: all sessions as they were.
    """

    event: KeptEvent
    sessions: Sessions
    removed: Sessions
    chosen: dict[str, int]
    told: int = 0
    unreached: Unreached = ALL
    before: Sessions = []

    def session(self, slug: str) -> KeptSession:
        """One in view. Raises NotFound."""
        return _one(self.sessions, slug)

    def known(self, slug: str) -> KeptSession:
        """One in view or out of it. Raises NotFound."""
        return _one([*self.sessions, *self.removed], slug)


class Stale(Conflict):
    """The form was filled in from something older."""

    def __init__(self) -> None:
        super().__init__(_STALE, code="changed-meanwhile")


class Gone(Conflict):
    """The session left the programme while its form was open."""

    def __init__(self) -> None:
        super().__init__(_GONE, code="removed-meanwhile")


async def show(house: House, actor: Staff, slug: str, *, to_change: bool = False) -> Programme:
    """`to_change`: for a form. Raises Forbidden, NotFound."""
    require(actor, Role.ORGANIZER, *(() if to_change else (Role.VIEWER,)))
    async with house.db.transaction() as tx:
        event, sessions = await _kept(tx, slug)
        return await _programme(tx, event, sessions)


async def open_for_change(house: House, actor: Staff, slug: str) -> Programme:
    """Before anything is typed. Raises as `show` for a form does, and Conflict for a cancelled or closed event."""
    found = await show(house, actor, slug, to_change=True)
    require_open(found.event)
    return found


async def add(house: House, actor: Staff, slug: str, body: Mapping[str, object]) -> Programme:
    """At the end. Raises Forbidden, NotFound, Invalid, Conflict for a cancelled or closed event."""
    return await _arrange(house, actor, slug, lambda event, sessions: added(sessions, read_session(body, event)))


async def change(
    house: House, actor: Staff, slug: str, session: str, body: Mapping[str, object], **how: bool
) -> Programme:
    """What `body` names; the rest stays, and the slug. `how` as of `_arrange`.

    Raises Forbidden, NotFound, Invalid, Conflict for a cancelled or closed event.
    """

    def written(event: KeptEvent, sessions: Sessions) -> Sessions:
        known = _one(shown(sessions), session)
        return changed(sessions, session, read_session({**session_body(known), **body}, event, known))

    return await _arrange(house, actor, slug, written, **how)


async def rewrite(
    house: House, actor: Staff, slug: str, session: str, body: Mapping[str, object], *, read: str, **how: bool
) -> Programme:
    """All that the session says, by a form that was filled in from the edition `read`; the slug stays.

    Raises as `change` does, and Stale where it says something else by now, Gone where it was removed.
    """

    def written(event: KeptEvent, sessions: Sessions) -> Sessions:
        known = _one(sessions, session)
        if known.removed:
            raise Gone
        if read not in ("", edition(known)):
            raise Stale
        return changed(sessions, session, read_session(body, event, known))

    return await _arrange(house, actor, slug, written, **how)


async def move(house: House, actor: Staff, slug: str, session: str, by: int, **how: bool) -> Programme:
    """Down by so many places, up where `by` is negative. `how` as of `_arrange`.

    Raises Forbidden, NotFound, Conflict for a cancelled or closed event.
    """
    return await _arrange(
        house, actor, slug, lambda _, sessions: moved(sessions, _one(shown(sessions), session).slug, by), **how
    )


async def remove(house: House, actor: Staff, slug: str, session: str, *, gone: bool = True, **how: bool) -> Programme:
    """Out of view, or back. Twice is once. `how` as of `_arrange`.

    Raises Forbidden, NotFound, Conflict for a cancelled or closed event.
    """
    return await _arrange(
        house, actor, slug, lambda _, sessions: removed(sessions, _one(sessions, session).slug, gone=gone), **how
    )


async def replace(house: House, actor: Staff, slug: str, body: Mapping[str, object]) -> Programme:
    """The whole list of `body["items"]`; the same list again changes nothing. Problems are named `items.0.title`.

    Raises Forbidden, NotFound, Invalid, Conflict for a cancelled or closed event.
    """
    return await _arrange(
        house, actor, slug, lambda event, sessions: replaced(sessions, _wanted(body, event, sessions))
    )


async def _arrange(
    house: House,
    actor: Staff,
    slug: str,
    arrange: Callable[[KeptEvent, Sessions], Sessions],
    *,
    keep: bool = True,
    at_once: bool = False,
) -> Programme:
    """Not `keep`: only what it would be. `at_once` ends the time in which notify gathers changes."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        event, before = await _kept(tx, slug)
        require_open(event)
        after = arrange(event, before)
        if len(shown(after)) > MOST_SESSIONS:
            raise Invalid([Problem("title", _TOO_MANY, {"most": MOST_SESSIONS})])
        known = {one.id: one for one in before}
        written = tuple(one for one in after if known.get(one.id) != one)
        plan = SessionPlan(written=written, all=tuple(after))
        plans = [EventPlan(before=event, after=event, sessions=plan, sessions_before=tuple(before))]
        told = (await told_of_sessions(house, tx, plans)).get(event.id, 0)
        whom = Audience(statuses=(Status.CONFIRMED,), sessions=tuple(sessions_moved(house, plans[0], tx.now)))
        unreached = await mail_failures.unreached_of(tx, event.id, whom) if told else ALL
        if keep:
            await write_events(house, tx, plans, at_once=at_once)
            for deed in deeds(before, after):
                await record(tx, actor.trail, deed.action, f"event:{event.id}", old=deed.old, new=deed.new)
        found = await _programme(tx, event, after)
        return msgspec.structs.replace(found, told=told, unreached=unreached, before=before)


def _wanted(body: Mapping[str, object], event: KeptEvent, sessions: Sessions) -> list[Wanted]:
    """Each item with the slug it names. Raises Invalid with every problem of every item."""
    known = {one.slug: one for one in sessions}
    problems: list[Problem] = []
    wanted: list[Wanted] = []
    for number, item in enumerate(read_items(body)):
        if not isinstance(item, dict):
            problems.append(Problem(f"items.{number}", NO_ITEM))
            continue
        slug = item.get("slug") or ""
        if slug and (not isinstance(slug, str) or slug not in known or slug in [named for named, _ in wanted]):
            problems.append(Problem(f"items.{number}.slug", _SLUG))
            slug = ""
        try:
            wanted.append((slug, read_session(item, event, known.get(slug))))
        except Invalid as error:
            problems += [Problem(f"items.{number}.{one.field}", one.message, one.params) for one in error.problems]
    if problems:
        raise Invalid(problems)
    return wanted


async def _kept(tx: Tx, slug: str) -> tuple[KeptEvent, Sessions]:
    """The event, locked, with every session of it."""
    event = (await store.kept_events(tx, [slug])).get(slug)
    if event is None:
        raise NotFound(_NO_EVENT)
    return event, (await store.kept_sessions(tx, [event]))[event.id]


async def _programme(tx: Tx, event: KeptEvent, sessions: Sessions) -> Programme:
    return Programme(
        event=event,
        sessions=shown(sessions),
        removed=[one for one in sessions if one.removed],
        chosen=await chosen_store.chosen(tx, event.id),
    )


def _one(sessions: Sessions, slug: str) -> KeptSession:
    found = next((one for one in sessions if one.slug == slug), None)
    if found is None:
        raise NotFound(_NO_SESSION)
    return found
