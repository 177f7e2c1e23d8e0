"""Sessions on the desk: kept, told to calendars, clashes pointed out before, every change in the audit trail."""

from typing import Any

import pytest

from services.training.domain.desk import DeskCohort
from services.training.domain.session import Group, Session
from services.training.operations import tell, timetable
from services.training.operations.timetable import Warned
from services.training.store import staffing
from shared.contracts.notify import CalendarPut, MessageSend
from shared.errors import Conflict, Forbidden, Invalid, NotFound
from shared.house import House
from shared.identity import store as identity
from shared.identity.staff import Role
from tests.support.clock import FakeClock
from tests.support.outbox import clear, jobs
from tests.training.people import actor, body, jeju, participant, session, trainer

SLUG = "jeju-2027"


async def keep(house: House, **changes: Any) -> Session:
    made = await timetable.put_session(house, actor(house), SLUG, None, body(**changes), despite=False)
    assert isinstance(made, Session)
    return made


async def published(house: House) -> DeskCohort:
    cohort = await timetable.publish(house, actor(house), SLUG, shown=True)
    await clear(house)
    return cohort


async def told(house: House) -> list[tuple[str, str, list[tuple[str, ...]]]]:
    """Of each message: its template, to whom, and the changes as (hour before, hour after)."""
    found = []
    for job in await jobs(house, MessageSend):
        hours = [
            tuple(f"{state.when.start:%d %H:%M}" if state else "" for state in (change.before, change.after))
            for change in job.message.changes
        ]
        found.append((job.message.template, job.to.email, hours))
    return found


async def test_a_session_is_kept_and_what_was_written_is_in_the_trail(training: House) -> None:
    await jeju(training)
    who = actor(training)
    made = await timetable.put_session(training, who, SLUG, None, body(place="Room A"), despite=False)
    assert isinstance(made, Session)
    table = await timetable.show(training, who, SLUG)
    assert table.sessions == (made,)
    items = [job for job in await jobs(training, CalendarPut) if "cohort" not in job.key]
    assert [(job.title, job.withdrawn, job.feeds) for job in items] == [(made.title, False, (f"timetable:{SLUG}",))]
    later = await timetable.put_session(training, who, SLUG, made.id, body(place="Room B"), despite=False)
    assert isinstance(later, Session)
    async with training.db.reading() as tx:
        trail = await identity.audit_of(tx, f"session:{made.id}")
    assert [(line.action, line.old, line.new) for line in trail][1:] == [
        ("session.changed", {"place": "Room A"}, {"place": "Room B"})
    ]
    same = await timetable.put_session(training, who, SLUG, made.id, body(place="Room B"), despite=False)
    assert same == later


async def test_every_bad_field_is_named_at_once(training: House) -> None:
    await jeju(training)
    with pytest.raises(Invalid) as bad:
        await keep(training, title=" ", kind="x", begins="11:00", ends="10:00", join_url="zoom", groups=["z"])
    assert [problem.field for problem in bad.value.problems] == ["title", "kind", "ends", "join_url", "groups"]
    with pytest.raises(NotFound):
        await timetable.show(training, actor(training), "none")


async def test_a_clash_is_told_before_it_is_kept(training: House) -> None:
    cohort = await jeju(training)
    park = await trainer(training, cohort)
    async with training.db.transaction() as tx:
        for key in ("a", "b"):
            await staffing.put_group(tx, Group(cohort_id=cohort, key=key, name=key.upper(), position=1))
    first = await keep(training, groups=["a"], trainers=[str(park.id)])
    beside = body("Beside", groups=["b"], trainers=[str(park.id)], begins="10:00", ends="12:00")
    warned = await timetable.put_session(training, actor(training), SLUG, None, beside, despite=False)
    assert isinstance(warned, Warned)
    assert [(clash.kind, clash.trainer, clash.first) for clash in warned.clashes] == [("trainer", park.id, first.id)]
    assert len((await timetable.show(training, actor(training), SLUG)).sessions) == 1
    kept = await timetable.put_session(training, actor(training), SLUG, None, beside, despite=True)
    assert isinstance(kept, Session)
    assert len((await timetable.show(training, actor(training), SLUG)).clashes) == 1
    # another word in its title makes no new clash, so nothing is asked
    renamed = await timetable.put_session(
        training, actor(training), SLUG, kept.id, {**beside, "title": "By the side"}, despite=False
    )
    assert isinstance(renamed, Session)


