"""An organizer makes an event, from nothing or as last year's again. It is a draft until somebody publishes it."""

import hashlib
from collections.abc import Mapping, Sequence

import msgspec

from services.registration.domain.event import Event, Network
from services.registration.domain.event_date import read_new_date
from services.registration.domain.event_form import read_details, said
from services.registration.domain.load import EventPlan, KeptEvent
from services.registration.domain.load_sessions import KeptSession, SessionPlan
from services.registration.domain.next_year import next_years
from services.registration.operations.write_events import write_events
from services.registration.store import edits
from services.registration.store import load as store
from shared.db import Tx
from shared.errors import Conflict, Invalid, NotFound, Problem, gathered
from shared.fields import Fields
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff
from shared.ids import uuid7
from shared.slugs import slug_of, unique_slug

NO_EVENT = mark("There is no such event. Look for it in the list of events.")
_CANCELLED = mark("This event was cancelled; it stays as it is.")
_CLOSED = mark("This event is closed. Open it again first, on the page After the event.")
_KEY = mark("Write an Idempotency-Key of at most 255 characters")
_KEY_REUSED = mark("This key was used with other content. Send a new key.")
_RESERVED = ("new",)
_SCOPE = "organize/events"


class KeyUsed(Invalid):
    """The key made `event` before, from another body."""

    def __init__(self, event: KeptEvent) -> None:
        super().__init__([Problem("Idempotency-Key", _KEY_REUSED)])
        self.event = event


class NextYears(msgspec.Struct, frozen=True):
    """The form of next year's: a body for `create_event`. `sessions` are those that can be taken over."""

    source: KeptEvent
    body: dict[str, object]
    sessions: int


async def networks(house: House, actor: Staff) -> Sequence[Network]:
    """Which one may choose in the form. Raises Forbidden."""
    require(actor, Role.ORGANIZER)
    async with house.db.reading() as tx:
        return await edits.networks(tx)


async def as_next_years(house: House, actor: Staff, slug: str) -> NextYears:
    """What next year's event would be. Raises Forbidden, NotFound."""
    require(actor, Role.ORGANIZER)
    async with house.db.reading() as tx:
        source = await kept_event(tx, slug)
        sessions = await _sessions(tx, source)
        return NextYears(source, next_years(source, tx.now), len(sessions))


async def duplicate_event(house: House, actor: Staff, slug: str, body: Mapping[str, object], *, key: str = "") -> str:
    """Next year's at once; what `body` names takes the place of what is taken over. Raises as `create_event` does."""
    found = await as_next_years(house, actor, slug)
    asked = {**body, "copy_of": slug}
    return await create_event(house, actor, found.body | asked, key=key, asked=asked)


async def create_event(
    house: House, actor: Staff, body: Mapping[str, object], *, key: str = "", asked: Mapping[str, object] | None = None
) -> str:
    """A draft from the form; returns its slug. `copy_of` names an event whose sessions `copy_sessions` takes over.

    `key`: the same Idempotency-Key and body (`asked`, if it is another) gives the same event again. Raises Forbidden,
    Invalid.
    """
    require(actor, Role.ORGANIZER)
    digest = hashlib.sha256(msgspec.json.encode(body if asked is None else asked, order="sorted")).digest()
    async with house.db.transaction() as tx:
        await store.one_at_a_time(tx)  # so that no two take the same address, or the same key
        if known := await _known(tx, key, digest):
            return known
        problems: list[Problem] = []
        with gathered(problems):
            event = await _read(tx, body)
        with gathered(problems):
            source, sessions = await _copied(tx, body)
        if problems:
            raise Invalid(problems)
        plan = EventPlan(before=None, after=event, sessions=SessionPlan(written=sessions, all=sessions))
        await write_events(house, tx, [plan])
        await _note(tx, actor, event, source)
        if key:
            await edits.keep_key(tx, _SCOPE, key, digest, event.slug)
        return event.slug


async def kept_event(tx: Tx, slug: str) -> KeptEvent:
    """The event, locked against registrations and other edits. Raises NotFound."""
    event = (await store.kept_events(tx, [slug])).get(slug)
    if event is None:
        raise NotFound(NO_EVENT)
    return event


def require_open(event: KeptEvent | Event) -> None:
    """Raises Conflict `cancelled` or `closed`: then it stays as it is."""
    if event.cancelled_at is not None:
        raise Conflict(_CANCELLED, code="cancelled")
    if event.closed_at is not None:
        raise Conflict(_CLOSED, code="closed")


async def _known(tx: Tx, key: str, digest: bytes) -> str | None:
    """The event that the key made."""
    if len(key) > 255 or "\x00" in key:
        raise Invalid([Problem("Idempotency-Key", _KEY)])
    kept = await edits.find_key(tx, _SCOPE, key) if key else None
    if kept is None:
        return None
    if kept.body_sha256 != digest:
        raise KeyUsed(await kept_event(tx, kept.slug))
    return kept.slug


async def _read(tx: Tx, body: Mapping[str, object]) -> KeptEvent:
    """The event that the body describes. Raises Invalid with every problem of date and details."""
    problems: list[Problem] = []
    date = details = None
    with gathered(problems):
        date = read_new_date(body)
    keys = [network.key for network in await edits.networks(tx)]
    try:
        details = read_details(body, zone=date.timezone if date else "", networks=keys)
    except Invalid as error:
        problems = [*error.problems, *problems]
    if problems:
        raise Invalid(problems)
    assert date is not None
    assert details is not None
    return KeptEvent(
        **msgspec.structs.asdict(details),
        when=date.when,
        timezone=date.timezone,
        id=uuid7(),
        slug=await _slug(tx, details.title, date.when.known_year),
        revision=0,
        moved_years=0,
        original_when=None,
        loaded=None,
        published=False,
        cancelled_at=None,
        confirmed_count=0,
        waitlisted_count=0,
    )


async def _slug(tx: Tx, title: str, year: int) -> str:
    """From title and year, so that next year's has its own."""
    named = title if str(year) in title else f"{title} {year}"
    base = slug_of(named)
    return unique_slug(named, [*_RESERVED, *await edits.slugs_like(tx, base[: len(base) - 4])])


async def _copied(tx: Tx, body: Mapping[str, object]) -> tuple[KeptEvent | None, tuple[KeptSession, ...]]:
    """The event this one is copied from, and its sessions as new ones where they are asked for. Raises Invalid."""
    slug = body.get("copy_of")
    if slug in (None, ""):
        return None, ()
    source = (await store.kept_events(tx, [slug])).get(slug) if isinstance(slug, str) else None
    if source is None:
        raise Invalid([Problem("copy_of", NO_EVENT)])
    if not Fields(body, {}).flag("copy_sessions"):
        return source, ()
    old = await _sessions(tx, source)
    return source, tuple(msgspec.structs.replace(session, id=uuid7(), loaded=None) for session in old)


async def _sessions(tx: Tx, event: KeptEvent) -> list[KeptSession]:
    return [one for one in (await store.kept_sessions(tx, [event]))[event.id] if not one.removed]


async def _note(tx: Tx, actor: Staff, event: KeptEvent, source: KeptEvent | None) -> None:
    new = said(event, ("title", "kind")) | {"when": msgspec.json.encode(event.when).decode()}
    if source is not None:
        new["copy_of"] = source.slug
    await record(tx, actor.trail, "event.created", f"event:{event.id}", new=new)
