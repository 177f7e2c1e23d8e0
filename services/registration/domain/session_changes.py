"""What was changed in the sessions of an event, in the words of the audit trail."""

from collections.abc import Sequence

import msgspec

from services.registration.domain.arrange_sessions import SAID, shown
from services.registration.domain.load_sessions import KeptSession
from shared.programme.session_time import as_written

Values = dict[str, str]


class Deed(msgspec.Struct, frozen=True):
    """A line of the trail: the action, and the values before and after; None where there are none."""

    action: str
    old: Values | None
    new: Values | None


def deeds(before: Sequence[KeptSession], after: Sequence[KeptSession]) -> list[Deed]:
    """One for each session that is new, changed, removed or put back, and one for another order of those that stay.

    `session` is the slug.
    """
    known = {one.id: one for one in before}
    found: list[Deed] = []
    for one in after:
        old = known.get(one.id)
        if old is None:
            found.append(Deed("session.added", None, {"session": one.slug, **said(one)}))
            continue
        if old.removed != one.removed:
            named = {"session": one.slug, "title": one.title}
            gone = one.removed
            found.append(Deed("session.removed", named, None) if gone else Deed("session.restored", None, named))
        changed = [name for name in SAID if getattr(old, name) != getattr(one, name)]
        if changed:
            values = [{name: said(each)[name] for name in changed} for each in (old, one)]
            found.append(Deed("session.changed", values[0], {"session": one.slug, **values[1]}))
    stay = {one.id for one in shown(before)} & {one.id for one in shown(after)}
    orders = ["\n".join(one.slug for one in _placed(each) if one.id in stay) for each in (before, after)]
    if orders[0] != orders[1]:
        found.append(Deed("session.order", {"order": orders[0]}, {"order": orders[1]}))
    return found


def _placed(sessions: Sequence[KeptSession]) -> list[KeptSession]:
    """In the order that people gave them, whatever their time."""
    return sorted(sessions, key=lambda one: (one.position, one.id))


def said(session: KeptSession) -> Values:
    """Every field in words; an empty one is ""."""
    return {
        "title": session.title,
        "agenda": "\n".join(session.agenda),
        "breakouts": "\n".join(session.breakouts),
        "speakers": "\n".join(
            ", ".join(part for part in (one.name, one.native_name, one.role, one.organisation) if part)
            for one in session.speakers
        ),
        "day": str(session.day or ""),
        "begins": as_written(session.begins) or "",
        "ends": as_written(session.ends) or "",
        "room": session.room,
    }
