"""What a survey can begin from. A template is an entry here; what several share comes from the bank."""

from enum import StrEnum

import msgspec

from services.training.domain.surveys.questions import Choice, Condition, Knowledge, Question, Rating
from services.training.domain.surveys.survey import Anchor, Schedule
from shared.i18n.mark import mark

_HOUR, _DAY = 60, 24 * 60


class Sort(StrEnum):
    """What a survey is about."""

    SESSION = "session"
    COHORT = "cohort"
    EVENT = "event"


class Taken(msgspec.Struct, frozen=True):
    """A question of the bank, required or not, asked under a condition or always."""

    bank: str
    required: bool = False
    when: Condition | None = None


class Template(msgspec.Struct, frozen=True, kw_only=True):
    """`words` and `about` are for organizers, `title` and `intro` for people; all are English, translated when it is
    taken. None counts questions: some may be added. `after`: it makes a pair, and this is the schedule of the second
    one. Without `live` all is shown at the close, and breakdowns with it.
    """

    words: str
    about: str
    title: str
    intro: str
    sorts: tuple[Sort, ...]
    items: tuple[Question | Taken, ...]
    schedule: Schedule
    after: Schedule | None = None
    live: bool = True
    title_after: str = ""


def _must(bank: str) -> Taken:
    """Nobody may leave it out. Of questions that can be skipped nothing is shown before the close (decision 0013)."""
    return Taken(bank, required=True)


_THANKS = mark("Your answers help to make it better.")
_KNOWN: tuple[Question, ...] = (
    Rating(
        key="confident", required=True, text={"en": mark("How sure do you feel in the subject of this training?")},
        low_label={"en": mark("Not sure at all")}, high_label={"en": mark("Very sure")},
    ),
    Knowledge(
        key="open_standard",
        required=True,
        text={"en": mark("Two city systems of different makers are to exchange data. What comes first?")},
        choices=(
            Choice("standard", {"en": mark("Agree on an open standard and what the data mean")}),
            Choice("vendor", {"en": mark("Buy everything from one maker")}),
            Choice("copy", {"en": mark("Copy the data by hand every month")}),
            Choice("unsure", {"en": mark("I do not know")}),
        ),
        right=("standard",),
    ),
    Knowledge(
        key="pilot", required=True,
        text={"en": mark("What shows that a pilot project is ready to be used in the whole city?")},
        choices=(
            Choice("liked", {"en": mark("Visitors liked it")}),
            Choice("measured", {"en": mark("It reached measures that were set before it began")}),
            Choice("finished", {"en": mark("Its budget is spent")}),
            Choice("unsure", {"en": mark("I do not know")}),
        ),
        right=("measured",),
    ),
    Knowledge(
        key="personal_data", required=True,
        text={"en": mark("A sensor counts passers-by. Which way protects them best?")},
        choices=(
            Choice("keep", {"en": mark("Keep the pictures and lock them away")}),
            Choice("count", {"en": mark("Keep the count only, and no picture at all")}),
            Choice("sign", {"en": mark("Put up a sign and keep everything")}),
            Choice("unsure", {"en": mark("I do not know")}),
        ),
        right=("count",),
    ),
)  # fmt: skip
_USED = ("tried", "sometimes", "regular")

TEMPLATES: dict[str, Template] = {
    "session": Template(
        words=mark("Session feedback"),
        about=mark("A minute on a phone, right after the session."),
        title=mark("How was this session?"),
        intro=_THANKS,
        sorts=(Sort.SESSION,),
        items=(_must("session_able"), _must("session_use"), _must("session_pace"), Taken("improve")),
        schedule=Schedule(opens_after=-10, open_for=3 * _DAY, reminders=(_DAY,)),
    ),
    "course_end": Template(
        words=mark("End of training"),
        about=mark("How people found it, and what they can do now (Kirkpatrick level 1)."),
        title=mark("How was the training?"),
        intro=mark("Your answers help the next cohort."),
        sorts=(Sort.COHORT,),
        items=(
            _must("course_relevant"), _must("course_parts"), _must("course_able"), _must("course_skill"),
            Taken("course_obstacles"), Taken("course_plan"), _must("recommend"), Taken("improve"),
        ),
        schedule=Schedule(opens_after=-2 * _HOUR, open_for=14 * _DAY),
    ),
    "knowledge": Template(
        words=mark("Knowledge before and after"),
        about=mark("The same questions twice, so that each person's change shows (Kirkpatrick level 2)."),
        title=mark("What do you know before the training?"),
        title_after=mark("What do you know after the training?"),
        intro=mark("This is no examination: nobody sees what you answered. It shows what the training is good for."),
        sorts=(Sort.COHORT,),
        items=_KNOWN,
        schedule=Schedule(anchor=Anchor.START, opens_after=-7 * _DAY, open_for=7 * _DAY, reminders=(4 * _DAY,)),
        after=Schedule(opens_after=-2 * _HOUR, open_for=10 * _DAY, reminders=(3 * _DAY, 7 * _DAY)),
        live=False,
    ),
    "follow_up": Template(
        words=mark("Follow-up after three to six months"),
        about=mark("What people have done with it, and what kept them from it (Kirkpatrick level 3)."),
        title=mark("What became of the training?"),
        intro=mark("Some months have passed. What you tell us shows what the training is good for."),
        sorts=(Sort.COHORT,),
        items=(
            _must("follow_used"),
            Taken("follow_example", when=Condition("follow_used", _USED)),
            Taken("follow_obstacles", when=Condition("follow_used", ("nothing", "told"))),
            Taken("follow_support"), _must("course_skill"), Taken("follow_shared"), Taken("follow_contact"),
            _must("recommend"),
        ),
        schedule=Schedule(opens_after=120 * _DAY, open_for=21 * _DAY, reminders=(5 * _DAY, 14 * _DAY)),
    ),
    "webinar": Template(
        words=mark("Webinar"),
        about=mark("Whether it was of use, and what follows from it."),
        title=mark("How was the webinar?"),
        intro=_THANKS,
        sorts=(Sort.EVENT,),
        items=(_must("event_useful"), _must("event_how"), _must("event_next"), _must("recommend"), Taken("improve")),
        schedule=Schedule(open_for=7 * _DAY, reminders=(2 * _DAY,)),
    ),
    "assembly": Template(
        words=mark("General Assembly"),
        about=mark("Parts, contacts and what follows from it."),
        title=mark("How was the General Assembly?"),
        intro=mark("Your answers help to make the next one better."),
        sorts=(Sort.EVENT,),
        items=(
            _must("event_useful"), _must("assembly_parts"), Taken("event_contacts"), _must("event_next"),
            _must("recommend"), Taken("improve"),
        ),
        schedule=Schedule(open_for=14 * _DAY, reminders=(3 * _DAY, 9 * _DAY)),
        live=False,
    ),
}  # fmt: skip
"""By key."""
