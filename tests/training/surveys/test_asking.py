"""Who is asked and when: opening and closing by itself, invitations, reminders, the item on people's own pages."""

from datetime import UTC, datetime, timedelta

import httpx
import msgspec
import pytest

from services.training.domain.attendance import State as Attendance
from services.training.domain.surveys.survey import Anchor, Schedule, State
from services.training.operations.surveys.tend import clear_pages, next_due, tend_all, tend_due
from services.training.store import participants
from shared.contracts.notify import MessageSend
from shared.house import House
from tests.support.clock import FakeClock
from tests.training import classroom, people
from tests.training.surveys import asked
from tests.training.surveys.asked import OVER, room

LECTURE_OVER = datetime(2027, 10, 4, 2, tzinfo=UTC)  # 11:00 in Seoul on the first day


async def mails(house: House, template: str) -> list[str]:
    """To whom, in the order of addresses."""
    found = [each for each in await asked.jobs(house, "message.send") if each["message"]["template"] == template]
    return sorted(each["to"]["email"] for each in found)


async def on_pages(house: House) -> dict[str, int]:
    """Key -> count, as last told."""
    return {each["key"]: each["count"] for each in await asked.jobs(house, "desk.put")}


async def test_it_opens_at_its_hour_and_asks_everybody_with_a_place(training: House, clock: FakeClock) -> None:
    cohort = await people.jeju(training)
    for number in (1, 2):
        await people.participant(training, cohort, number)
    gone = await people.participant(training, cohort, 3)
    async with training.db.transaction() as tx:
        await tx.conn.execute("UPDATE participants SET status = 'withdrawn' WHERE id = $1", gone.id)
    survey = await asked.survey(training, cohort=cohort)
    clock.move_to(OVER - timedelta(seconds=1))
    await tend_due(training)
    assert ((await asked.row(training, survey)).state, (await asked.row(training, survey)).opens_at) == (
        State.READY,
        OVER,
    )
    assert await next_due(training) == OVER
    clock.move_to(OVER)
    await tend_due(training)
    await tend_due(training)
    opened = await asked.row(training, survey)
    assert (opened.state, opened.closes_at) == (State.OPEN, OVER + timedelta(days=14))
    assert await mails(training, "survey.invitation") == ["official1@example.org", "official2@example.org"]
    assert sorted((await on_pages(training)).values()) == [1, 1]
    assert await next_due(training) == OVER + timedelta(days=14)


async def test_the_mail_speaks_its_readers_language(training: House, clock: FakeClock) -> None:
    cohort = await people.jeju(training)
    await people.participant(training, cohort, 1, language="ko", timezone="Africa/Nairobi")
    clock.move_to(OVER)
    await asked.tended(training, await asked.survey(training, cohort=cohort))
    [sent] = [msgspec.convert(each, MessageSend, strict=False) for each in await asked.jobs(training, "message.send")]
    assert sent.message.facts["survey"] == "방문은 어땠습니까?"
    assert "2027년 10월 22일" in sent.message.facts["until"]
    assert sent.message.facts["names"] == "no"
    assert sent.manage_url.startswith("http://wego.test/s/")


async def test_mail_and_own_page_name_the_session_and_its_hour(training: House, clock: FakeClock) -> None:
    """Two sessions of one title on one day, in the person's language, by the clock of the session."""
    cohort = await people.jeju(training)
    await people.participant(training, cohort, 1, language="fr", timezone="Africa/Nairobi")
    for hour in (9, 14):
        held = await people.session(training, cohort, "Group work", hour=hour)
        await asked.survey(training, cohort=cohort, session_id=held.id)
    clock.move_to(OVER)
    await tend_due(training)
    wanted = ["4 octobre 2027, 09:00, heure de Séoul", "4 octobre 2027, 14:00, heure de Séoul"]
    mailed = [each["message"]["facts"] for each in await asked.jobs(training, "message.send")]
    listed = [each["facts"] for each in await asked.jobs(training, "desk.put")]
    for told in (mailed, listed):
        assert sorted((each["about"], each["day"]) for each in told) == [("Group work", day) for day in wanted]


