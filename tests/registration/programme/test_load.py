"""Loading a programme: idempotent, batched, and never against what a person decided since."""

from datetime import UTC, date, datetime

from services.registration.operations.load_programme import load_programme
from shared.contracts.common import Place
from shared.contracts.notify import CalendarPut, ItemSession
from shared.house import House
from shared.programme.report import LoadReport, Touched
from shared.when import Precision, When
from tests.registration.programme.files import ASSEMBLY, EXPO, programme, real
from tests.registration.programme.stored import event, rows, run
from tests.support.outbox import clear, jobs
from tests.support.statements import counted


async def test_the_real_programme(registration: House) -> None:
    report = await load_programme(registration, real())
    assert (len(report.added), report.changed, report.left_alone, report.unchanged) == (22, (), (), 0)
    puts = await jobs(registration, CalendarPut)
    assert len(puts) == 22
    async with registration.db.connection() as conn:
        counts = await conn.fetchrow(
            "SELECT count(*) FILTER (WHERE precision IN ('month', 'quarter')), "
            "count(*) FILTER (WHERE precision = 'year'), count(*) FILTER (WHERE conflict <> '') FROM events"
        )
        sessions = await conn.fetchval("SELECT count(*) FROM sessions")
        networks = await conn.fetchval("SELECT count(*) FROM networks")
    assert (tuple(counts), sessions, networks) == ((15, 2, 5), 11, 5)


async def test_what_a_loaded_event_is(registration: House) -> None:
    await load_programme(registration, programme(EXPO))
    expo = await event(registration, "expo")
    assert expo.when == When(precision=Precision.DAY, first=date(2027, 6, 23), last=date(2027, 6, 25))
    assert (expo.timezone, expo.capacity, expo.audience, expo.original_when) == ("Europe/Paris", 40, ("members",), None)
    assert expo.over_at == datetime(2027, 6, 25, 22, tzinfo=UTC)
    assert expo.registration_opens == datetime(2027, 3, 28, 0, 30, tzinfo=UTC)
    assert [(one.slug, one.agenda) for one in expo.sessions] == [
        ("opening", ()), ("시장-라운드테이블", ("Part I", "Part II")),
    ]  # fmt: skip
    assert expo.sessions[0].speakers[0].role == "Regional Director"
    (put,) = await jobs(registration, CalendarPut)
    assert put == CalendarPut(
        owner="registration",
        key=f"event:{expo.id}",
        revision=1,
        slug="expo",
        title="Expo",
        when=expo.when,
        timezone="Europe/Paris",
        place=Place(format="in_person", city="Seoul", country="KR"),
        description="Opening\n시장 라운드테이블",
        page_url="http://wego.test/events/expo",
        feeds=("programme", "event:expo"),
        sessions=(
            ItemSession(key="opening", title="Opening"),
            ItemSession(key="시장-라운드테이블", title="시장 라운드테이블"),
        ),
    )


async def test_a_zone_that_is_unknown_is_over_at_the_last_place_on_earth(registration: House) -> None:
    await load_programme(registration, programme(ASSEMBLY))
    assembly = await event(registration, "assembly")
    assert (assembly.timezone, assembly.over_at) == ("", datetime(2027, 10, 1, 12, tzinfo=UTC))


async def test_the_second_load_changes_nothing(registration: House) -> None:
    await load_programme(registration, real(), move_years=6)
    before = await rows(registration)
    await clear(registration)
    report = await load_programme(registration, real())
    assert report == LoadReport(what="events", unchanged=22)
    assert await rows(registration) == before
    assert await jobs(registration, CalendarPut) == []


async def test_the_number_of_statements_does_not_grow_with_the_file(registration: House) -> None:
    async def statements(*parts: str) -> int:
        async with counted(registration) as seen:
            await load_programme(registration, programme(*parts))
        return len(seen)

    few = await statements(ASSEMBLY)
    many = await statements(*(ASSEMBLY.replace('"assembly"', f'"assembly-{number}"') for number in range(30)))
    assert few == many


async def test_a_change_in_the_file_comes_in(registration: House) -> None:
    await load_programme(registration, programme(EXPO, ASSEMBLY))
    await clear(registration)
    text = EXPO.replace("capacity = 40", "capacity = 60").replace('title = "Expo"', 'title = "World Expo"')
    report = await load_programme(registration, programme(text, ASSEMBLY))
    assert report == LoadReport(what="events", changed=(Touched("expo", ("title", "capacity")),), unchanged=1)
    expo = await event(registration, "expo")
    assert (expo.title, expo.capacity, expo.revision) == ("World Expo", 60, 2)
    assert [(put.slug, put.revision, put.title) for put in await jobs(registration, CalendarPut)] == [
        ("expo", 2, "World Expo")
    ]


async def test_a_change_that_calendars_do_not_show_is_told_to_nobody(registration: House) -> None:
    await load_programme(registration, programme(EXPO))
    await clear(registration)
    await load_programme(registration, programme(EXPO.replace("capacity = 40\n", "")))
    expo = await event(registration, "expo")
    assert (expo.capacity, expo.revision) == (None, 1)
    assert await jobs(registration, CalendarPut) == []


