"""Loading a programme again: sessions are found again, keep their addresses, and stay where a person wrote them."""

from datetime import time

from services.registration.operations.load_programme import load_programme
from shared.house import House
from shared.programme.report import Touched
from tests.registration.programme.files import EXPO, programme
from tests.registration.programme.stored import event, run


async def test_sessions_are_found_again_and_keep_their_addresses(registration: House) -> None:
    await load_programme(registration, programme(EXPO))
    head, first, second = EXPO.split("  [[events.sessions]]\n")
    swapped = head + "".join(f"  [[events.sessions]]\n{part}" for part in (second, first))
    await load_programme(registration, programme(swapped))
    assert await titles(registration) == [("시장-라운드테이블", "시장 라운드테이블"), ("opening", "Opening")]
    await load_programme(registration, programme(swapped.replace('"Opening"', '"Welcome"')))
    assert await titles(registration) == [("시장-라운드테이블", "시장 라운드테이블"), ("opening", "Welcome")]


async def titles(house: House) -> list[tuple[str, str]]:
    """(slug, title) in order."""
    return [(one.slug, one.title) for one in (await event(house, "expo")).sessions]


async def test_a_session_that_goes_is_hidden_and_comes_back_as_it_was(registration: House) -> None:
    await load_programme(registration, programme(EXPO))
    short = EXPO[: EXPO.rindex("  [[events.sessions]]")]
    report = await load_programme(registration, programme(short))
    assert report.changed == (Touched("expo", ("session 시장-라운드테이블",)),)
    assert [one.slug for one in (await event(registration, "expo")).sessions] == ["opening"]
    await load_programme(registration, programme(EXPO))
    assert [one.slug for one in (await event(registration, "expo")).sessions] == ["opening", "시장-라운드테이블"]


async def test_a_session_that_a_person_wrote_stays(registration: House) -> None:
    await load_programme(registration, programme(EXPO))
    await run(registration, "UPDATE sessions SET title = 'Welcome', loaded = NULL WHERE slug = 'opening'")
    report = await load_programme(registration, programme(EXPO))
    assert await titles(registration) == [
        ("opening", "Welcome"), ("opening-2", "Opening"), ("시장-라운드테이블", "시장 라운드테이블"),
    ]  # fmt: skip
    assert report.changed == (Touched("expo", ("session opening-2",)),)


TIMED = EXPO.replace(
    'title = "Opening"', 'title = "Opening"\n  day = 2\n  begins = 09:30:00\n  ends = 10:30:00\n  room = "Hall 1"'
)


async def times(house: House) -> list[tuple[str, int | None, time | None, time | None, str]]:
    return [(one.slug, one.day, one.begins, one.ends, one.room) for one in (await event(house, "expo")).sessions]


async def test_a_time_comes_in_stays_and_goes_with_the_file(registration: House) -> None:
    await load_programme(registration, programme(EXPO))
    opening, round_table = "opening", ("시장-라운드테이블", None, None, None, "")
    report = await load_programme(registration, programme(TIMED))
    assert report.changed == (Touched("expo", ("session opening",)),)
    for _ in range(2):
        assert await times(registration) == [(opening, 2, time(9, 30), time(10, 30), "Hall 1"), round_table]
        assert (await load_programme(registration, programme(TIMED))).changed == ()
    await load_programme(registration, programme(EXPO))
    assert await times(registration) == [(opening, None, None, None, ""), round_table]


async def test_a_time_that_a_person_changed_is_left_alone_as_one(registration: House) -> None:
    """Another day alone keeps the hours of the file off too; the room is told by itself."""
    await load_programme(registration, programme(TIMED))
    await run(registration, "UPDATE sessions SET day = 3 WHERE slug = 'opening'")
    later = TIMED.replace("09:30", "11:30").replace("10:30", "12:30").replace("Hall 1", "Hall 2")
    report = await load_programme(registration, programme(later))
    assert report.left_alone == (
        Touched("expo", ("session opening: day", "session opening: begins", "session opening: ends")),
    )
    assert (await times(registration))[0] == ("opening", 3, time(9, 30), time(10, 30), "Hall 2")