async def test_of_a_course_the_days_are_named(training: House, clock: FakeClock) -> None:
    cohort = await people.jeju(training)
    for number, language in ((1, "en"), (2, "es")):
        await people.participant(training, cohort, number, language=language)
    clock.move_to(OVER)
    await asked.tended(training, await asked.survey(training, cohort=cohort))
    sent = [each["message"]["facts"]["day"] for each in await asked.jobs(training, "message.send")]
    assert sorted(sent) == ["Monday 4 to Thursday 7 October 2027", "del lunes 4 al jueves 7 de octubre de 2027"]


async def test_times_follow_a_session_that_moves_until_it_opened(training: House, clock: FakeClock) -> None:
    own = await classroom.classroom(training, 2)
    survey = await asked.survey(training, cohort=own.cohort, session_id=own.session.id)
    assert (await asked.tended(training, survey)).opens_at == LECTURE_OVER
    later = LECTURE_OVER + timedelta(days=1)
    async with training.db.transaction() as tx:
        await tx.conn.execute("UPDATE sessions SET ends_at = $2 WHERE id = $1", own.session.id, later)
    assert (await asked.tended(training, survey)).opens_at == later
    clock.move_to(later)
    assert (await asked.tended(training, survey)).state is State.OPEN
    async with training.db.transaction() as tx:
        await tx.conn.execute(
            "UPDATE sessions SET ends_at = $2 WHERE id = $1", own.session.id, later + timedelta(days=1)
        )
    assert (await asked.tended(training, survey)).opens_at == later


async def test_of_a_cancelled_session_nobody_is_asked(training: House, clock: FakeClock) -> None:
    own = await classroom.classroom(training, 2)
    survey = await asked.survey(training, cohort=own.cohort, session_id=own.session.id)
    await asked.tended(training, survey)
    async with training.db.transaction() as tx:
        await tx.conn.execute("UPDATE sessions SET cancelled_at = $2 WHERE id = $1", own.session.id, tx.now)
    clock.move_to(LECTURE_OVER)
    stands = await asked.tended(training, survey)
    assert (stands.state, stands.opens_at) == (State.READY, None)
    async with training.db.transaction() as tx:
        await tx.conn.execute("UPDATE sessions SET cancelled_at = NULL WHERE id = $1", own.session.id)
    assert (await asked.tended(training, survey)).state is State.OPEN


async def test_a_survey_whose_time_has_passed_never_opens(training: House, clock: FakeClock) -> None:
    cohort = await people.jeju(training)
    await people.participant(training, cohort)
    survey = await asked.survey(training, cohort=cohort)
    clock.move_to(OVER + timedelta(days=14))
    assert (await asked.tended(training, survey)).state is State.READY
    assert await mails(training, "survey.invitation") == []


async def test_of_a_session_its_group_is_asked_and_nobody_who_was_away(
    training: House, clock: FakeClock, client: httpx.AsyncClient
) -> None:
    own = await classroom.classroom(training, 4)
    survey = await asked.survey(training, cohort=own.cohort, session_id=own.session.id)
    marks = [
        classroom.mark(own.people[0], Attendance.PRESENT),
        classroom.mark(own.people[1], Attendance.ABSENT),
        classroom.mark(own.people[2], Attendance.EXCUSED),
    ]
    await client.put(own.path(), json={"marks": marks}, headers=own.bearer)
    clock.move_to(LECTURE_OVER)
    await asked.tended(training, survey)
    assert await mails(training, "survey.invitation") == ["official1@example.org", "official4@example.org"]


