"""What the desk says of a draft whose results would give somebody away, or nothing for long."""

from typing import Any

import httpx
import msgspec
import pytest

from services.training.domain.surveys.questions import Choice, Condition, Question, Rating, SingleChoice
from shared.house import House
from tests.training.people import jeju, participant
from tests.training.surveys.building import PATH, words
from tests.training.surveys.drafts import draft

JOBS = tuple(Choice(key, {"en": key.title()}) for key in ("manager", "engineer", "policy"))
JOB = SingleChoice(key="job", text={"en": "What do you do?"}, choices=JOBS, required=True)
ENDS: dict[str, Any] = {"low_label": {"en": "Low"}, "high_label": {"en": "High"}}
ALL = Rating(key="all", text={"en": "How useful?"}, **ENDS)
SOME = Rating(key="some", text={"en": "how  useful?"}, when=Condition("job", ("manager", "engineer")), **ENDS)


async def of(house: House, *items: Question, people: int = 15, **settings: Any) -> str:
    """The page of a draft with these questions."""
    cohort = await jeju(house)
    for number in range(1, people + 1):
        await participant(house, cohort, number)
    made = await draft(house, "", **settings)
    async with house.db.transaction() as tx:
        await tx.conn.execute(
            """UPDATE surveys SET items = $2, title = '{"en": "Survey"}' WHERE id = $1""",
            made.id,
            msgspec.to_builtins(items),
        )
    return f"{PATH}/{made.id}"


@pytest.mark.parametrize(("items", "anonymous", "state"), [
    ((JOB, ALL, SOME), "true", "draft"),
    ((JOB, ALL, msgspec.structs.replace(SOME, text={"en": "How use\u00adful"})), "true", "draft"),
    ((JOB, ALL, msgspec.structs.replace(SOME, when=None)), "true", "ready"),
    ((JOB, ALL, SOME), "false", "ready"),
])  # fmt: skip
async def test_the_same_words_under_a_condition(
    training: House, desk: httpx.AsyncClient, items: tuple[Question, ...], anonymous: str, state: str
) -> None:
    """All less managers and engineers are the one who makes policy: it cannot be made ready."""
    path = await of(training, *items, people=0, anonymous=anonymous)
    await desk.post(f"{path}/ready")
    page = words(await desk.get(path))
    assert ("is asked twice in the same words" in page, "Take it back" in page) == (state == "draft", state == "ready")


async def test_few_for_each_answer_and_for_a_block(training: House, desk: httpx.AsyncClient) -> None:
    """Fifteen for three answers are five each; under a condition fewer; nine never fill two blocks."""
    later = SingleChoice(key="how", text={"en": "How?"}, choices=JOBS[:2], when=Condition("job", ("policy",)))
    page = words(await desk.get(await of(training, JOB, later, live="true")))
    assert "“What do you do?” is asked of about 15 people and has 3 answers" in page
    assert "“How?” is asked of about 5 people and has 2 answers" in page
    assert "The first 5 answers when 10 people have answered" in page
    assert "so nothing before it closes" not in page


@pytest.mark.parametrize(("later", "warned"), [(("policy",), True), ((), False)])
async def test_what_people_are_under_a_condition(
    training: House, desk: httpx.AsyncClient, later: tuple[str, ...], warned: bool
) -> None:
    """Who is known to be the one from Lagos is known to make policy."""
    city = SingleChoice(
        key="city", text={"en": "Where?"}, choices=JOBS[:2], when=Condition("job", later) if later else None
    )
    page = words(await desk.get(await of(training, JOB, city)))
    assert ("“Where?” is asked of those only who answered another question in some way" in page) is warned


async def test_fewer_than_two_blocks(training: House, desk: httpx.AsyncClient) -> None:
    page = words(await desk.get(await of(training, ALL, people=9, live="true")))
    assert "Only 9 people are asked: while it is open nothing is shown before 10 have answered" in page
