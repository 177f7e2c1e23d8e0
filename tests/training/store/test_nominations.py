"""Calls, coordinators, nominations and files come back as they were written, and constraints hold."""

from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from services.training.domain.coordinator import Asking, CoordinatorState
from services.training.domain.nomination import TRANSITIONS, State
from services.training.domain.stored_file import StoredFile
from services.training.store import calls, coordinators, files, nominations
from shared.house import House
from shared.ids import uuid7
from tests.training.nominees import call, call_fields, coordinator, draft, nominee, organisation, submitted
from tests.training.people import jeju


async def test_a_call_is_kept_with_its_instants_and_a_stale_change_is_refused(training: House) -> None:
    cohort = await jeju(training)
    made = await call(training, cohort)
    assert {name: getattr(made, name) for name in call_fields().__struct_fields__} == {
        name: getattr(call_fields(), name) for name in call_fields().__struct_fields__
    }
    assert (made.opens_at, made.closes_at) == (
        datetime(2027, 2, 1, 0, tzinfo=UTC),
        datetime(2027, 3, 31, 9, tzinfo=UTC),
    )
    async with training.db.transaction() as tx:
        assert not await calls.insert(tx, cohort, call_fields())
        assert await calls.change(tx, made, call_fields(accept_days=10))
        assert not await calls.change(tx, made, call_fields(accept_days=12))
        after = await calls.lock(tx, cohort)
    assert after is not None
    assert (after.accept_days, after.revision) == (10, 2)


async def test_a_call_is_open_from_its_first_second_to_the_one_before_it_closes(training: House) -> None:
    made = await call(training, await jeju(training))
    second = timedelta(seconds=1)
    states = [made.state(at) for edge in (made.opens_at, made.closes_at) for at in (edge - second, edge, edge + second)]
    assert states == ["ahead", "open", "open", "open", "closed", "closed"]


async def test_one_question_at_a_time_and_one_row_for_a_person_and_an_organisation(training: House) -> None:
    nairobi, seoul = await organisation(training), await organisation(training, "Seoul", country="KR")
    asking = Asking(email="a@city.example", name="A", language="en", timezone="Asia/Seoul", organisation_id=nairobi)
    async with training.db.transaction() as tx:
        assert await coordinators.ask(tx, asking)
        assert not await coordinators.ask(tx, asking)
        assert await coordinators.waiting(tx) == 1
    with pytest.raises(asyncpg.UniqueViolationError, match="coordinators_ask_once"):
        async with training.db.transaction() as tx:
            other = Asking(email="a@city.example", name="A", language="en", timezone="", organisation_id=seoul)
            await coordinators.ask(tx, other)
    async with training.db.transaction() as tx:
        [asked] = await coordinators.of_person(tx, "a@city.example")
        assert await coordinators.set_state(tx, asked, CoordinatorState.REFUSED)
        assert not await coordinators.set_state(tx, asked, CoordinatorState.APPROVED)
        assert await coordinators.ask(tx, asking)
        assert await coordinators.tie(tx, asking) == asked.id
        assert await coordinators.tie(tx, asking) is None
        assert [each.id for each in await coordinators.of_organisation(tx, nairobi)] == [asked.id]


async def test_a_nomination_and_who_was_slower(training: House) -> None:
    cohort = await jeju(training)
    by = await coordinator(training, await organisation(training))
    made = await draft(training, cohort, by)
    assert (made.state, made.organisation, made.region, made.submitted_at) == (State.DRAFT, "Nairobi", "africa", None)
    async with training.db.transaction() as tx:
        assert await nominations.change(tx, made, nominee(motivation="Better"), by.id)
        assert not await nominations.change(tx, made, nominee(motivation="Worse"), by.id)
        assert await nominations.of_cohort(tx, cohort) == []
        [kept] = await nominations.of_organisations(tx, cohort, [made.organisation_id])
        assert (kept.motivation, kept.revision > made.revision) == ("Better", True)
        assert await nominations.delete_draft(tx, made.id)


async def test_one_official_once_whatever_the_letter_case_and_drafts_are_free(training: House) -> None:
    cohort = await jeju(training)
    by = await coordinator(training, await organisation(training))
    await submitted(training, cohort, by)
    other = await draft(training, cohort, by, email="NOMINEE1@example.org")
    with pytest.raises(asyncpg.UniqueViolationError, match="nominations_once"):
        async with training.db.transaction() as tx:
            await nominations.set_state(tx, other, State.SUBMITTED)


async def test_a_confirmed_one_counts_for_its_organisation(training: House) -> None:
    cohort = await jeju(training)
    by = await coordinator(training, await organisation(training))
    made = await submitted(training, cohort, by, confirmed=True)
    await draft(training, cohort, by, 2)
    async with training.db.transaction() as tx:
        assert await nominations.count(tx, cohort, made.organisation_id) == 1
        assert await nominations.of_cohort(tx, cohort) == [made]
        assert await nominations.of_cohort(tx, cohort, [State.SUBMITTED]) == []
    assert (made.state, made.confirmed_at) == (State.CONFIRMED, training.clock())


def test_every_state_has_its_steps_and_only_known_ones() -> None:
    assert set(TRANSITIONS) == set(State)
    assert [state for state, steps in TRANSITIONS.items() if state in steps] == []


async def test_a_file_is_one_of_its_kind(training: House) -> None:
    now = training.clock()
    row = StoredFile(
        id=uuid7(), owner="nomination:1", kind="cv", name="cv.pdf", size=3, sha256=b"1", media_type="application/pdf",
        uploaded_by="coordinator:1", uploaded_at=now, delete_after=now + timedelta(days=1),
    )  # fmt: skip
    async with training.db.transaction() as tx:
        await files.insert(tx, row)
        assert await files.of_owners(tx, ["nomination:1", "nomination:2"]) == [row]
        assert await files.known(tx, [row.id, uuid7()]) == {row.id}
        assert await files.delete_due(tx, now) == []
        assert await files.delete_due(tx, now + timedelta(days=1)) == [row.id]
