"""Facts of the same people, asked in another shape: what depends on them, under conditions, of another kind, split."""

from typing import Any
from uuid import UUID

import httpx
import msgspec
import pytest

from services.training.domain.surveys.questions import (
    Answers,
    Choice,
    ConcreteChoice,
    Condition,
    LongText,
    Matrix,
    Question,
    Rating,
    Section,
    ShortText,
    SingleChoice,
    YesNo,
)
from shared.house import House
from tests.training import people
from tests.training.surveys import stored
from tests.training.surveys.results import path

CHOICES = tuple(Choice(key, {"en": key.title()}) for key in ("plan", "it", "law"))
TEXT = {"en": "What do you do?"}
ROLE = SingleChoice(key="role", text=TEXT, choices=CHOICES, required=True)
ENDS: dict[str, Any] = {"low_label": {"en": "No"}, "high_label": {"en": "Yes"}}
LEAVES = YesNo(key="leaves", text={"en": "Do you look for other work?"}, required=True)
GOOD = Rating(key="good", text={"en": "How good is it?"}, required=True, **ENDS)
TWO_POINTS = Rating(key="x", text=TEXT, lowest=0, highest=1, **ENDS)
ROLES = ["plan"] * 7 + ["it"] * 7 + ["law"]
WHO = [UUID(int=number + 1) for number in range(20)]


def under(item: Question, question: str, *answers: str) -> Question:
    return msgspec.structs.replace(item, when=Condition(question, answers))


async def of(house: House, items: tuple[Question, ...], rows: list[Answers], **about: Any) -> UUID:
    words = about.pop("words", None)
    about.setdefault("cohort_id", await people.jeju(house))
    about.setdefault("people", WHO[:15])
    return await stored.survey(house, items, rows, words, **about)


async def hidden(desk: httpx.AsyncClient, id_: UUID) -> dict[str, str]:
    """Why each question is hidden, "" where it is shown."""
    body = (await desk.get(path(id_, "results.json"))).json()
    return {each.get("key", each["question"]): each["hidden"] for each in (*body["comments"], *body["results"])}


@pytest.mark.parametrize("in_section", [False, True])
async def test_what_depends_on_a_fact_is_told_no_more_than_the_fact(
    training: House, desk: httpx.AsyncClient, in_section: bool
) -> None:
    """Nine of fourteen say yes, then ten of fifteen rate what only they are asked: the fifteenth said yes."""
    said = [True] * 9 + [False] * 5 + [True]
    await of(training, (LEAVES,), [{"leaves": each} for each in said[:14]])
    why = LongText(key="why", text={"en": "Why?"}, required=True)
    asked: tuple[Question, ...] = (LEAVES, under(GOOD, "leaves", "yes"), under(why, "leaves", "yes"))
    if in_section:
        section = under(Section(key="more", text={"en": "More"}), "leaves", "yes")
        asked = (LEAVES, section, GOOD, why)
    rows: list[Answers] = [{"leaves": each, **({"good": 4} if each else {})} for each in said]
    two = await of(training, asked, rows, words={"why": ["Because"] * 10})
    assert await hidden(desk, two) == {"leaves": "twice", "good": "twice", "why": "twice"}


