"""What people are told of surveys: a part of the table of messages. Reminders may be switched off."""

from services.notify.domain.message_kind import Category, MessageKind
from shared.i18n import mark

_BY_PLACE = mark(
    "You get this because of a place in this course, or because you came to this event, with this address. Questions? "
    "Answer this message."
)
"""True before, during and after a course: a survey may open at any time of it."""

_FACTS = frozenset({"survey", "about", "until", "names"})
_DAY = frozenset({"day"})
"""When what it is about takes place, which tells two of one title apart."""

SURVEYS = (
    MessageKind(
        name="survey.invitation",
        called=mark("Invitation to a survey"),
        category=Category.NOTICE,
        subject=mark("Your opinion: %(title)s"),
        needs=_FACTS,
        may=_DAY,
        because=_BY_PLACE,
        alone=True,
    ),
    MessageKind(
        name="survey.reminder",
        called=mark("Reminder of a survey"),
        category=Category.REMINDER,
        subject=mark("Still open: %(title)s"),
        needs=_FACTS,
        may=_DAY,
        because=_BY_PLACE,
        alone=True,
    ),
    MessageKind(
        name="survey.link",
        called=mark("Link to a survey, asked for"),
        category=Category.TRANSACTIONAL,
        subject=mark("Your link: %(title)s"),
        needs=_FACTS,
        may=_DAY,
        because=mark("You get this because somebody asked for the link with this address. It is of use to you alone."),
        alone=True,
    ),
)
