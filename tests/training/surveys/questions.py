"""A question of each type, answered: the test row of the type. A new type needs one here."""

from typing import Any

import msgspec

from services.training.domain.surveys.questions import (
    Answer,
    BeforeNow,
    Choice,
    ConcreteChoice,
    Knowledge,
    LongText,
    Matrix,
    MultipleChoice,
    Number,
    Question,
    Rating,
    Recommendation,
    Section,
    ShortText,
    SingleChoice,
    YesNo,
)


def en(words: str, **others: str) -> dict[str, str]:
    return {"en": words, **others}


def choices(*keys: str) -> tuple[Choice, ...]:
    """Each with words of its own: "water" is "The Water"."""
    return tuple(Choice(key, en(f"The {key.title()}")) for key in keys)


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """`form` is what a browser sends, `json` what a program does; both are `answer`. `bad` gives `problem`.

    `left` and `words` are what `split` makes of the answer, `fields` the names that the template must have.
    """

    item: Question
    form: dict[str, list[str]] = {}
    json: Any = None
    answer: Answer | None = None
    bad: Any = None
    problem: str = ""
    left: Answer | None = None
    words: list[str] = []
    fields: list[str] = []


LOW, HIGH = en("Little"), en("Much")
ROWS = (
    Row(item=Section(key="x", text=en("About the visit"))),
    Row(
        item=Rating(key="x", text=en("How useful was it?"), low_label=LOW, high_label=HIGH),
        form={"q.x": ["4"]}, json=4, answer=4, left=4,
        bad=6, problem="Choose one of the answers", fields=["q.x"],
    ),
    Row(
        item=Matrix(
            key="x", text=en("How was each part?"), rows=choices("a", "b"), columns=choices("poor", "good", "missed"),
            outside="missed",
        ),
        form={"q.x.a": ["good"], "q.x.b": ["missed"]}, json={"a": "good", "b": "missed"},
        answer={"a": "good", "b": "missed"}, left={"a": "good", "b": "missed"},
        bad={"a": "fine"}, problem="Choose an answer for: The A", fields=["q.x.a", "q.x.b"],
    ),
    Row(
        item=SingleChoice(key="x", text=en("How did you follow it?"), choices=choices("room", "zoom"), other=True),
        form={"q.x": ["other"], "q.x.other": [" By  radio "]}, json={"other": "By radio"}, answer={"other": "By radio"},
        left="other", words=["By radio"], bad="radio", problem="Choose one of the answers", fields=["q.x", "q.x.other"],
    ),
    Row(
        item=MultipleChoice(
            key="x", text=en("What to start with?"), choices=choices("water", "waste", "power"), other=True, at_most=2
        ),
        form={"q.x": ["waste"], "q.x.other": ["Trams"]}, json={"keys": ["waste"], "other": "Trams"},
        answer={"keys": ["waste", "other"], "other": "Trams"}, left={"keys": ["waste", "other"], "other": ""},
        words=["Trams"], bad={"keys": ["water", "waste", "power"]}, problem="Choose 2 at most; you chose 3",
        fields=["q.x", "q.x.other"],
    ),
    Row(
        item=YesNo(key="x", text=en("Did you apply it?")), form={"q.x": ["no"]}, json=False, answer=False, left=False,
        bad="perhaps", problem="Choose one of the answers", fields=["q.x"],
    ),
    Row(
        item=Number(key="x", text=en("How many people?"), least=0, most=500, unit=en("people")),
        form={"q.x": ["12"]}, json=12, answer=12, left=12, bad="-3", problem="Write a number from 0 to 500",
        fields=["q.x"],
    ),
    Row(
        item=ShortText(key="x", text=en("In a word"), limit=20), form={"q.x": [" Much "]}, json="Much", answer="Much",
        words=["Much"], bad="much " * 9, problem="Shorten this to 20 characters; it has 44", fields=["q.x"],
    ),
    Row(
        item=LongText(key="x", text=en("What should change?"), limit=60),
        form={"q.x": ["More time.\r\n\r\nLess talk."]},
        json="More time.\nLess talk.", answer="More time.\nLess talk.", words=["More time.\nLess talk."],
        bad=["More"], problem="Write this as text", fields=["q.x"],
    ),
    Row(
        item=Recommendation(key="x", text=en("Would you recommend it?")), form={"q.x": ["0"]}, json=0, answer=0, left=0,
        bad=True, problem="Choose one of the answers", fields=["q.x"],
    ),
    Row(
        item=ConcreteChoice(key="x", text=en("What can you do now?"), choices=choices("nothing", "all"), good=("all",)),
        form={"q.x": ["all"]}, json="all", answer="all", left="all", bad="some", problem="Choose one of the answers",
        fields=["q.x"],
    ),
    Row(
        item=Knowledge(key="x", text=en("What is a digital twin?"), choices=choices("model", "copy"), right=("model",)),
        form={"q.x": ["copy"]}, json="copy", answer="copy", left="copy", bad=3, problem="Choose one of the answers",
        fields=["q.x"],
    ),
    Row(
        item=BeforeNow(key="x", text=en("I can plan a project"), low_label=LOW, high_label=HIGH),
        form={"q.x.before": ["2"], "q.x.now": ["4"]},
        json={"before": 2, "now": 4}, answer={"before": 2, "now": 4}, left={"before": 2, "now": 4}, bad={"now": 4},
        problem="Answer both: for before and for now", fields=["q.x.before", "q.x.now"],
    ),
)  # fmt: skip
