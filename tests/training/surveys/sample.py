"""A survey with a question of nearly every type, and answers of a class (15) or of a workshop (40)."""

import random

from services.training.domain.surveys.questions import (
    Answers,
    BankRef,
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
    SingleChoice,
    YesNo,
)

POINTS = tuple(Choice(key, {"en": text}) for key, text in (("poor", "Poor"), ("fair", "Fair"), ("good", "Good")))
ITEMS: tuple[Question, ...] = (
    Section(key="course", text={"en": "The course", "ko": "과정"}),
    Rating(
        key="useful",
        text={"en": "How useful was the course for your work?", "ko": "업무에 얼마나 유용했나요?"},
        low_label={"en": "Not useful"},
        high_label={"en": "Very useful"},
        required=True,
        bank=BankRef("useful", 1),
    ),
    Recommendation(key="nps", text={"en": "How likely are you to recommend it to a colleague?"}, required=True),
    Matrix(
        key="visits",
        text={"en": "The study visits:"},
        rows=(
            Choice("topis", {"en": "TOPIS, the traffic centre"}),
            Choice("water", {"en": "Arisu water works"}),
        ),
        columns=(*POINTS, Choice("missed", {"en": "I missed it"})),
        outside="missed",
    ),
    BeforeNow(
        key="confident",
        text={"en": "How confident are you to plan a data platform?"},
        low_label={"en": "Not at all"},
        high_label={"en": "Very"},
    ),
    ConcreteChoice(
        key="done",
        text={"en": "What will happen at home?"},
        choices=(
            Choice("nothing", {"en": "Nothing"}),
            Choice("talk", {"en": "I talk about it with my team"}),
            Choice("plan", {"en": "There is a plan with a date"}),
        ),
        good=("plan",),
    ),
    Knowledge(
        key="dpia",
        text={"en": "When is an impact assessment due?"},
        choices=(
            Choice("after", {"en": "After the launch"}),
            Choice("before", {"en": "Before data are collected"}),
            Choice("never", {"en": "Never, if data are public"}),
        ),
        right=("before",),
    ),
    Section(key="you", text={"en": "You"}),
    SingleChoice(
        key="role",
        text={"en": "What do you do?"},
        choices=(Choice("plan", {"en": "Planning"}), Choice("it", {"en": "IT"}), Choice("law", {"en": "Law"})),
        other=True,
    ),
    MultipleChoice(
        key="topics",
        text={"en": "What should come next?"},
        choices=(Choice("gis", {"en": "Maps"}), Choice("ai", {"en": "AI"}), Choice("law", {"en": "Law"})),
        other=True,
    ),
    YesNo(key="again", text={"en": "Would you come again?"}),
    Number(key="years", text={"en": "How many years have you worked for your city?"}),
    LongText(key="better", text={"en": "What should we do differently?"}),
)
COMMENTS = (
    "More time for questions after the lectures.", "발표 자료를 미리 받고 싶습니다.",
    "Menos diapositivas y más práctica.",
    "<b>Louder</b> microphones", "=SUM(A1:A9)", "المزيد من الزيارات الميدانية", "The second visit was far away.",
)  # fmt: skip


def answers(many: int, seed: int = 1) -> list[Answers]:
    """Of so many people. The last two of a class are alone in their role."""
    lot = random.Random(seed)  # noqa: S311  # the same people in every run
    return [_answers(lot, number, many) for number in range(many)]


def _answers(lot: random.Random, number: int, many: int) -> Answers:
    before = lot.randint(1, 3)
    found: Answers = {
        "useful": lot.choice([2, 3, 4, 4, 4, 5, 5]),
        "nps": lot.choice([5, 7, 8, 8, 9, 9, 9, 10, 10]),
        "visits": {"topis": lot.choice(["fair", "good", "good"]), "water": lot.choice(["poor", "fair", "missed"])},
        "confident": {"before": before, "now": min(5, before + lot.randint(0, 2))},
        "done": lot.choice(["talk", "talk", "plan", "nothing"]),
        "dpia": lot.choice(["before", "before", "after"]),
        "role": "law" if number >= many - 2 else "it" if number % 2 else "plan",
        "topics": {"keys": lot.choice([["gis"], ["gis", "ai"], ["ai", "other"]]), "other": ""},
        "again": lot.random() < 0.9,
        "years": lot.randint(1, 30),
    }
    if number % 5 == 0:
        del found["done"]
    return found
