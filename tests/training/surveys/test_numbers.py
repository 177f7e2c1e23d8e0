"""Which numbers are taken, how a number is refused, and that one with too many digits which is kept breaks no page."""

import io
from typing import Any

import httpx
import pytest
from pypdf import PdfReader

from services.training.domain.surveys.answering import check
from services.training.domain.surveys.numbers import written
from services.training.domain.surveys.parts import parts_of
from services.training.domain.surveys.questions import Answers, Number
from services.training.web.surveys.question_view import views_of
from shared.house import House
from shared.http import translated
from shared.i18n import translator
from tests.support.clock import FakeClock
from tests.training import people
from tests.training.surveys import asked
from tests.training.surveys.building import PATH, words
from tests.training.surveys.drafts import draft, items_of
from tests.training.surveys.results import path, rows
from tests.training.surveys.stored import survey
from tests.training.surveys.test_types import shown
from tests.training.web.conftest import SignedIn

ALL = "/api/v1/organize/surveys"
FEWER = "Write fewer digits: at most 12 before the decimals, and 15 in all"
WHOLE = "Write a whole number in digits alone, like 1200"
NUMBER = "Write a number, like 12"
ANY = Number(key="any", text={"en": "How much?"}, whole=False, unit={"en": "km"})
COUNT = Number(key="count", text={"en": "How many?"}, least=None)
FAR = (10**30, 10**40, 1e300, -1e300)


def read(item: Number, given: object) -> object:
    """The answer, or what is said of it."""
    answers, problems = check([item], {item.key: given}, language="en")
    return answers[item.key] if not problems else translated(tuple(problems), translator("en"))[0].message


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("12,5", 12.5), ("1 000.25", 1000.25), ("١٢", 12.0), (0, 0.0), ("0.000", 0.0), (-0.5, -0.5),
        (999_999_999_999, 999999999999.0), ("123456789012.123", 123456789012.123), ("1.20000000000000000000", 1.2),
        ("9" * 30, FEWER), (10**12, FEWER), (10**40, FEWER), (1e300, FEWER), (-1e300, FEWER), ("1e300", FEWER),
        ("123456789012.1234", FEWER), (1e-300, FEWER), (1 / 3, FEWER),
        ("nan", NUMBER), ("1e999999999999999999999", NUMBER), (True, NUMBER), ([12], NUMBER), ("1_0", NUMBER),
    ],
)  # fmt: skip
def test_numbers_that_are_taken(given: object, found: object) -> None:
    assert read(ANY, given) == found


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("12", 12), (12.0, 12), ("1 200", 1200), ("-7", -7), ("9" * 12, 999_999_999_999), ("9" * 30, FEWER),
        ("1.000", WHOLE), ("1,000", WHOLE), ("2.5", WHOLE), (2.5, WHOLE), ("many", WHOLE),
    ],
)  # fmt: skip
def test_whole_numbers_that_are_taken(given: object, found: object) -> None:
    """A point or a comma parts thousands in one country and decimals in the next: nobody's 1.000 becomes 1."""
    assert read(COUNT, given) == found


@pytest.mark.parametrize(
    ("number", "digits"),
    [(40.0, "40"), (2, "2"), (0.1, "0.1"), (1234567890.12345, "1234567890.12345"), (1e300, "1e+300"), (-3.5, "-3.5")],
)
def test_a_number_is_written_with_the_digits_it_has(number: float, digits: str) -> None:
    assert written(number) == digits


@pytest.mark.parametrize(
    ("least", "most", "limits"),
    [
        (0, 40, "From 0 to 40"),
        (-2.5, 1_000_000, "From -2.5 to 1,000,000"),
        (1, None, "1 or more"),
        (None, 0, "0 or less"),
        (None, None, ""),
    ],
)
def test_what_may_be_answered_stands_beside_the_field(least: float | None, most: float | None, limits: str) -> None:
    item = Number(key="count", text={"en": "How many?"}, least=least, most=most, whole=False, unit={"en": "km"})
    (view,) = views_of([item], "en", translator("en"))
    assert view.limits == limits
    page = shown([item], {})
    assert (f'<p class="hint" id="limits-count" lang="en">{limits}</p>' in page) is bool(limits)
    assert f'aria-describedby="{"limits-count " if limits else ""}unit-count"' in page


async def test_the_page_and_the_api_refuse_it_beside_the_question(
    training: House, clock: FakeClock, client: httpx.AsyncClient
) -> None:
    room = await asked.room(training, clock, 2, items=(COUNT, ANY), anonymous=False)
    page = await client.post(room.link(0), data={"q.count": "9" * 30}, headers={"Origin": "http://wego.test"})
    assert (page.status_code, f'id="error-count" lang="en">{FEWER}</p>' in page.text) == (422, True)
    path = "/api/v1/surveys/" + room.link(1).removeprefix("/s/")
    sent = await client.post(path, json={"answers": {"count": 10**40, "any": -1e300}})
    assert (sent.status_code, sent.json()["errors"]) == (
        422, [{"field": "count", "message": FEWER}, {"field": "any", "message": FEWER}],
    )  # fmt: skip
    assert await asked.responses(training, room.survey) == []


