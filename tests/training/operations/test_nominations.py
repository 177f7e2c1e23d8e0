"""Two at once, keys that come twice, files that are swept, and forgetting: on real commits where it matters."""

import asyncio
import os
import time
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from services.training.domain.coordinator import Coordinator, CoordinatorState
from services.training.domain.nomination import FileKind, Nomination, State
from services.training.domain.retention import COORDINATORS_KEPT, DRAFTS_KEPT, NOMINATIONS_KEPT
from services.training.operations import uploads
from services.training.operations.create_nomination import create
from services.training.operations.forget import forget
from services.training.operations.nominate import withdraw
from services.training.operations.nominators import Nominator
from services.training.operations.write_nomination import Written, write
from services.training.store import coordinators, desk, files, nominations
from shared.contracts.notify import MessageSend
from shared.errors import Conflict
from shared.files.cabinet import ORPHANED_AFTER, Arriving
from shared.house import House
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse
from tests.support.outbox import jobs
from tests.training.nominees import call, coordinator, draft, organisation, submitted
from tests.training.people import jeju
from tests.training.uploads import PDF

SLUG = "jeju-2027"


def arriving(house: House, content: bytes = PDF, name: str = "cv.pdf") -> Arriving:
    file = house.cabinet.receive(name, 10_000_000)
    file.write(content)
    return file


async def with_files(house: House, who: Nominator, nomination: Nomination) -> Nomination:
    """The same, with both files."""
    sent = {kind: arriving(house) for kind in FileKind}
    return await write(house, who, SLUG, nomination.id, Written(files=sent))


@pytest.fixture
async def committed(committed_house: OpenHouse, tmp_path: Path) -> House:
    return await committed_house("training", files=tmp_path / "files")


@pytest.fixture
async def training(house: OpenHouse, tmp_path: Path) -> House:
    return await house("training", files=tmp_path / "files")


async def _nairobi(house: House) -> tuple[UUID, Coordinator]:
    cohort = await jeju(house)
    await call(house, cohort, per_organisation=1)
    return cohort, await coordinator(house, await organisation(house))


async def test_of_two_who_write_at_once_one_is_told(committed: House) -> None:
    cohort, by = await _nairobi(committed)
    made, who = await draft(committed, cohort, by), Nominator(by.email)
    bodies = [{"name": "First"}, {"name": "Second"}]
    done = await asyncio.gather(
        *(write(committed, who, SLUG, made.id, Written(body=body, revision=made.revision)) for body in bodies),
        return_exceptions=True,
    )
    refused = [each for each in done if isinstance(each, Conflict)]
    assert [each.code for each in refused] == ["changed-meanwhile"]
    [kept] = [each for each in done if isinstance(each, Nomination)]
    async with committed.db.reading() as tx:
        assert await nominations.by_id(tx, made.id) == kept


async def test_two_coordinators_submit_at_once_and_no_more_than_allowed_arrive(committed: House) -> None:
    cohort, by = await _nairobi(committed)
    assert by.organisation_id is not None
    await coordinator(committed, by.organisation_id, "second@nairobi.example")
    drafts = [await draft(committed, cohort, by, number) for number in range(6)]
    people = [Nominator(by.email), Nominator("second@nairobi.example")] * 3
    for who, each in zip(people, drafts, strict=True):
        await with_files(committed, who, each)
    done = await asyncio.gather(
        *(write(committed, who, SLUG, each.id, Written(submit=True)) for who, each in zip(people, drafts, strict=True)),
        return_exceptions=True,
    )
    assert sorted(each.code if isinstance(each, Conflict) else "sent" for each in done) == [*["enough"] * 5, "sent"]
    assert len(await jobs(committed, MessageSend)) == 2


async def test_two_organisations_nominate_the_same_official_at_once(committed: House) -> None:
    cohort, by = await _nairobi(committed)
    other = await coordinator(committed, await organisation(committed, "Kisumu"), "desk@kisumu.example")
    drafts = [await draft(committed, cohort, each, 1) for each in (by, other)]
    people = [Nominator(by.email), Nominator(other.email)]
    for who, each in zip(people, drafts, strict=True):
        await with_files(committed, who, each)
    done = await asyncio.gather(
        *(write(committed, who, SLUG, each.id, Written(submit=True)) for who, each in zip(people, drafts, strict=True)),
        return_exceptions=True,
    )
    refused = [each.code for each in done if isinstance(each, Conflict)]
    assert refused == ["already-nominated"]


