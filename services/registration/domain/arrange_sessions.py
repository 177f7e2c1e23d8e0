"""The sessions of an event as a person arranges them. A session that is removed stays, out of view: people may have
chosen it, and a file that is loaded again must not bring it back.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from services.registration.domain.load_sessions import KeptSession
from shared.ids import uuid7
from shared.programme.entries import SessionEntry
from shared.programme.session_time import slot
from shared.slugs import unique_slug

Sessions = list[KeptSession]
Wanted = tuple[str, SessionEntry]
SAID = SessionEntry.__struct_fields__


def shown(sessions: Iterable[KeptSession]) -> Sessions:
    """Those in view, by their time; where that says nothing, in their order."""
    return sorted((one for one in sessions if not one.removed), key=lambda one: (slot(one), one.position, one.id))


def edition(session: KeptSession) -> str:
    """Names what the session says now: a form that carries another one was filled in from something older."""
    return hashlib.sha256(msgspec.json.encode(_said(session))).hexdigest()[:16]


def added(sessions: Sessions, entry: SessionEntry) -> Sessions:
    """A new one at the end. Its slug is made of the title and never changes."""
    position = max((one.position for one in sessions), default=-1) + 1
    slug = unique_slug(entry.title, {one.slug for one in sessions})
    return [*sessions, KeptSession(**_said(entry), id=uuid7(), slug=slug, position=position, loaded=None)]


def changed(sessions: Sessions, slug: str, entry: SessionEntry) -> Sessions:
    return [msgspec.structs.replace(one, **_said(entry)) if one.slug == slug else one for one in sessions]


def moved(sessions: Sessions, slug: str, by: int) -> Sessions:
    """So many places down, or up where `by` is negative, among those of the same time; the ends are the ends."""
    one = next(one for one in sessions if one.slug == slug)
    order = [each for each in shown(sessions) if slot(each) == slot(one)]
    at = order.index(one)
    order.remove(one)
    order.insert(max(0, at + by), one)
    return _in_order(sessions, order)


def removed(sessions: Sessions, slug: str, *, gone: bool = True) -> Sessions:
    """Out of view, or back into it, at its place."""
    return [msgspec.structs.replace(one, removed=gone) if one.slug == slug else one for one in sessions]


def replaced(sessions: Sessions, wanted: Sequence[Wanted]) -> Sessions:
    """Exactly these, in this order: (slug or "", what it says). What is not among them is removed.

    One without a slug is the session of that title that no other one names, else a new one: the same list again
    changes nothing. A slug is one of `sessions`, and none stands twice.
    """
    free = {one.slug for one in shown(sessions)} - {slug for slug, _ in wanted}
    order: list[str] = []
    for named, entry in wanted:
        same = [one.slug for one in shown(sessions) if one.slug in free and one.title == entry.title]
        slug = named or next(iter(same), "")
        free.discard(slug)
        if slug:
            sessions = changed(removed(sessions, slug, gone=False), slug, entry)
        else:
            sessions = added(sessions, entry)
            slug = sessions[-1].slug
        order.append(slug)
    sessions = [msgspec.structs.replace(one, removed=one.removed or one.slug not in order) for one in sessions]
    by_slug = {one.slug: one for one in sessions}
    return _in_order(sessions, [by_slug[slug] for slug in order])


def _in_order(sessions: Sessions, order: Sequence[KeptSession]) -> Sessions:
    """The places that are there are given out anew; only where two share one, all are numbered from 0."""
    places = sorted(one.position for one in order)
    if len(set(places)) < len(places):
        places = list(range(len(order)))
    place = {one.slug: position for one, position in zip(order, places, strict=True)}
    return [msgspec.structs.replace(one, position=place.get(one.slug, one.position)) for one in sessions]


def _said(entry: SessionEntry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in SAID}
