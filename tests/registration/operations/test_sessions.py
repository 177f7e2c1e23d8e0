"""Sessions arranged by a person: slugs that stay, calendars that follow, a file that leaves them alone."""

from typing import Any

import pytest

from services.registration.operations import decide, sessions
from services.registration.operations.programme import event_page
from services.registration.operations.register import register
from shared.contracts.notify import CalendarPut
from shared.errors import Conflict, Forbidden, Invalid, NotFound
from shared.house import House
from tests.registration.desk import staff, trail
from tests.registration.events import SLUG, load_event, person, sent
from tests.support.database import RolledBack
from tests.support.house import OpenHouse

FILE = """
[[events.sessions]]
title = "Opening"
speakers = [{ name = "Abiodun Essiet", role = "Regional Director" }]
[[events.sessions]]
title = "Mayors Roundtable"
[[events.sessions]]
title = "Closing"
"""


@pytest.fixture
async def home(house: OpenHouse) -> House:
    home = await house("registration")
    await load_event(home, FILE)
    return home


async def _shown(home: House) -> list[str]:
    """Slugs as the public page has them."""
    return [one.slug for one in (await event_page(home, SLUG)).event.sessions]


async def _calendar(home: House) -> list[tuple[int, str]]:
    """Revision and description of the items that notify was told of since the last call."""
    return [(job.revision, job.description) for job in await sent(home) if isinstance(job, CalendarPut)]


async def test_a_session_is_added_at_the_end_with_a_slug_of_its_own(home: House) -> None:
    ada = await staff(home)
    speaker = {"name": "Kim Gyeonbon", "native_name": "김견본", "role": "Mayor", "organisation": "Sample City"}
    body = {"title": "Opening", "agenda": "One\n\n two ", "breakouts": ["A", "B"], "speakers": [{}, speaker]}
    found = await sessions.add(home, ada, SLUG, body)
    new = found.sessions[-1]
    assert (new.slug, new.agenda, new.breakouts) == ("opening-2", ("One", "two"), ("A", "B"))
    assert [(who.name, who.native_name, who.native_name_language, who.role) for who in new.speakers] == [
        ("Kim Gyeonbon", "김견본", "ko", "Mayor")
    ]
    assert await _shown(home) == ["opening", "mayors-roundtable", "closing", "opening-2"]
    assert await _calendar(home) == [(2, "Opening\nMayors Roundtable\nClosing\nOpening")]
    assert await trail(home, "session.") == [
        (
            "session.added",
            None,
            {
                "session": "opening-2",
                "title": "Opening",
                "agenda": "One\ntwo",
                "breakouts": "A\nB",
                "speakers": "Kim Gyeonbon, 김견본, Mayor, Sample City",
                "day": "",
                "begins": "",
                "ends": "",
                "room": "",
            },
        )
    ]


async def test_another_title_keeps_the_slug_and_what_calendars_do_not_show_tells_them_nothing(home: House) -> None:
    ada = await staff(home)
    await sessions.rewrite(home, ada, SLUG, "opening", {"title": "Opening ceremony"}, read="")
    assert (await _shown(home))[0] == "opening"
    assert await _calendar(home) == [(2, "Opening ceremony\nMayors Roundtable\nClosing")]
    await sessions.change(home, ada, SLUG, "closing", {"title": "Closing", "agenda": "Words of thanks"})
    await sessions.change(home, ada, SLUG, "closing", {"title": "Closing", "agenda": "Words of thanks"})
    assert await _calendar(home) == []
    assert [(action, old, new) for action, old, new in await trail(home, "session.")] == [
        (
            "session.changed",
            {"title": "Opening", "speakers": "Abiodun Essiet, Regional Director"},
            {"session": "opening", "title": "Opening ceremony", "speakers": ""},
        ),
        ("session.changed", {"agenda": ""}, {"session": "closing", "agenda": "Words of thanks"}),
    ]


async def test_many_sessions_cost_as_many_statements_as_one(home: House) -> None:
    ada = await staff(home)
    await load_event(home, '[[events.sessions]]\ntitle = "Alone"', slug="small")
    counted = []
    assert isinstance(home.db, RolledBack)
    for slug in ("small", SLUG):
        with home.db.counting() as seen:
            await sessions.show(home, ada, slug)
        counted.append(len(seen))
    assert counted == [3, 3]


async def test_moving_goes_step_by_step_and_stops_at_the_ends(home: House) -> None:
    ada = await staff(home)
    await sessions.move(home, ada, SLUG, "closing", -1)
    assert await _shown(home) == ["opening", "closing", "mayors-roundtable"]
    await sessions.move(home, ada, SLUG, "opening", 1)
    assert await _shown(home) == ["closing", "opening", "mayors-roundtable"]
    await sent(home)
    await sessions.move(home, ada, SLUG, "closing", -1)
    await sessions.move(home, ada, SLUG, "mayors-roundtable", 1)
    assert await _calendar(home) == []
    assert len(await trail(home, "session.order")) == 2


