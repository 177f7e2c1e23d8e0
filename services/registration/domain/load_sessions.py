"""The sessions of one event: which of those kept is which of the file's, and what the file changes of it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import msgspec

from shared.ids import uuid7
from shared.programme.entries import SessionEntry
from shared.programme.merge import as_json, merge
from shared.programme.report import Touched
from shared.slugs import unique_slug


class SessionFields(SessionEntry, frozen=True, kw_only=True, omit_defaults=True):
    """What a file says of a session, its place in the order included."""

    position: int = 0
    removed: bool = False


FIELDS = SessionFields.__struct_fields__
BOUND = ({"day", "begins", "ends"},)


class KeptSession(SessionFields, frozen=True, kw_only=True):
    """A session as it is kept. `loaded` is None for one that no file brought."""

    id: UUID
    slug: str
    loaded: dict[str, Any] | None


class SessionPlan(msgspec.Struct, frozen=True, kw_only=True):
    """`written` are new or changed rows; `all` every session after the load, in no order."""

    written: tuple[KeptSession, ...] = ()
    all: tuple[KeptSession, ...] = ()
    touched: tuple[str, ...] = ()
    left_alone: tuple[Touched, ...] = ()


def plan_sessions(entries: Iterable[SessionEntry], kept: list[KeptSession]) -> SessionPlan:
    """Merge the sessions of the file with those kept. One that the file has no more is removed from view only."""
    wanted = [_at(entry, position) for position, entry in enumerate(entries)]
    pairs, gone = _pair(wanted, kept)
    slugs = {session.slug for session in kept}
    written, after, touched, left_alone = [], [session for session in kept if session.loaded is None], [], []
    pairs += [(_removed(session), session) for session in gone]
    for fields, session in pairs:
        if session is None:
            new = _new(fields, slugs)
            slugs.add(new.slug)
            written.append(new)
            after.append(new)
            touched.append(new.slug)
            continue
        loaded = as_json(fields)
        merged = merge(_fields(session), session.loaded or {}, loaded, FIELDS, BOUND)
        changed = _kept(msgspec.convert(merged.values, SessionFields), session.id, session.slug, loaded)
        after.append(changed)
        if changed != session:
            written.append(changed)
        if merged.changed:
            touched.append(session.slug)
        if merged.left_alone:
            left_alone.append(Touched(session.slug, merged.left_alone))
    return SessionPlan(written=tuple(written), all=tuple(after), touched=tuple(touched), left_alone=tuple(left_alone))


def _pair(
    wanted: list[SessionFields], kept: list[KeptSession]
) -> tuple[list[tuple[SessionFields, KeptSession | None]], list[KeptSession]]:
    """Each of the file's with the kept one of the same title as loaded, else of the same place; and what is left."""
    free = sorted((session for session in kept if session.loaded is not None), key=lambda session: session.position)
    found: dict[int, KeptSession] = {}
    for key in ("title", "position"):
        for index, fields in enumerate(wanted):
            if index in found:
                continue
            told = getattr(fields, key)
            same = next((one for one in free if (one.loaded or {}).get(key, 0) == told), None)
            if same is not None:
                found[index] = same
                free.remove(same)
    return [(fields, found.get(index)) for index, fields in enumerate(wanted)], free


def _at(entry: SessionEntry, position: int) -> SessionFields:
    return SessionFields(**msgspec.structs.asdict(entry), position=position)


def _removed(session: KeptSession) -> SessionFields:
    """What the last load wrote, but out of view."""
    return msgspec.convert({**(session.loaded or {}), "removed": True}, SessionFields)


def _fields(session: KeptSession) -> dict[str, Any]:
    return as_json(msgspec.convert(session, SessionFields, from_attributes=True))


def _new(fields: SessionFields, slugs: set[str]) -> KeptSession:
    return _kept(fields, uuid7(), unique_slug(fields.title, slugs), as_json(fields))


def _kept(fields: SessionFields, id: UUID, slug: str, loaded: dict[str, Any]) -> KeptSession:  # noqa: A002  # row id
    return KeptSession(**{name: getattr(fields, name) for name in FIELDS}, id=id, slug=slug, loaded=loaded)
