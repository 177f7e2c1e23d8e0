"""A cohort's timetable on the desk: sessions are added, changed, cancelled; clashes are told before they are kept."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec

from services.training.domain.bounds import bounds_of
from services.training.domain.clashes import Clash, clashes_of, find_clashes, outside
from services.training.domain.desk import DeskCohort
from services.training.domain.participant import HOME_ZONE
from services.training.domain.revision import check_revision
from services.training.domain.session import Group, Session, SessionFields, Trainer
from services.training.domain.session_form import Offered, body_of, read_session
from services.training.operations.access import locked, visible
from services.training.operations.tell import tell_published
from services.training.operations.timetable_jobs import note, put_items
from services.training.store import desk, sessions, staffing
from shared.db import Tx
from shared.errors import Conflict, Invalid, NotFound, Problem
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.staff import Staff
from shared.ids import uuid7
from shared.slugs import unique_slug

_NO_SESSION = mark("There is no such session in this timetable.")
_KEY = mark("This key was used with other content. Send a new key.")
_CHANGED = mark("Somebody else changed this session meanwhile. Load the page again.")


class Timetable(msgspec.Struct, frozen=True, kw_only=True):
    """A cohort with all its sessions by time, what clashes, and what lies on a day outside the course."""

    cohort: DeskCohort
    sessions: tuple[Session, ...]
    groups: tuple[Group, ...]
    trainers: tuple[Trainer, ...]
    clashes: tuple[Clash, ...]
    outside: tuple[Session, ...]

    @property
    def zone(self) -> str:
        """That of the host, or the secretariat's while the host is open."""
        return self.cohort.timezone or HOME_ZONE

    @property
    def offered(self) -> Offered:
        return Offered(self.zone, bounds_of(self.cohort.when), self.groups, self.trainers)

    def session(self, id: UUID) -> Session:  # noqa: A002  # the row's id
        """Raises NotFound."""
        found = next((session for session in self.sessions if session.id == id), None)
        if found is None:
            raise NotFound(_NO_SESSION)
        return found


class Warned(msgspec.Struct, frozen=True):
    """Not kept yet: it would clash with these."""

    wanted: Session
    clashes: tuple[Clash, ...]


async def show(house: House, actor: Staff, slug: str) -> Timetable:
    """Raises Forbidden, NotFound."""
    async with house.db.reading() as tx:
        return await load(tx, await visible(tx, actor, slug))


async def load(tx: Tx, cohort: DeskCohort) -> Timetable:
    """The timetable of a cohort, in three statements whatever its length."""
    every = tuple(await sessions.of_cohort(tx, cohort.id))
    first_last = (cohort.when.first_day, cohort.when.last_day) if cohort.when.is_fixed else None
    return Timetable(
        cohort=cohort,
        sessions=every,
        groups=tuple(await staffing.groups(tx, cohort.id)),
        trainers=tuple(await staffing.trainers(tx, cohort.id)),
        clashes=find_clashes(every),
        outside=outside(every, *first_last) if first_last else (),
    )


async def put_session(
    house: House,
    actor: Staff,
    slug: str,
    id: UUID | None,  # noqa: A002  # the row's id
    body: Mapping[str, Any],
    *,
    despite: bool,
    new_id: UUID | None = None,
) -> Session | Warned:
    """Add a session, or change one. Where it would clash in a new way it is kept only `despite` that. A new one that
    has `new_id` is added once: the same again is what is there, another with this id is Invalid.

    Raises Forbidden, NotFound, Invalid, Conflict where another was quicker.
    """
    async with house.db.transaction() as tx:
        cohort = await locked(tx, actor, slug)
        table = await load(tx, cohort)
        before = table.session(id) if id is not None else None
        fields = read_session(body, table.offered)
        if id is None and (added := next((each for each in table.sessions if each.id == new_id), None)):
            if body_of(added) != body_of(fields):
                raise Invalid([Problem("Idempotency-Key", _KEY)])
            return added
        if before is not None and body_of(before) == body_of(fields):
            return before
        if before is not None:
            check_revision(body, body_of(before))
        wanted = _as_session(cohort.id, before, fields, new_id)
        new = tuple(clash for clash in clashes_of(wanted, table.sessions) if clash not in table.clashes)
        if new and not despite:
            return Warned(wanted, new)
        after = await _keep(tx, cohort, before, wanted, fields)
        await _tell(house, tx, actor, table, before=before, after=after)
        return after