@pytest.mark.parametrize("first", [True, False])
async def test_all_less_those_asked_under_a_condition(training: House, desk: httpx.AsyncClient, first: bool) -> None:
    """The same fifteen answer both; in one of the two the lawyer alone was not asked."""
    some = (ROLE, under(LEAVES, "role", "plan", "it"))
    rows: list[Answers] = [{"role": role, "leaves": role == "law"} for role in ROLES]
    fewer: list[Answers] = [row if row["role"] != "law" else {"role": "law"} for row in rows]
    every = [(some, fewer), ((LEAVES,), rows)]
    ids = [await of(training, items, answers) for items, answers in (every if first else every[::-1])]
    assert [(await hidden(desk, id_))["leaves"] for id_ in ids] == ["", "twice"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ROLE, ConcreteChoice(key="job", text=TEXT, choices=CHOICES, good=("law",))),
        (ROLE, msgspec.structs.replace(ROLE, key="job", text={"en": "What do\u200b you do"})),
        (LEAVES, Rating(key="x", text=LEAVES.text, lowest=1, highest=2, **ENDS)),
        (TWO_POINTS, msgspec.structs.replace(TWO_POINTS, key="y")),
        (ShortText(key="x", text=TEXT), ShortText(key="y", text=TEXT)),
    ],
)  # fmt: skip
async def test_the_same_words_of_any_kind(
    training: House, desk: httpx.AsyncClient, one: Question, other: Question
) -> None:
    """Fifteen less fourteen is one, whatever the question is made of."""
    values: dict[str, Any] = {"choice": "plan", "concrete": "plan", "yes_no": True, "rating": 1}
    for item, many, expected in ((one, 14, ""), (other, 15, "twice")):
        value = values.get(str(item.__struct_config__.tag))
        rows: list[Answers] = [{item.key: value} if value else {} for _ in range(many)]
        id_ = await of(training, (item,), rows, words={} if value else {item.key: ["Plans"] * many})
        assert await hidden(desk, id_) == {item.key: expected}


GRADES = tuple(Choice(key, {"en": key}) for key in ("poor", "fair", "good", "missed"))
VISITS = Matrix(
    key="leaves", text={"en": "The visits:"}, rows=(Choice("port", {"en": "Port"}),), columns=GRADES, outside="missed"
)


@pytest.mark.parametrize(("again", "expected"), [(15, ""), (10, "twice")])
@pytest.mark.parametrize("fact", [LEAVES, VISITS])
async def test_split_in_one_survey_and_in_another(
    training: House, desk: httpx.AsyncClient, fact: Question, again: int, expected: str
) -> None:
    """By roles in the first, by cities in the second: all of Lagos less the planners is one. So the second splits
    nothing that the first asked; and all who answered again, less the planners who did, are few as well.
    """
    city = SingleChoice(
        key="city",
        text={"en": "Your city?"},
        choices=(Choice("lagos", {"en": "Lagos"}), Choice("lima", {"en": "Lima"})),
    )
    roles = ["plan"] * 7 + ["it"] * 8
    cities = ["lagos"] * 8 + ["lima"] * 7
    rows: list[Answers] = [
        {"role": role, "city": town, "leaves": place == 7 if fact is LEAVES else {"port": "good"}, "good": 3}
        for place, (role, town) in enumerate(zip(roles, cities, strict=True))
    ]
    await of(training, (ROLE, fact), rows)
    two = await of(training, (city, fact, GOOD), rows[:again])
    body = (await desk.get(path(two, "results.json"))).json()
    found = {each["key"]: (each["hidden"], sorted(each["split"])) for each in body["results"]}
    split = ["city"] if again == 15 else []
    assert (found["leaves" if fact is LEAVES else "leaves.port"], found["good"]) == ((expected, []), ("", split))


@pytest.mark.parametrize(("named", "expected"), [(14, "twice"), (15, ""), (10, "")])
async def test_who_said_it_by_name_is_known(
    training: House, desk: httpx.AsyncClient, named: int, expected: str
) -> None:
    """Fourteen say it with their names, all fifteen without: what is left over is one, five or nobody."""
    await of(training, (LEAVES,), [{"leaves": True}] * named, anonymous=False)
    two = await of(training, (LEAVES,), [{"leaves": True}] * 15)
    assert await hidden(desk, two) == {"leaves": expected}


async def test_names_of_others_hide_nothing(training: House, desk: httpx.AsyncClient) -> None:
    """Whoever said it by name, and not in the anonymous survey, is known already; nobody else is left over."""
    await of(training, (LEAVES,), [{"leaves": True}] * 17, people=WHO[:17], anonymous=False)
    two = await of(training, (LEAVES,), [{"leaves": True}] * 15)
    assert await hidden(desk, two) == {"leaves": ""}
