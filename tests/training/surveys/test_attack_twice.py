"""The same question asked twice about the same thing: fifteen answer once, fourteen of them again."""

import csv
import io
import zipfile
from collections import Counter
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from services.training.domain.surveys.questions import Answers, Choice, Question, Rating, SingleChoice
from shared.house import House
from tests.training import people
from tests.training.surveys import stored
from tests.training.surveys.results import FORMS, path

ROLE = SingleChoice(
    key="role", text={"en": "What do you do?"}, required=True, other=True,
    choices=(Choice("plan", {"en": "Planning"}), Choice("it", {"en": "IT"}), Choice("law", {"en": "Lawyers"})),
)  # fmt: skip
SURE = Rating(key="sure", text={"en": "Sure?"}, low_label={"en": "No"}, high_label={"en": "Yes"}, required=True)
ITEMS: tuple[Question, ...] = (SURE, ROLE)
ROLES = ["plan"] * 7 + ["it"] * 7 + ["law"]


async def asked(house: House, who: list[UUID], roles: list[str], **about: Any) -> UUID:
    rows: list[Answers] = [{"role": role, "sure": 3} for role in roles]
    about.setdefault("cohort_id", await people.jeju(house))
    id_ = await stored.survey(house, ITEMS, rows, {"role": ["Else"] * 6}, people=who, **about)
    async with house.db.transaction() as tx:
        await tx.conn.execute("UPDATE surveys SET opens_at = opens_at + interval '1 hour' WHERE id <> $1", id_)
        await tx.conn.execute("UPDATE surveys SET opens_at = opens_at - interval '3 hours' WHERE id <> $1", id_)
    return id_


async def told(desk: httpx.AsyncClient, id_: UUID) -> Counter[str] | str:
    """How many do what, by the API; or why it is hidden."""
    body = (await desk.get(path(id_, "results.json"))).json()
    role = next(each for each in body["results"] if each["key"] == "role")
    assert next(each for each in body["results"] if each["key"] == "sure")["numbers"]
    if role["numbers"] is None:
        return str(role["hidden"])
    return Counter({each["key"]: each["count"] for each in role["numbers"]["counts"] if each["count"]})


async def test_fifteen_less_fourteen_is_one(training: House, desk: httpx.AsyncClient) -> None:
    """Who did not answer again is known by name. In no form of the second survey stands what they do."""
    who = [uuid4() for _ in range(15)]
    one = await asked(training, who, ROLES)
    two = await asked(training, who, ROLES[:14])
    assert Counter(ROLES) - Counter(ROLES[:14]) == Counter({"law": 1}), "what both together would say"
    assert [await told(desk, id_) for id_ in (one, two)] == [Counter(ROLES), "twice"]
    for form in FORMS:
        file = await desk.get(path(two, form))
        assert file.status_code == 200
        content = file.content
        if form == "results.xlsx":
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                content = b"".join(book.read(name) for name in book.namelist())
        assert (b"Lawyers" in content) is (form == "codebook.csv"), form
        assert b">Else<" not in content, form
    lines = list(csv.DictReader(io.StringIO((await desk.get(path(two, "results.csv"))).content.decode("utf-8-sig"))))
    for key in ("role", "role.other"):
        assert [(each["What"], each["Answer"]) for each in lines if each["Key"] == key] == [("hidden", "twice")]


@pytest.mark.parametrize(
    ("again", "state", "hidden"),
    [
        ((0, 15), "closed", False),
        ((0, 10), "closed", False),
        ((0, 11), "closed", True),
        ((5, 20), "closed", False),
        ((1, 16), "closed", True),
        ((0, 15), "open", True),
    ],
)
async def test_who_is_over_is_nobody_or_enough(
    training: House, desk: httpx.AsyncClient, again: tuple[int, int], state: str, hidden: bool
) -> None:
    """On both sides, and not while one of the two is open."""
    who = [uuid4() for _ in range(20)]
    one = await asked(training, who[:15], ["plan"] * 15, state=state)
    two = await asked(training, who[slice(*again)], ["plan"] * len(range(*again)))
    why = "wait" if state == "open" else "twice"
    assert await told(desk, two) == (why if hidden else Counter({"plan": len(range(*again))}))
    assert await told(desk, one) == Counter({"plan": 15})