async def test_whoever_joins_is_asked_and_who_leaves_is_not(
    training: House, clock: FakeClock, client: httpx.AsyncClient
) -> None:
    own = await room(training, clock, 3)
    await asked.answers(client, own.link(1))
    async with training.db.transaction() as tx:
        for number in (0, 1):
            await tx.conn.execute("UPDATE participants SET status = 'withdrawn' WHERE id = $1", own.people[number].id)
    late = await people.participant(training, own.people[0].cohort_id, 9)
    await tend_all(training)
    assert set(await asked.links(training, own.survey)) == {own.people[1].id, own.people[2].id, late.id}
    assert (await mails(training, "survey.invitation"))[-1] == "official9@example.org"
    assert (await client.get(own.link(0))).status_code == 404
    assert sorted((await on_pages(training)).values()) == [0, 0, 1, 1]


async def test_reminders_go_to_who_has_not_answered_until_it_closes(
    training: House, clock: FakeClock, client: httpx.AsyncClient
) -> None:
    own = await room(training, clock, 3)
    await asked.answers(client, own.link(0))
    clock.move_to(OVER + timedelta(days=3))
    for _ in range(2):
        await tend_all(training)
    assert await mails(training, "survey.reminder") == ["official2@example.org", "official3@example.org"]
    await asked.answers(client, own.link(1))
    clock.move_to(OVER + timedelta(days=10))
    await tend_all(training)
    assert (await mails(training, "survey.reminder")).count("official3@example.org") == 2
    assert len(await mails(training, "survey.reminder")) == 3
    clock.move_to(OVER + timedelta(days=14))
    await tend_all(training)
    assert (await asked.row(training, own.survey)).state is State.CLOSED
    assert len(await mails(training, "survey.reminder")) == 3


async def test_who_joins_late_gets_no_reminder_of_before(training: House, clock: FakeClock) -> None:
    own = await room(training, clock, 1)
    clock.move_to(OVER + timedelta(days=4))
    await people.participant(training, own.people[0].cohort_id, 9)
    for _ in range(2):
        await tend_all(training)
    assert await mails(training, "survey.reminder") == ["official1@example.org"]


async def test_what_is_answered_leaves_the_page_in_batches_and_all_at_the_close(
    training: House, clock: FakeClock, client: httpx.AsyncClient
) -> None:
    own = await room(training, clock, 3)
    await asked.answers(client, own.link(0))
    await tend_due(training)
    assert sorted((await on_pages(training)).values()) == [1, 1, 1]
    await clear_pages(training)
    assert sorted((await on_pages(training)).values()) == [0, 1, 1]
    clock.move_to(OVER + timedelta(days=14))
    await tend_due(training)
    assert sorted((await on_pages(training)).values()) == [0, 0, 0]
    revisions = [each["revision"] for each in await asked.jobs(training, "desk.put")]
    assert sorted(revisions) == [1, 1, 1, 2, 2, 2]


@pytest.mark.parametrize("anchor", [Anchor.START, Anchor.END])
async def test_an_event_asks_who_came(training: House, clock: FakeClock, anchor: Anchor) -> None:
    key = await asked.event(training, 3)
    schedule = Schedule(anchor=anchor, opens_after=60)
    survey = await asked.survey(training, activity_key=key, schedule=schedule)
    stands = await asked.tended(training, survey)
    assert stands.opens_at == datetime(2027, 3, 1, 8 if anchor is Anchor.START else 10, tzinfo=UTC)
    clock.move_to(stands.opens_at)
    await tend_all(training)
    assert await mails(training, "survey.invitation") == [f"guest{n}@example.org" for n in (1, 2, 3)]


async def test_a_forgotten_person_is_written_to_no_more(training: House, clock: FakeClock) -> None:
    own = await room(training, clock, 2)
    async with training.db.transaction() as tx:
        await tx.conn.execute(
            "UPDATE participants SET official = jsonb_build_object('name', '') WHERE id = $1", own.people[0].id
        )
        assert await participants.by_id(tx, own.people[0].id) is not None
    clock.move_to(OVER + timedelta(days=3))
    await tend_all(training)
    assert await mails(training, "survey.reminder") == ["official2@example.org"]
