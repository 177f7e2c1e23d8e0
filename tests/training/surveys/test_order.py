"""Where questions stand in the builder: behind another one, sections with what they hold, copies, line by line."""

import httpx
import pytest

from services.training.domain.surveys import order
from services.training.domain.surveys.answering import check
from services.training.domain.surveys.item_form import read_item
from services.training.domain.surveys.questions import Item, Matrix, Question, Section, YesNo
from shared.house import House
from tests.training.surveys.building import PATH, revision, words
from tests.training.surveys.drafts import draft, items_of
from tests.training.surveys.questions import choices, en


def survey(keys: str) -> list[Question]:
    """Sections have capital letters."""
    return [(Section if key.isupper() else YesNo)(key=key, text=en(key)) for key in keys]


def keys(items: list[Question]) -> str:
    return "".join(item.key for item in items)


@pytest.mark.parametrize(
    ("items", "moved", "after", "then"),
    [
        ("abc", "a", "b", "bac"),
        ("abc", "c", order.BEGINNING, "cab"),
        ("abc", "b", "gone", "abc"),
        ("AbcDe", "D", order.BEGINNING, "DeAbc"),
        ("AbcDe", "A", "e", "DeAbc"),
        ("AbcDe", "b", "D", "AcDbe"),
        ("abC", "C", "a", "aCb"),
        ("abc", "", "a", "anbc"),
        ("abc", "", "", "abcn"),
    ],
)
def test_a_question_stands_behind_another_a_section_with_what_it_holds(
    items: str, moved: str, after: str, then: str
) -> None:
    every = survey(items)
    moving, rest, stood = order.without(every, keys(every).index(moved) if moved else None)
    place = order.landing(rest, after, stood)
    assert keys([*rest[:place], *(moving or survey("n")), *rest[place:]]) == then


def test_a_section_with_questions_stands_behind_whole_sections_only() -> None:
    every = survey("aBcdEf")
    assert [keys(order.choices(every, place)) for place in (0, 1, None)] == ["BcdEf", "af", "aBcdEf"]
    assert [order.before(every, place) for place in (0, 1, None)] == [order.BEGINNING, "a", "f"]


def test_what_is_right_is_ticked_by_its_line_before_it_has_a_key() -> None:
    body = {"text.en": "What is open?", "choices.en": "Door\nWindow\nGate", "right": ["#3", "#1", "#9"]}
    item = read_item("knowledge", body, ["en"])
    assert (item.right, [each.key for each in item.choices]) == (("door", "gate"), ["door", "window", "gate"])  # type: ignore[union-attr]  # of this type
    again = read_item("knowledge", body | {"choices.en": "Door\nWindows\nGate", "right": "#2"}, ["en"], before=item)
    assert again.right == ("window",)  # type: ignore[union-attr]  # a reworded line keeps its key


def test_every_row_that_lacks_an_answer_is_named_at_once() -> None:
    item = Matrix(
        key="x", text=en("Parts"), rows=choices("bus", "lunch", "talk"), columns=choices("a", "b"), required=True
    )
    _, problems = check([item], {"x": {"lunch": "a"}}, language="en")
    assert [problem.params["row"] for problem in problems] == ["The Bus; The Talk"]


async def test_one_is_added_in_the_middle_and_copied(training: House, desk: httpx.AsyncClient) -> None:
    made = await draft(training, "session")
    path = f"{PATH}/{made.id}"
    before = [item.key for item in made.items]
    form = {"revision": await revision(training, made.id), "text.en": "The visit", "after": before[0]}
    added = await desk.post(f"{path}/questions/new?type=section", data=form)
    assert added.headers["location"] == f"{path}?done=kept#question-the_visit"
    copied = await desk.post(f"{path}/questions/{before[1]}/copy")
    assert copied.headers["location"] == f"{path}/questions/{before[1]}_2?done=copied"
    items: list[Item] = await items_of(training, made.id)
    assert [item.key for item in items] == [before[0], "the_visit", before[1], f"{before[1]}_2", *before[2:]]
    assert items[3].text == items[2].text
    page = await desk.get(path)
    assert '<ol class="builder" start="2">' in page.text, "numbers go on behind a section"
    assert "This is the copy" in words(await desk.get(copied.headers["location"]))