async def test_what_a_person_changed_is_left_alone_and_reported(registration: House) -> None:
    await load_programme(registration, programme(EXPO))
    await run(registration, "UPDATE events SET title = 'Fair', capacity = 50 WHERE slug = 'expo'")
    await clear(registration)
    text = EXPO.replace("capacity = 40", "capacity = 60").replace('city = "Seoul"', 'city = "Busan"')
    report = await load_programme(registration, programme(text))
    assert report == LoadReport(
        what="events",
        changed=(Touched("expo", ("city",)),),
        left_alone=(Touched("expo", ("title", "capacity")),),
    )
    expo = await event(registration, "expo")
    assert (expo.title, expo.capacity, expo.city) == ("Fair", 50, "Busan")
    again = await load_programme(registration, programme(text))
    assert again == LoadReport(what="events", unchanged=1, left_alone=(Touched("expo", ("title", "capacity")),))


async def test_a_person_who_says_what_the_file_says_is_not_reported(registration: House) -> None:
    await load_programme(registration, programme(EXPO))
    await run(registration, "UPDATE events SET capacity = 60 WHERE slug = 'expo'")
    report = await load_programme(registration, programme(EXPO.replace("capacity = 40", "capacity = 60")))
    assert report == LoadReport(what="events", unchanged=1)


async def test_an_event_made_by_a_person_keeps_all_that_was_filled_in(registration: House) -> None:
    await load_programme(registration, programme(EXPO))
    await run(registration, "UPDATE events SET loaded = NULL, title = 'Fair', capacity = NULL")
    report = await load_programme(registration, programme(EXPO))
    assert report.changed == (Touched("expo", ("capacity",)),)
    assert report.left_alone == (Touched("expo", ("title",)),)


async def test_moving_by_years(registration: House) -> None:
    await load_programme(registration, programme(EXPO, ASSEMBLY), move_years=6)
    expo, assembly = await event(registration, "expo"), await event(registration, "assembly")
    assert expo.when == When(precision=Precision.DAY, first=date(2033, 6, 23), last=date(2033, 6, 25))
    assert expo.original_when == When(precision=Precision.DAY, first=date(2027, 6, 23), last=date(2027, 6, 25))
    # the wall clock of Paris is kept: in 2033 summer time has begun by then, in 2027 it begins that very night
    assert expo.registration_opens == datetime(2033, 3, 27, 23, 30, tzinfo=UTC)
    assert (assembly.when.year, assembly.title, expo.slug) == (2033, "6th General Assembly", "expo")

    report = await load_programme(registration, programme(EXPO, ASSEMBLY))
    assert report == LoadReport(what="events", unchanged=2)  # the shift is remembered

    await load_programme(registration, programme(EXPO, ASSEMBLY), move_years=0)
    expo = await event(registration, "expo")
    assert (expo.when.known_year, expo.original_when) == (2027, None)


async def test_a_date_that_a_person_fixed_is_not_moved(registration: House) -> None:
    await load_programme(registration, programme(ASSEMBLY), move_years=1)
    fixed = When(precision=Precision.DAY, first=date(2028, 9, 7), last=date(2028, 9, 9))
    await run(registration, """UPDATE events SET "when" = $1, timezone = 'Asia/Seoul'""", fixed)
    report = await load_programme(registration, programme(ASSEMBLY), move_years=2)
    assert report.left_alone == (Touched("assembly", ("when", "timezone")),)
    assert (await event(registration, "assembly")).when == fixed


async def test_fields_that_only_make_sense_together_stay_together(registration: House) -> None:
    await load_programme(registration, programme(EXPO))
    await run(registration, "UPDATE events SET registration_opens = '2027-05-01T00:00:00Z'")
    closes = EXPO.replace("capacity = 40", "registration_closes = 2027-04-01T00:00:00")
    report = await load_programme(registration, programme(closes))
    assert report.left_alone == (Touched("expo", ("registration_opens", "registration_closes")),)
    assert (await event(registration, "expo")).registration_closes is None


async def test_what_is_not_in_the_file_is_kept_and_named(registration: House) -> None:
    await load_programme(registration, programme(EXPO, ASSEMBLY))
    report = await load_programme(registration, programme(ASSEMBLY))
    assert report == LoadReport(what="events", unchanged=1, absent=("expo",))
    assert (await event(registration, "expo")).published


def test_the_report_in_words() -> None:
    report = LoadReport(
        what="events",
        added=("a",),
        changed=(Touched("b", ("title", "when")),),
        left_alone=(Touched("c", ("capacity",)),),
        absent=("d",),
        unchanged=3,
        concerned=14,
    )
    assert report.lines() == [
        "events: 1 new, 1 changed, 3 as before; people concerned: 14",
        "  changed: b (title, when)",
        "  left alone, a person changed it since: c (capacity)",
        "  no longer in the file, kept as it is: d",
    ]
