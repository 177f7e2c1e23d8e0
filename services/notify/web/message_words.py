"""Messages in an organizer's words: what kind, where it stands, what happened to a try."""

from services.notify.domain.deliveries import Outcome, State
from services.notify.domain.messages import MESSAGES
from services.notify.operations.messages import Listed
from shared.i18n import Translator, mark

_KINDS = {
    "registration.confirmed": mark("Confirmation"),
    "registration.waitlisted": mark("Waiting list"),
    "registration.pending": mark("Registration received"),
    "registration.link": mark("Link sent again"),
    "registration.promoted": mark("A place became free"),
    "registration.cancelled": mark("Cancellation of a registration"),
    "registration.moved_address": mark("Another address"),
    "event.moved": mark("Change of the event"),
    "event.fixed": mark("Date fixed, for the registered"),
    "event.cancelled": mark("Cancellation of the event"),
    "waiting.fixed": mark("Date fixed, for those who wait"),
    "waiting.moved": mark("Change of the event, for those who wait"),
    "waiting.reopened": mark("Date open again, for those who wait"),
    "interest.fixed": mark("Date fixed, for those who asked"),
    "interest.moved": mark("Date moved, for those who asked"),
    "interest.reopened": mark("Date open again, for those who asked"),
    "interest.cancelled": mark("Cancellation of the event, for those who asked"),
    "place.confirmed": mark("Place in a course confirmed"),
    "place.withdrawn": mark("Place in a course given up"),
    "place.arrival": mark("Question about the arrival"),
    "attendance.out_of_reach": mark("Attendance can no longer be reached"),
    "attendance.excuse": mark("Answer to an excuse"),
    "timetable.published": mark("Timetable published"),
    "timetable.changed": mark("Timetable changed"),
    "teaching.changed": mark("Timetable changed, for a trainer"),
    "teaching.moved": mark("Other days of a course, for a trainer"),
    "teaching.cancelled": mark("Cancellation of a course, for a trainer"),
    "nomination.received": mark("Receipt of a nomination"),
    "nomination.nominee": mark("Nomination, to be confirmed by the official"),
    "nomination.withdrawn": mark("Nomination withdrawn"),
    "review.asked": mark("Request to review nominations"),
    "coordinator.approved": mark("Coordinator approved"),
    "coordinator.refused": mark("Coordinator refused"),
    "training.offer": mark("Offer of a seat"),
    "training.offer_reminder": mark("Reminder of an offer"),
    "training.offer_extended": mark("More time for an offer"),
    "training.offer_declined": mark("Offer declined"),
    "training.offer_lapsed": mark("Offer lapsed"),
    "training.offer_withdrawn": mark("Offer taken back"),
    "training.reserve": mark("Place on the reserve list"),
    "training.reserve_ended": mark("End of the reserve list"),
    "training.not_selected": mark("Not selected"),
    "training.cancelled": mark("Cancellation of a course, for a nominee"),
    "training.answer": mark("Answer to a nomination, for the coordinator"),
    "certificate.names": mark("Question how a name is written"),
    "certificate.issued": mark("Certificate issued"),
    "certificate.replaced": mark("Certificate replaced"),
    "certificate.revoked": mark("Certificate revoked"),
    "certificate.link": mark("New link to a certificate"),
    "certificate.kept": mark("Certificate not corrected"),
    "survey.invitation": mark("Invitation to a survey"),
    "survey.reminder": mark("Reminder of a survey"),
    "survey.link": mark("Link to a survey, asked for"),
    "reminder.week": mark("Reminder, a week before"),
    "reminder.day": mark("Reminder, a day before"),
    "reminder.hours": mark("Reminder, two hours before"),
    "sign-in.code": mark("Code to sign in"),
}
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
    """What the message is for; a test holds the table complete."""
    return texts.gettext(_KINDS[message.template]) if message.template in _KINDS else message.template


def state(message: Listed) -> tuple[str, str]:
    """The mark and the msgid of where it stands."""
    if message.state is State.UNKNOWN:
        return _UNKNOWN_ENDS if message.ended else _UNKNOWN_WAITS
    return _STATES[message.state]


def outcome(what: Outcome, texts: Translator) -> str:
    return texts.gettext(_OUTCOMES[what])


def missing() -> set[str]:
    """Kinds and states without words."""
    without = MESSAGES.keys() - _KINDS.keys()
    return without | ({*State} - _STATES.keys() - {State.UNKNOWN}) | ({*Outcome} - _OUTCOMES.keys())