async def test_a_removed_session_is_kept_for_those_who_chose_it_and_can_come_back(home: House) -> None:
    ada = await staff(home)
    await register(home, SLUG, person(1, sessions=["opening"]), language="en", timezone="")
    await sent(home)
    for _ in range(2):
        found = await sessions.remove(home, ada, SLUG, "opening")
    assert ([one.slug for one in found.removed], found.chosen) == (["opening"], {"opening": 1})
    assert await _shown(home) == ["mayors-roundtable", "closing"]
    assert await _calendar(home) == [(2, "Mayors Roundtable\nClosing")]
    assert (await sessions.add(home, ada, SLUG, {"title": "Opening"})).sessions[-1].slug == "opening-2"
    await sessions.remove(home, ada, SLUG, "opening", gone=False)
    assert await _shown(home) == ["opening", "mayors-roundtable", "closing", "opening-2"]
    assert [line[0] for line in await trail(home, "session.")] == [
        "session.removed",
        "session.added",
        "session.restored",
    ]


async def test_the_whole_list_again_changes_nothing(home: House) -> None:
    ada = await staff(home)
    wanted = {
        "items": [
            {"title": "Welcome"},
            {"slug": "closing", "title": "Closing words", "speakers": [{"name": "Ada Sample"}]},
            {"title": "Opening"},
        ]
    }
    for _ in range(2):
        found = await sessions.replace(home, ada, SLUG, wanted)
        assert [(one.slug, one.title) for one in found.sessions] == [
            ("welcome", "Welcome"),
            ("closing", "Closing words"),
            ("opening", "Opening"),
        ]
    assert [one.slug for one in found.removed] == ["mayors-roundtable"]
    assert await _calendar(home) == [(2, "Welcome\nClosing words\nOpening")]
    back = {"items": [{"slug": "mayors-roundtable", "title": "Mayors Roundtable"}]}
    assert [one.slug for one in (await sessions.replace(home, ada, SLUG, back)).sessions] == ["mayors-roundtable"]


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"items": "none"}, ["items"]),
        ({"items": [{"title": ""}, {"title": "x", "slug": "nowhere"}]}, ["items.0.title", "items.1.slug"]),
        ({"items": [{"title": "x", "slug": "opening"}, {"title": "y", "slug": "opening"}]}, ["items.1.slug"]),
        (
            {"items": [{"title": "x" * 201, "agenda": 7, "speakers": [{"role": "Mayor"}]}]},
            ["items.0.title", "items.0.agenda", "items.0.speakers.0.name"],
        ),
        ({"items": [{"title": "x", "speakers": "Ada"}]}, ["items.0.speakers"]),
    ],
)
async def test_every_problem_of_a_list_is_named(home: House, body: dict[str, Any], fields: list[str]) -> None:
    with pytest.raises(Invalid) as caught:
        await sessions.replace(home, await staff(home), SLUG, body)
    assert [problem.field for problem in caught.value.problems] == fields
    assert len(await _shown(home)) == 3


async def test_a_file_leaves_alone_what_a_person_changed(home: House) -> None:
    ada = await staff(home)
    await sessions.change(home, ada, SLUG, "opening", {"title": "Grand opening"})
    await sessions.remove(home, ada, SLUG, "closing")
    await sessions.add(home, ada, SLUG, {"title": "Dinner"})
    await sessions.move(home, ada, SLUG, "mayors-roundtable", -1)
    arranged = ["mayors-roundtable", "opening", "dinner"]
    assert await _shown(home) == arranged
    await load_event(home, FILE)
    assert await _shown(home) == arranged
    await load_event(home, FILE.replace('title = "Mayors Roundtable"', 'title = "Mayors Roundtable"\nagenda = ["New"]'))
    event = (await event_page(home, SLUG)).event
    assert [(one.title, one.agenda) for one in event.sessions] == [
        ("Mayors Roundtable", ("New",)),
        ("Grand opening", ()),
        ("Dinner", ()),
    ]


async def test_only_organizers_arrange_and_a_cancelled_event_stays_as_it_is(home: House) -> None:
    viewer, ada = await staff(home, "viewer"), await staff(home)
    assert len((await sessions.show(home, viewer, SLUG)).sessions) == 3
    for act in (
        sessions.add(home, viewer, SLUG, {"title": "x"}),
        sessions.change(home, viewer, SLUG, "opening", {"title": "x"}),
        sessions.move(home, viewer, SLUG, "opening", 1),
        sessions.remove(home, viewer, SLUG, "opening"),
        sessions.replace(home, viewer, SLUG, {"items": []}),
        sessions.show(home, await staff(home, "checkin"), SLUG),
    ):
        with pytest.raises(Forbidden):
            await act
    for act in (
        sessions.show(home, ada, "nowhere"),
        sessions.change(home, ada, SLUG, "nowhere", {"title": "x"}),
        sessions.move(home, ada, SLUG, "nowhere", 1),
        sessions.remove(home, ada, SLUG, "nowhere"),
    ):
        with pytest.raises(NotFound):
            await act
    await decide.cancel_event(home, ada, SLUG, at_once=False)
    with pytest.raises(Conflict, match="cancelled"):
        await sessions.add(home, ada, SLUG, {"title": "x"})
