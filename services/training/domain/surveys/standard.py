"""Questions that come with the house: version 1 in the bank. Their words are English, translated as every text.

Most ask what people can do or did, not how satisfied they are (W. Thalheimer, Performance-Focused Learner Surveys,
2022); "before and now" is the retrospective pre-test (Howard 1980), which people answer by one measure.
"""

from services.training.domain.surveys.bank import BankQuestion
from services.training.domain.surveys.questions import (
    BeforeNow,
    Choice,
    ConcreteChoice,
    LongText,
    Matrix,
    MultipleChoice,
    Number,
    Question,
    Rating,
    Recommendation,
    SingleChoice,
    YesNo,
)
from shared.i18n.mark import mark


def _choice(key: str, words: str) -> Choice:
    return Choice(key, {"en": words})


_OBSTACLES = (
    _choice("time", mark("No time for it")),
    _choice("money", mark("No budget")),
    _choice("backing", mark("My superiors are not convinced")),
    _choice("rules", mark("Rules or procedures stand against it")),
    _choice("means", mark("Data, tools or technology are missing")),
    _choice("alone", mark("I am the only one who knows about it")),
    _choice("unfit", mark("It does not fit our situation")),
    _choice("none", mark("Nothing")),
)
_GRADES = (
    _choice("poor", mark("Poor")),
    _choice("fair", mark("Fair")),
    _choice("good", mark("Good")),
    _choice("very_good", mark("Very good")),
    _choice("missed", mark("Missed it")),
)
_ABLE = (
    _choice("none", mark("I would not know how to begin")),
    _choice("idea", mark("I have an idea of it, but need more guidance first")),
    _choice("practice", mark("I can use it with some practice or help")),
    _choice("able", mark("I can use it on my own")),
)

