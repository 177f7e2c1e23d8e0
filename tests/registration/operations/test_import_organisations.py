"""Bring a file into the directory: seen first, then written as seen, with as many statements for many as for few."""

import asyncio
from uuid import UUID

import pytest

from services.registration.domain.organisations import EVERY
from services.registration.operations import import_organisations as imports
from services.registration.operations import organisations
from services.registration.operations.register import register
from shared.errors import Conflict, Forbidden, Gone, Invalid
from shared.house import House
from shared.identity.staff import Role
from tests.registration.directory import add, add_networks, staff, told, trail
from tests.registration.events import SLUG, load_event, person
from tests.support.clock import FakeClock
from tests.support.delivery import Deliver
from tests.support.house import OpenHouse
from tests.support.statements import counted


@pytest.fixture
async def home(house: OpenHouse) -> House:
    registration = await house("registration")
    await add_networks(registration)
    return registration


def _file(*lines: str) -> bytes:
    return "\n".join(["name,type,country,networks", *lines]).encode()


async def _uploaded(home: House, content: bytes) -> UUID:
    return await imports.upload(home, staff(home), "members.csv", content)


async def _confirm(home: House, upload_id: UUID, *, leave_out: bool = False) -> int:
    digest = (await imports.preview(home, staff(home), upload_id)).plan.digest()
    return await imports.confirm(home, staff(home), upload_id, digest=digest, leave_out=leave_out)


async def _names(home: House) -> list[str]:
    found = await organisations.listed(home, staff(home), EVERY, limit=100, cursor="")
    return [each.name for each in found.organisations]


async def test_nothing_is_written_until_it_is_confirmed_and_then_just_once(home: House) -> None:
    upload_id = await _uploaded(home, _file("Seoul,city,KR,CJK", "Nairobi,city,KE,"))
    plan = (await imports.preview(home, staff(home), upload_id)).plan
    assert (len(plan.new), await _names(home)) == (2, [])
    assert [await _confirm(home, upload_id) for _ in range(2)] == [2, 2]
    assert await _names(home) == ["Nairobi", "Seoul"]
    assert [(job.name, job.revision) for job in await told(home)] == [("Seoul", 1), ("Nairobi", 1)]
    assert [(line[0], line[1]) for line in await trail(home)] == [("organisation.added", None)] * 2
    again = await _uploaded(home, _file("Seoul,city,KR,CJK", "Nairobi,city,KE,"))
    plan = (await imports.preview(home, staff(home), again)).plan
    assert (plan.changes, plan.unchanged) == ([], 2)


async def test_a_directory_that_changed_meanwhile_is_looked_at_again(home: House) -> None:
    upload_id = await _uploaded(home, _file("Seoul,city,KR,CJK"))
    digest = (await imports.preview(home, staff(home), upload_id)).plan.digest()
    await add(home, name="Seoul", native_name="")
    await told(home)
    with pytest.raises(Conflict) as caught:
        await imports.confirm(home, staff(home), upload_id, digest=digest, leave_out=False)
    assert (caught.value.code, await told(home)) == ("changed-meanwhile", [])
    assert await _confirm(home, upload_id) == 1
    assert [(job.name, job.revision, job.networks) for job in await told(home)] == [("Seoul", 2, ("CJK",))]
    assert (await trail(home))[-1] == ("organisation.changed", {"networks": "NEASCN"}, {"networks": "CJK"})


async def test_bad_lines_are_left_out_only_if_said(home: House) -> None:
    upload_id = await _uploaded(home, _file("Seoul,city,KR,CJK", "Nowhere,city,XX,"))
    with pytest.raises(Conflict) as caught:
        await _confirm(home, upload_id)
    assert (caught.value.code, await _names(home)) == ("faulty-lines", [])
    assert await _confirm(home, upload_id, leave_out=True) == 1
    assert await _names(home) == ["Seoul"]


async def test_an_upload_is_kept_for_a_day(home: House, clock: FakeClock) -> None:
    upload_id = await _uploaded(home, _file("Seoul,city,KR,CJK"))
    clock.advance(days=1)
    with pytest.raises(Gone):
        await imports.preview(home, staff(home), upload_id)


async def test_programs_import_at_once(home: House) -> None:
    content = _file("Seoul,city,KR,CJK", "Nowhere,city,XX,EU")
    plan = await imports.bring_in(home, staff(home), content, dry_run=True, leave_out=False)
    assert (len(plan.new), len(plan.faults), await _names(home)) == (1, 1, [])
    with pytest.raises(Invalid) as caught:
        await imports.bring_in(home, staff(home), content, dry_run=False, leave_out=False)
    assert [problem.field for problem in caught.value.problems] == ["line 3: country", "line 3: networks"]
    await imports.bring_in(home, staff(home), content, dry_run=False, leave_out=True)
    assert await _names(home) == ["Seoul"]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.CHECKIN, Role.TRAINER])
async def test_only_organizers_import(home: House, role: Role) -> None:
    actor = staff(home, role)
    with pytest.raises(Forbidden):
        await imports.upload(home, actor, "x.csv", _file())
    with pytest.raises(Forbidden):
        await imports.bring_in(home, actor, _file(), dry_run=True, leave_out=False)
    with pytest.raises(Forbidden):
        await organisations.create(home, actor, {})


async def test_two_hundred_take_as_many_statements_as_two_and_find_their_registrations(home: House) -> None:
    await load_event(home)
    await register(home, SLUG, person(1, organisation="city  10"), language="en", timezone="Asia/Seoul")
    numbers = []
    for first, last in ((1, 3), (3, 203)):
        content = _file(*(f"City {number},city,KR,CJK" for number in range(first, last)))
        upload_id = await _uploaded(home, content)
        plan = (await imports.preview(home, staff(home), upload_id)).plan
        async with counted(home) as sent:
            await imports.confirm(home, staff(home), upload_id, digest=plan.digest(), leave_out=False)
        numbers.append(len(sent))
    assert numbers[0] == numbers[1] <= 12
    assert len(await told(home)) == 202
    async with home.db.reading() as tx:
        name = await tx.conn.fetchval(
            "SELECT o.name FROM registrations r JOIN organisations o ON o.id = r.organisation_id"
        )
    assert name == "City 10"


async def test_training_learns_all_of_it(house: OpenHouse, home: House, deliver: Deliver) -> None:
    await _confirm(home, await _uploaded(home, _file("Seoul,city,KR,CJK", "Nairobi,city,KE,")))
    await _confirm(home, await _uploaded(home, _file("Seoul,institution,KR,CJK")))
    await deliver()
    training = await house("training")
    async with training.db.reading() as tx:
        rows = await tx.conn.fetch("SELECT name, revision, type, region, networks FROM organisations ORDER BY name")
    assert [tuple(row) for row in rows] == [
        ("Nairobi", 1, "city", "africa", []), ("Seoul", 2, "institution", "east_asia", ["CJK"])
    ]  # fmt: skip
    assert await told(home) == [], "and said so"


async def test_two_at_once_give_a_name_once(committed_house: OpenHouse) -> None:
    home = await committed_house("registration")
    answers = await asyncio.gather(
        *(add(home, name=name, networks=[]) for name in ("Seoul", "SEOUL", "seoul ")), return_exceptions=True
    )
    assert sorted(type(each).__name__ for each in answers) == ["Conflict", "Conflict", "Organisation"]
    assert len(await told(home)) == 1
