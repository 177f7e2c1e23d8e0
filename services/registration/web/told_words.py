"""Who gets a message of what is done with registrations, and who does not, as the pages before and after say it."""

from services.registration.domain.unreached import Unreached
from shared.i18n import Translator


def told_words(people: int, unreached: Unreached, texts: Translator) -> list[str]:
    """That they get a message, so far as they do."""
    if people == 1:
        return unreached_words(people, unreached, texts) or [texts.gettext("They get a message.")]
    reached = people - unreached.no_mailbox
    told = texts.gettext("Each of them gets a message.") if reached == people else texts.gettext("The others get one.")
    nobody, doubtful = _no_mailbox(people, unreached, texts), _failed(people, unreached, texts)
    return [*nobody, *([told] if reached else []), *doubtful]


def change_told_words(people: int, unreached: Unreached, entry: str, texts: Translator) -> list[str]:
    """The same of a change that notify gathers with others; `entry` is what it does to calendars, "" for nothing."""
    told = told_words(people, unreached, texts)
    if people == unreached.no_mailbox:
        return told
    gathered = texts.gettext("Changes within some minutes of each other become one message.")
    return [*told, *([entry] if entry else []), gathered]


def unreached_words(people: int, unreached: Unreached, texts: Translator) -> list[str]:
    """Whom the message does not reach, and what to do; nothing where it reaches all, as far as is known."""
    return [*_no_mailbox(people, unreached, texts), *_failed(people, unreached, texts)]


def _no_mailbox(people: int, unreached: Unreached, texts: Translator) -> list[str]:
    if not unreached.no_mailbox:
        return []
    if people == 1:
        return [
            texts.gettext(
                "No message goes to them: their mail server says that there is no such mailbox. Tell them another way."
            )
        ]
    return [
        texts.ngettext(
            "%(num)s of them gets no message, for the mail server knows no such mailbox: tell them another way.",
            "%(num)s of them get no message, for the mail server knows no such mailbox: tell them another way.",
            unreached.no_mailbox,
        )
    ]


def _failed(people: int, unreached: Unreached, texts: Translator) -> list[str]:
    if not unreached.failed:
        return []
    if people == 1:
        return [texts.gettext("Mail to this address did not arrive. Messages will show whether this one does.")]
    return [
        texts.ngettext(
            "To %(num)s of them mail did not arrive before. Messages will show whether this one does.",
            "To %(num)s of them mail did not arrive before. Messages will show whether this one does.",
            unreached.failed,
        )
    ]