async def test_numbers_that_were_kept_before_break_no_page(
    training: House, clock: FakeClock, client: httpx.AsyncClient, signed_in: SignedIn
) -> None:
    room = await asked.room(training, clock, 4, items=(COUNT, ANY), anonymous=False)
    for number in range(4):
        sent = await client.post(room.link(number), data={"q.count": "7"}, headers={"Origin": "http://wego.test"})
        assert sent.status_code == 303
    async with training.db.transaction() as tx:
        rows = await tx.conn.fetch("SELECT id FROM survey_responses WHERE survey_id = $1", room.survey)
        for row, far in zip(rows, FAR, strict=True):
            await tx.conn.execute(
                "UPDATE survey_responses SET answers = $2 WHERE id = $1", row["id"], {"count": far, "any": far}
            )
    desk, _ = await signed_in("organizer")
    path = f"{PATH}/{room.survey}"
    for form in ("answers", "answers.csv", "answers.xlsx", "results", "results.csv", "results.xlsx", "results.pdf"):
        assert (await desk.get(f"{path}/{form}")).status_code == 200, form
    page = words(await desk.get(f"{path}/answers"))
    assert [number in page for number in ("1e+30", "1e+40", "1e+300", "-1e+300")] == [True] * 4
    table = (await desk.get(f"{path}/answers.csv")).text
    assert ("1e+30" in table, "1000000000000000019884624838656" in table) == (True, False)


@pytest.mark.parametrize(
    "ends",
    [
        {"least": -1e300}, {"most": 1e300}, {"most": 10**12}, {"bounds": [1e22]}, {"bounds": [5, 1e300]},
        {"whole": False, "bounds": [1 / 3]},
    ],
)  # fmt: skip
async def test_ends_and_bounds_keep_to_the_same(training: House, desk: httpx.AsyncClient, ends: dict[str, Any]) -> None:
    made = await draft(training, "")
    item = {"type": "number", "text": {"en": "How many?"}, **ends}
    bad = await desk.patch(f"{ALL}/{made.id}", json={"revision": made.revision, "items": [item]})
    assert (bad.status_code, bad.json()["errors"]) == (
        422, [{"field": f"items.0.{list(ends)[-1]}", "message": FEWER}],
    )  # fmt: skip
    form = {
        "revision": str(made.revision), "text.en": "How many?", "whole": "true" if item.get("whole", True) else "",
        **{name: ", ".join(map(str, end)) if isinstance(end, list) else str(end) for name, end in ends.items()
           if name != "whole"},
    }  # fmt: skip
    page = await desk.post(f"{PATH}/{made.id}/questions/new?type=number", data=form)
    assert (page.status_code, f'id="error-{list(ends)[-1]}">{FEWER}</p>' in page.text) == (422, True)
    assert await items_of(training, made.id) == []


async def test_bounds_that_were_kept_before_break_no_page(training: House, desk: httpx.AsyncClient) -> None:
    made = await draft(training, "")
    item = {
        "type": "number", "key": "far", "text": {"en": "How far?"}, "whole": False, "least": -1e300,
        "bounds": [1e22, 1e300],
    }  # fmt: skip
    async with training.db.transaction() as tx:
        await tx.conn.execute("UPDATE surveys SET items = $2 WHERE id = $1", made.id, [item])
    for form in ("", "/preview", "/questions/far"):
        assert (await desk.get(f"{PATH}/{made.id}{form}")).status_code == 200, form
    page = words(await desk.get(f"{PATH}/{made.id}/questions/far"))
    assert "In results: -1e+300 to under 1e+22 · 1e+22 to under 1e+300 · 1e+300 or more" in page
    book = await desk.get(f"{PATH}/{made.id}/codebook.csv")
    assert (book.status_code, len(book.text.strip().splitlines())) == (200, 5)


async def test_the_unit_stands_in_results_files_report_and_codebook(training: House, desk: httpx.AsyncClient) -> None:
    items = (
        Number(key="far", text={"en": "How far?"}, least=0, most=40, unit={"en": "km", "ko": "킬로미터"}, bounds=(10,)),
        Number(key="high", text={"en": "How high?"}, least=-2.5, whole=False, unit={"en": "m"}),
    )
    given: list[Answers] = [{"far": number, "high": number / 2} for number in range(25)]
    id_ = await survey(training, items, given, cohort_id=await people.jeju(training))
    titles = ["How far? (km)", "How high? (m)"]
    page = words(await desk.get(path(id_)))
    assert [title in page for title in titles] == [True, True]
    table = [each for each in rows(await desk.get(path(id_, "results.csv"))) if each["What"] == "median"]
    assert [(each["Question"], each["Words"], each["Value"]) for each in table] == [
        (titles[0], "10 or more", ""), (titles[1], "", "6.0"),
    ]  # fmt: skip
    body = (await desk.get(path(id_, "results.json"))).json()["results"]
    assert [(each["unit"], each["numbers"]["middle"] is None) for each in body] == [
        ({"en": "km", "ko": "킬로미터"}, True), ({"en": "m"}, False),
    ]  # fmt: skip
    report = PdfReader(io.BytesIO((await desk.get(path(id_, "results.pdf"))).content))
    printed = " ".join(" ".join(sheet.extract_text() for sheet in report.pages).split())
    assert [title in printed for title in titles] == [True, True]
    book = rows(await desk.get(path(id_, "codebook.csv")))
    ends = ("Smallest number", "Largest number")
    assert [tuple(each[end] for end in ends) for each in book if each["What"] == "question"] == [
        ("0", "40"), ("-2.5", ""),
    ]  # fmt: skip
    assert [(each["Key"], each["en"], each["ko"]) for each in book if each["What"] == "unit"] == [
        ("far", "km", "킬로미터"), ("high", "m", ""),
    ]  # fmt: skip


def test_numbers_in_other_units_are_not_compared() -> None:
    kilometres, miles = (parts_of([Number(key="x", text={"en": "?"}, unit={"en": unit})])[0] for unit in ("km", "mi"))
    assert (kilometres.comparable(kilometres), kilometres.comparable(miles)) == (True, False)
