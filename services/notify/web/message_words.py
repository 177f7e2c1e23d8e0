"""Messages in an organizer's words: what kind, where it stands, what happened to a try."""

from services.notify.domain.deliveries import Outcome, State
from services.notify.domain.messages import MESSAGES
from services.notify.operations.messages import Listed
from shared.i18n import Translator, mark

# The mark (shared/web/templates/parts/parts.html, status) and the words.
_STATES = {
    State.QUEUED: ("pending", mark("Waiting to be sent")),
    State.SENDING: ("pending", mark("Being sent")),
    State.RETRY: ("late", mark("Will be tried again")),
    State.SENT: ("sent", mark("Sent")),
    State.DEAD: ("failed", mark("Failed")),
    State.SUPPRESSED: ("excused", mark("Not sent: no such mailbox")),
    State.WITHHELD: ("excused", mark("Not sent: overtaken or not wanted")),
}
_UNKNOWN_WAITS = ("late", mark("No answer; will be tried once more"))
_UNKNOWN_ENDS = ("failed", mark("No answer: it may have arrived or not"))
_OUTCOMES = {
    Outcome.ACCEPTED: mark("The server took it"),
    Outcome.NOT_BEGUN: mark("Not reached, or cut off before the text"),
    Outcome.DEFERRED: mark("The server asked for another try later"),
    Outcome.THROTTLED: mark("The server asked us to go slower"),
    Outcome.REFUSED: mark("The server refused it"),
    Outcome.NO_MAILBOX: mark("The server knows no such mailbox"),
    Outcome.NOT_ALLOWED: mark("The server does not let us send"),
    Outcome.NO_ANSWER: mark("Sent, but no answer came"),
}
_GROUPS = {
    "waiting": mark("On its way"),
    "sent": mark("Sent"),
    "failed": mark("Failed"),
    "held": mark("Not sent on purpose"),
}


def groups(texts: Translator) -> list[tuple[str, str]]:
    """For the filter."""
    return [(name, texts.gettext(words)) for name, words in _GROUPS.items()]


def kind(message: Listed, texts: Translator) -> str:
    """What the message is for; of a kind that is written no more, its name."""
    known = MESSAGES.get(message.template)
    return texts.gettext(known.called) if known else message.template


def state(message: Listed) -> tuple[str, str]:
    """The mark and the msgid of where it stands."""
    if message.state is State.UNKNOWN:
        return _UNKNOWN_ENDS if message.ended else _UNKNOWN_WAITS
    return _STATES[message.state]


def outcome(what: Outcome, texts: Translator) -> str:
    return texts.gettext(_OUTCOMES[what])


def missing() -> set[str]:
    """States and outcomes without words."""
    return ({*State} - _STATES.keys() - {State.UNKNOWN}) | ({*Outcome} - _OUTCOMES.keys())