_SESSION: tuple[Question, ...] = (
    ConcreteChoice(
        key="session_able", text={"en": mark("How able are you to use what this session was about in your work?")},
        choices=_ABLE, good=("practice", "able"),
    ),
    ConcreteChoice(
        key="session_use", text={"en": mark("When will you use it?")},
        choices=(
            _choice("never", mark("I see no use for it in my work")),
            _choice("someday", mark("Perhaps one day")),
            _choice("months", mark("Within six months")),
            _choice("weeks", mark("Within a month")),
        ),
        good=("months", "weeks"),
    ),
    SingleChoice(
        key="session_pace", text={"en": mark("How was the pace?")},
        choices=(
            _choice("slow", mark("Too slow")), _choice("right", mark("Right for me")),
            _choice("fast", mark("Too fast")),
        ),
    ),
    LongText(key="improve", text={"en": mark("What should we keep, and what should we change?")}, limit=600),
)  # fmt: skip
_COURSE: tuple[Question, ...] = (
    Rating(
        key="course_relevant", text={"en": mark("How relevant was the training for your work?")},
        low_label={"en": mark("Not relevant")}, high_label={"en": mark("Highly relevant")},
    ),
    Matrix(
        key="course_parts", text={"en": mark("How was each part?")},
        rows=(
            _choice("lectures", mark("Lectures")), _choice("workshops", mark("Workshops and exercises")),
            _choice("visits", mark("Study visits")), _choice("exchange", mark("Exchange with the other participants")),
            _choice("organisation", mark("Organisation and care")),
        ),
        columns=_GRADES, outside="missed",
    ),
    ConcreteChoice(
        key="course_able", text={"en": mark("How able are you to put into practice what you learned?")},
        choices=_ABLE, good=("practice", "able"),
    ),
    BeforeNow(
        key="course_skill", text={"en": mark("How well could you lead a project in this field?")},
        help={"en": mark("Judge by what you know today: how well before the training, and how well now.")},
        low_label={"en": mark("Not at all")}, high_label={"en": mark("Very well")},
    ),
    MultipleChoice(
        key="course_obstacles", text={"en": mark("What could keep you from using what you learned?")},
        choices=_OBSTACLES, other=True, alone="none",
    ),
    LongText(key="course_plan", text={"en": mark("What will you do first when you are back at work?")}, limit=600),
    Recommendation(key="recommend", text={"en": mark("How likely are you to recommend it to a colleague?")}),
)  # fmt: skip
_FOLLOW_UP: tuple[Question, ...] = (
    ConcreteChoice(
        key="follow_used", text={"en": mark("What have you done with what you learned in the training?")},
        choices=(
            _choice("nothing", mark("Nothing yet")),
            _choice("told", mark("I told colleagues about it")),
            _choice("tried", mark("I tried it once")),
            _choice("sometimes", mark("I use it now and then")),
            _choice("regular", mark("It is part of my regular work")),
        ),
        good=("tried", "sometimes", "regular"),
    ),
    LongText(
        key="follow_example",
        text={"en": mark("Tell us of one case in which you used it: what did you do, and what came of it?")},
        limit=1500,
    ),
    MultipleChoice(
        key="follow_obstacles", text={"en": mark("What kept you from using it?")}, choices=_OBSTACLES, other=True,
        alone="none",
    ),
    ConcreteChoice(
        key="follow_support", text={"en": mark("How does your organisation support you in using it?")},
        choices=(
            _choice("against", mark("It stands in the way")),
            _choice("none", mark("Nobody has asked me about it")),
            _choice("asked", mark("My superiors know of it and let me go on")),
            _choice("given", mark("I was given time, people or money for it")),
        ),
        good=("asked", "given"),
    ),
    Number(
        key="follow_shared", text={"en": mark("With how many colleagues have you shared what you learned?")},
        least=0, most=10000, unit={"en": mark("colleagues")}, bounds=(1, 6, 21),
    ),
    YesNo(key="follow_contact", text={"en": mark("Are you in contact with other participants of the training?")}),
)  # fmt: skip
_EVENT: tuple[Question, ...] = (
    Rating(
        key="event_useful", text={"en": mark("How useful was it for your work?")},
        low_label={"en": mark("Not useful")}, high_label={"en": mark("Very useful")},
    ),
    SingleChoice(
        key="event_how", text={"en": mark("How did you follow it?")},
        choices=(
            _choice("live", mark("Live, all of it")), _choice("part", mark("Live, a part of it")),
            _choice("recording", mark("Later, as a recording")),
        ),
    ),
    ConcreteChoice(
        key="event_next", text={"en": mark("What will you do with it?")},
        choices=(
            _choice("nothing", mark("Nothing in particular")),
            _choice("share", mark("Share it with colleagues")),
            _choice("learn", mark("Find out more, or get in touch with a speaker")),
            _choice("act", mark("Begin or change something in my organisation")),
        ),
        good=("learn", "act"),
    ),
    Matrix(
        key="assembly_parts", text={"en": mark("How was each part?")},
        rows=(
            _choice("plenary", mark("Plenary sessions")), _choice("roundtables", mark("Roundtables")),
            _choice("meetings", mark("Meetings with cities and companies")),
            _choice("visits", mark("Visits and receptions")), _choice("organisation", mark("Organisation and care")),
        ),
        columns=_GRADES, outside="missed",
    ),
    Number(
        key="event_contacts", text={"en": mark("How many people did you meet whom you will contact again?")},
        least=0, most=500, unit={"en": mark("people")}, bounds=(1, 4, 11),
    ),
)  # fmt: skip

_TAGGED = (("session", _SESSION), ("course", _COURSE), ("follow-up", _FOLLOW_UP), ("event", _EVENT))
STANDARD: dict[str, BankQuestion] = {
    item.key: BankQuestion(key=item.key, version=1, question=item, tags=(tag,), retired_at=None)
    for tag, items in _TAGGED
    for item in items
}
"""By key. A changed one stands in the database as version 2 and on."""