async def set_cancelled(house: House, actor: Staff, slug: str, id: UUID, *, cancelled: bool) -> Session:  # noqa: A002
    """It does not take place, or does after all. Twice is once. Raises Forbidden, NotFound."""
    async with house.db.transaction() as tx:
        table = await load(tx, await locked(tx, actor, slug))
        before = table.session(id)
        step = sessions.cancel if cancelled else sessions.restore
        if not await step(tx, id):
            return before
        after = await _by_id(tx, id)
        await put_items(house, tx, table.cohort, [after], table.trainers)
        await note(house, tx, table.cohort, before, after)
        action = "session.cancelled" if cancelled else "session.restored"
        await record(tx, actor.trail, action, f"session:{id}")
        return after


async def publish(house: House, actor: Staff, slug: str, *, shown: bool) -> DeskCohort:
    """The timetable stands on the public page and in calendars, or leaves them again. Twice is once.

    Those who take part get one message, the first time and whenever it was taken back. Raises Forbidden, NotFound,
    Conflict for a timetable without sessions.
    """
    async with house.db.transaction() as tx:
        cohort = await locked(tx, actor, slug)
        if shown and not cohort.sessions:
            raise Conflict(mark("There is no session yet. Write the first one, then publish the timetable."))
        if not await desk.show_timetable(tx, cohort.id, shown=shown):
            return cohort
        await sessions.revise(tx, cohort.id)
        after = msgspec.structs.replace(cohort, timetable_published=shown)
        table = await load(tx, after)
        await put_items(house, tx, after, table.sessions, table.trainers)
        if shown:
            await tell_published(house, tx, after)
        await record(
            tx,
            actor.trail,
            "timetable.published" if shown else "timetable.taken_back",
            f"cohort:{cohort.id}",
            new={"sessions": str(cohort.sessions)},
        )
        return after


def _as_session(cohort_id: UUID, before: Session | None, fields: SessionFields, new_id: UUID | None = None) -> Session:
    """As it would be, so that its clashes can be found before it is written."""
    when = fields.when
    starts_at, ends_at = when.starts_at(fields.timezone), when.ends_at(fields.timezone)
    assert starts_at is not None
    assert ends_at is not None
    values = {name: getattr(fields, name) for name in SessionFields.__struct_fields__}
    return Session(
        **values,
        id=before.id if before else new_id or uuid7(),
        cohort_id=cohort_id,
        slug=before.slug if before else "",
        starts_at=starts_at,
        ends_at=ends_at,
        cancelled_at=before.cancelled_at if before else None,
        revision=before.revision if before else 0,
    )


async def _keep(tx: Tx, cohort: DeskCohort, before: Session | None, wanted: Session, fields: SessionFields) -> Session:
    if before is None:
        slug = unique_slug(fields.title, await sessions.slugs(tx, cohort.id))
        await sessions.insert(tx, cohort.id, slug, fields, id_=wanted.id)
    elif not await sessions.update(tx, before, fields):
        raise Conflict(_CHANGED, code="changed-meanwhile")
    return await _by_id(tx, wanted.id)


async def _tell(
    house: House, tx: Tx, actor: Staff, table: Timetable, *, before: Session | None, after: Session
) -> None:
    await put_items(house, tx, table.cohort, [after], table.trainers)
    await note(house, tx, table.cohort, before, after)
    old, new = (body_of(before) if before else {}), body_of(after)
    changed = [field for field in new if old.get(field) != new[field]]
    await record(
        tx,
        actor.trail,
        "session.changed" if before else "session.added",
        f"session:{after.id}",
        old={field: str(old[field]) for field in changed} if before else None,
        new={field: str(new[field]) for field in changed},
    )


async def _by_id(tx: Tx, id: UUID) -> Session:  # noqa: A002  # the row's id
    found = await sessions.by_id(tx, id)
    assert found is not None
    return found
