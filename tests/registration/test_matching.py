"""Whoever registers is matched to the directory, whichever comes first."""

from typing import Any

import pytest

from services.registration.operations import my_registration, organisations, unmatched_organisations
from services.registration.operations.forget import forget
from services.registration.operations.offer_organisations import offered
from services.registration.operations.register import Registered, register
from shared.errors import Conflict, Forbidden, Invalid
from shared.house import House
from shared.identity.staff import Role
from tests.registration.directory import add, add_networks, staff
from tests.registration.events import SLUG, load_event, person
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse


@pytest.fixture
async def home(house: OpenHouse) -> House:
    registration = await house("registration")
    await add_networks(registration)
    await load_event(registration)
    return registration


async def _come(home: House, number: int = 1, **changes: Any) -> Registered:
    return await register(home, SLUG, person(number, **changes), language="en", timezone="Asia/Seoul")


async def _matched(home: House) -> list[tuple[str | None, str | None]]:
    """Of each registration the organisation of the directory, and the kind it says."""
    async with home.db.reading() as tx:
        rows = await tx.conn.fetch(
            "SELECT o.name, r.participant ->> 'organisation_type' AS kind "
            "FROM registrations r LEFT JOIN organisations o ON o.id = r.organisation_id ORDER BY r.arrival"
        )
    return [(row["name"], row["kind"]) for row in rows]


async def test_by_any_name_in_its_country(home: House) -> None:
    await add(home, name="Seoul", aliases="SMG")
    for number, (name, country, kind) in enumerate(
        [
            ("SEOUL", "KR", None),
            ("서울특별시", "KR", None),
            ("ｓｍｇ ", "KR", "other"),
            ("Seoul", "KE", None),
            ("Busan", "KR", None),
        ]
    ):
        await _come(home, number, organisation=name, country=country, organisation_type=kind)
    assert await _matched(home) == [
        ("Seoul", "city"),
        ("Seoul", "city"),
        ("Seoul", "other"),
        (None, None),
        (None, None),
    ]


async def test_a_changed_registration_is_matched_anew(home: House) -> None:
    await add(home, name="Seoul")
    done = await _come(home, organisation="Busan")
    await my_registration.change(home, done.token, {"organisation": "Seoul"})
    assert await _matched(home) == [("Seoul", None)]
    await my_registration.change(home, done.token, {"organisation": "Busan"})
    assert await _matched(home) == [(None, None)]


async def test_who_changes_something_else_stays_with_a_renamed_organisation(home: House) -> None:
    one = await add(home, name="Seoul", native_name="")
    done = await _come(home, organisation="Seoul")
    await organisations.change(home, staff(home), one.id, {"name": "Seoul City"})
    await my_registration.change(home, done.token, {"job_title": "Director"})
    assert await _matched(home) == [("Seoul City", "city")]
    await my_registration.change(home, done.token, {"country": "KE"})
    assert await _matched(home) == [(None, "city")]


async def test_what_is_not_in_the_directory_is_counted_and_linked(home: House) -> None:
    one = await add(home, name="Seoul")
    for number in (1, 2):
        await _come(home, number, organisation="Seoul Metropolitan Govt.")
    await _come(home, 3, organisation="Nairobi", country="KE")
    await _come(home, 4, organisation="Seoul")
    actor = staff(home)
    found = await unmatched_organisations.unmatched(home, actor)
    assert [(each.written, each.country, each.people) for each in found] == [
        ("Seoul Metropolitan Govt.", "KR", 2), ("Nairobi", "KE", 1)
    ]  # fmt: skip
    after = await unmatched_organisations.link(home, actor, "Seoul Metropolitan Govt.", "KR", one.id)
    assert (after.aliases, after.revision) == (("Seoul Metropolitan Govt.",), 2)
    assert await unmatched_organisations.link(home, actor, "seoul metropolitan govt.", "KR", one.id) == after
    assert [name for name, _ in await _matched(home)] == ["Seoul", "Seoul", None, "Seoul"]
    with pytest.raises(Invalid):
        await unmatched_organisations.link(home, actor, "Nairobi", "KE", one.id)
    await add(home, name="Busan", native_name="")
    with pytest.raises(Conflict):
        await unmatched_organisations.link(home, actor, "Busan", "KR", one.id)
    with pytest.raises(Forbidden):
        await unmatched_organisations.link(home, staff(home, Role.VIEWER), "x", "KR", one.id)


async def test_nobody_is_told_from_a_forgotten_registration(home: House, clock: FakeClock) -> None:
    await add(home, name="Seoul")
    await _come(home, organisation="Seoul")
    clock.advance(days=3000)
    await forget(home)
    async with home.db.reading() as tx:
        row = await tx.conn.fetchrow("SELECT organisation_key, organisation_id FROM registrations")
    assert tuple(row) == ("", None)


async def test_the_form_offers_members_by_any_name(home: House) -> None:
    await add(home, name="Seoul", aliases="SMG")
    await add(home, name="New Seoul Ltd", native_name="", type="corporation")
    await add(home, name="Seoulless", native_name="", active="no")
    names = {words: [each.name for each in await offered(home, words)] for words in ("seo", "서", "smg", "s", "%", "")}
    assert names == {"seo": ["Seoul", "New Seoul Ltd"], "서": ["Seoul"], "smg": ["Seoul"], "s": [], "%": [], "": []}
