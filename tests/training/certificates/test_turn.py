"""In which order courses and events stand in the list of certificates, and what changing the language says."""

from datetime import UTC, date, datetime
from uuid import UUID

import httpx

from services.training.domain.certificates.kind import Kind
from services.training.domain.certificates.occasion import Listed
from shared.when import Precision, When
from tests.training.certificates.given import Held

NOW = datetime(2027, 6, 15, 12, tzinfo=UTC)


def listed(
    title: str,
    first: date,
    last: date,
    *,
    people: int = 0,
    issued: int = 0,
    asked: int = 0,
    possible: int | None = None,
) -> Listed:
    over = datetime(last.year, last.month, last.day, 15, tzinfo=UTC)
    when = When(precision=Precision.DAY, first=first, last=last)
    return Listed(
        kind=Kind.COHORT, id=UUID(int=1), slug="x", title=title, when=when, timezone="Asia/Seoul", city="", country="",
        language="en", over_at=over, cancelled=False, threshold=80, people=people, issued=issued, asked=asked,
        possible=possible,
    )  # fmt: skip


def test_what_needs_work_stands_first() -> None:
    every = [
        listed("far", date(2029, 1, 1), date(2029, 1, 5)),
        listed("near", date(2027, 7, 1), date(2027, 7, 5)),
        listed("runs", date(2027, 6, 14), date(2027, 6, 18), people=9),
        listed("done", date(2027, 6, 1), date(2027, 6, 5), people=2, issued=2),
        listed("some", date(2027, 5, 1), date(2027, 5, 5), people=2, issued=1),
        listed("settled", date(2027, 6, 2), date(2027, 6, 4), people=3, issued=2, possible=2),
        listed("one left", date(2027, 6, 6), date(2027, 6, 8), people=3, issued=1, possible=2),
        listed("none", date(2027, 6, 7), date(2027, 6, 9), people=2),
        listed("asked", date(2026, 6, 7), date(2026, 6, 9), people=2, issued=2, asked=1),
    ]
    found = [each.title for each in sorted(every, key=lambda each: each.turn(NOW))]
    assert found == ["none", "one left", "some", "asked", "runs", "near", "far", "done", "settled"]


def test_what_has_begun_is_under_way_until_it_is_over() -> None:
    stands = {
        "runs": listed("runs", date(2027, 6, 14), date(2027, 6, 18)).under_way(NOW),
        "ended this noon": listed("done", date(2027, 6, 14), date(2027, 6, 14)).under_way(NOW),
        "ahead": listed("ahead", date(2027, 6, 16), date(2027, 6, 18)).under_way(NOW),
    }
    assert stands == {"runs": True, "ended this noon": False, "ahead": False}


async def test_offices_of_another_language_are_pointed_out(room: Held, desk: httpx.AsyncClient) -> None:
    path, said = f"{room.desk}/design", []
    own = {"signatory1_name": "Kim Gyeonbon", "signatory1_title": "사무총장"}
    for languages in (
        {"language": "ko"},
        {"language": "ko"},
        {"language": "fr"},
        {"language": "fr", "second_language": "en"},
    ):
        answer = await desk.post(path, data={**own, **languages})
        said.append(answer.headers["location"].rpartition("=")[2])
    assert said == ["kept", "kept", "language", "kept"]
    page = (await desk.get(f"{path}?done=language")).text
    assert page.count("Kept, in another language") == 1
    assert page.index("Words: Français") < page.index("Words: English")