async def test_one_key_ten_times_at_once_makes_one(committed: House) -> None:
    cohort, by = await _nairobi(committed)
    made = await asyncio.gather(
        *(create(committed, Nominator(by.email), SLUG, {"name": "Wanjiru"}, key="k") for _ in range(10))
    )
    assert len({each.id for each in made}) == 1
    assert by.organisation_id is not None
    async with committed.db.reading() as tx:
        assert len(await nominations.of_organisations(tx, cohort, [by.organisation_id])) == 1


async def test_withdrawn_twice_is_told_once(training: House) -> None:
    cohort, by = await _nairobi(training)
    made = await submitted(training, cohort, by)
    for _ in range(2):
        assert (await withdraw(training, Nominator(by.email), SLUG, made.id)).state is State.WITHDRAWN
    assert [each.message.template for each in await jobs(training, MessageSend)] == ["nomination.withdrawn"]


async def test_who_has_an_answer_is_not_withdrawn_by_the_coordinator(training: House) -> None:
    cohort, by = await _nairobi(training)
    made = await submitted(training, cohort, by)
    async with training.db.transaction() as tx:
        assert await nominations.set_state(tx, made, State.OFFERED)
    with pytest.raises(Conflict):
        await withdraw(training, Nominator(by.email), SLUG, made.id)


async def test_the_sweep_takes_what_is_nobodys_and_what_has_served_its_time(training: House, clock: FakeClock) -> None:
    cohort, by = await _nairobi(training)
    made = await draft(training, cohort, by)
    await with_files(training, Nominator(by.email), made)
    orphan = arriving(training)
    training.cabinet.keep(orphan, cohort)  # written; its row was never committed
    then = time.time() - ORPHANED_AFTER - 1
    for path in training.settings.files.rglob("*"):
        os.utime(path, (then, then))
    await uploads.sweep(training)
    async with training.db.reading() as tx:
        kept = await files.of_owners(tx, [made.file_owner])
        found = await desk.by_id(tx, cohort)
    assert found is not None
    lying = {path for path in training.settings.files.rglob("*") if path.is_file()}
    assert lying == {training.cabinet.path(each.id) for each in kept}
    assert len(lying) == 2
    clock.move_to(found.over_at + timedelta(days=90, seconds=-1))
    await uploads.sweep(training)
    assert all(path.exists() for path in lying)
    clock.advance(seconds=1)
    await uploads.sweep(training)
    assert not any(path.exists() for path in lying)
    async with training.db.reading() as tx:
        assert await files.of_owners(tx, [made.file_owner]) == []


async def test_a_course_that_is_moved_takes_the_day_of_its_files_along(training: House) -> None:
    cohort, by = await _nairobi(training)
    made = await draft(training, cohort, by)
    await with_files(training, Nominator(by.email), made)
    async with training.db.connection() as conn:
        moved = await conn.fetchval(
            "UPDATE cohorts SET over_at = over_at + interval '1 year' WHERE id = $1 RETURNING over_at", cohort
        )
    await uploads.sweep(training)
    async with training.db.reading() as tx:
        kept = await files.of_owners(tx, [made.file_owner])
    assert {each.delete_after for each in kept} == {moved + timedelta(days=90)}


async def test_people_are_forgotten_in_time(training: House, clock: FakeClock) -> None:
    cohort, by = await _nairobi(training)
    kept_draft, made = await draft(training, cohort, by, 1), await submitted(training, cohort, by, 2)
    gone = await coordinator(training, await organisation(training, "Kisumu"), "desk@kisumu.example")
    async with training.db.transaction() as tx:
        assert await coordinators.set_state(tx, gone, CoordinatorState.UNTIED)
        found = await desk.by_id(tx, cohort)
    assert found is not None
    clock.advance(seconds=COORDINATORS_KEPT.total_seconds() + 1)
    clock.move_to(max(clock.now, found.over_at + NOMINATIONS_KEPT + DRAFTS_KEPT))
    await forget(training)
    async with training.db.reading() as tx:
        assert await nominations.by_id(tx, kept_draft.id) is None
        after = await nominations.by_id(tx, made.id)
        assert await coordinators.of_person(tx, gone.email) == []
    assert after is not None
    assert (after.email, after.official.name, after.motivation, after.answers, after.signatory_name, after.country) == (
        str(made.id),
        "",
        "",
        {},
        "",
        "KE",
    )
