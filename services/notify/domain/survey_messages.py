"""What people are told of surveys: a part of the table of messages. Reminders may be switched off."""

from services.notify.domain.message_kind import Category, MessageKind
from shared.i18n import mark

BY_TAKING_PART = mark("You get this because you took part, with this address. Questions? Answer this message.")
_FACTS = frozenset({"survey", "about", "until", "names"})

SURVEYS = (
    MessageKind(
        name="survey.invitation",
        category=Category.NOTICE,
        subject=mark("Your opinion: %(title)s"),
        needs=_FACTS,
        because=BY_TAKING_PART,
        alone=True,
    ),
    MessageKind(
        name="survey.reminder",
        category=Category.REMINDER,
        subject=mark("Still open: %(title)s"),
        needs=_FACTS,
        because=BY_TAKING_PART,
        alone=True,
    ),
    MessageKind(
        name="survey.link",
        category=Category.TRANSACTIONAL,
        subject=mark("Your link: %(title)s"),
        needs=_FACTS,
        because=mark("You get this because somebody asked for the link with this address. It is of use to you alone."),
        alone=True,
    ),
)