async def test_nothing_is_told_before_the_timetable_is_published_and_all_of_it_then(training: House) -> None:
    cohort = await jeju(training)
    await participant(training, cohort)
    await session(training, cohort)
    await clear(training)
    await keep(training, title="Second", begins="13:00", ends="14:00")
    assert [job.feeds for job in await jobs(training, CalendarPut)] == [(f"timetable:{SLUG}",)]
    await clear(training)
    await timetable.publish(training, actor(training), SLUG, shown=True)
    items = await jobs(training, CalendarPut)
    assert [(job.title, job.withdrawn, job.feeds) for job in items] == [
        (title, False, (f"timetable:{SLUG}", f"training:{SLUG}", f"sessions:{cohort}"))
        for title in ("Data platforms", "Second")
    ]
    assert await told(training) == [("timetable.published", "official1@example.org", [])]
    await clear(training)
    await timetable.publish(training, actor(training), SLUG, shown=True)
    assert await told(training) == []
    await timetable.publish(training, actor(training), SLUG, shown=False)
    after = await jobs(training, CalendarPut)
    assert [(job.withdrawn, job.feeds) for job in after] == [(False, (f"timetable:{SLUG}",))] * 2
    assert all(new.revision > old.revision for new, old in zip(after, items, strict=True))


async def test_an_empty_timetable_is_not_published(training: House) -> None:
    await jeju(training)
    with pytest.raises(Conflict):
        await timetable.publish(training, actor(training), SLUG, shown=True)


async def test_moves_within_the_quiet_time_are_one_message_to_those_concerned(
    training: House, clock: FakeClock
) -> None:
    cohort = await jeju(training)
    async with training.db.transaction() as tx:
        for key in ("a", "b"):
            await staffing.put_group(tx, Group(cohort_id=cohort, key=key, name=key.upper(), position=1))
    park = await trainer(training, cohort, email="park@example.org")
    await participant(training, cohort, 1, group_key="a")
    await participant(training, cohort, 2, group_key="b")
    for_all = await session(training, cohort, trainer_ids=(park.id,))
    for_b = await session(training, cohort, "Workshop", hour=14, groups=("b",))
    await published(training)
    for hour in ("10:00", "12:00"):  # twice: only the last one counts
        change = body(begins=hour, ends="13:00", trainers=[str(park.id)])
        await timetable.put_session(training, actor(training), SLUG, for_all.id, change, despite=False)
    await timetable.set_cancelled(training, actor(training), SLUG, for_b.id, cancelled=True)
    assert await tell.send_due(training) == 0
    assert await told(training) == []
    clock.advance(seconds=training.settings.update_quiet)
    assert await tell.send_due(training) == 3
    assert sorted(await told(training)) == [
        ("teaching.changed", "park@example.org", [("04 09:00", "04 12:00")]),
        ("timetable.changed", "official1@example.org", [("04 09:00", "04 12:00")]),
        ("timetable.changed", "official2@example.org", [("04 09:00", "04 12:00"), ("04 14:00", "")]),
    ]
    await clear(training)
    assert await tell.send_due(training) == 0
    assert await tell.next_due(training) is None


async def test_what_was_changed_back_is_told_to_nobody(training: House, clock: FakeClock) -> None:
    cohort = await jeju(training)
    await participant(training, cohort)
    made = await session(training, cohort)
    await published(training)
    await timetable.set_cancelled(training, actor(training), SLUG, made.id, cancelled=True)
    await timetable.set_cancelled(training, actor(training), SLUG, made.id, cancelled=False)
    clock.advance(seconds=training.settings.update_quiet)
    assert await tell.send_due(training) == 0
    assert await told(training) == []


async def test_who_may_what(training: House) -> None:
    cohort = await jeju(training)
    teacher = actor(training, Role.TRAINER)
    for role in (Role.VIEWER, Role.ORGANIZER, Role.ADMIN):
        await timetable.show(training, actor(training, role), SLUG)
    for role in (Role.VIEWER, Role.TRAINER, Role.CHECKIN):
        with pytest.raises(Forbidden):
            await timetable.put_session(training, actor(training, role), SLUG, None, body(), despite=False)
        with pytest.raises(Forbidden):
            await timetable.publish(training, actor(training, role), SLUG, shown=True)
    for who in (teacher, actor(training, Role.CHECKIN)):
        with pytest.raises(Forbidden):
            await timetable.show(training, who, SLUG)
    async with training.db.transaction() as tx:
        await staffing.add_staff(tx, teacher.id, cohort)
    assert (await timetable.show(training, teacher, SLUG)).cohort.id == cohort
