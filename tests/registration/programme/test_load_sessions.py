"""Loading a programme again: sessions are found again, keep their addresses, and stay where a person wrote them."""

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
