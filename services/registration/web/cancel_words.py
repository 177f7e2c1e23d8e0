"""What cancelling means, as the page that asks says it."""

from services.registration.operations.cancelling import Cancelling
from shared.i18n import Translator


def cancel_words(would: Cancelling, texts: Translator) -> str:
    """True of these people: who has no seat has no entry in the calendar, and frees none."""
    if not would.people:
        return ""
    lines = [texts.gettext("They get a message.")]
    if would.people > 1:
        lines = [texts.gettext("Each of them gets a message.")]
    return " ".join([*lines, *_calendar(would, texts), *_seats(would, texts)])


def _calendar(would: Cancelling, texts: Translator) -> list[str]:
    if not would.invited:
        return []
    if would.invited < would.people:
        return [texts.gettext("The entry leaves the calendar of those who have a seat.")]
    return [texts.gettext("The entry leaves their calendar.")]


def _seats(would: Cancelling, texts: Translator) -> list[str]:
    if would.moving_up:
        return [
            texts.ngettext(
                "The first of the waiting list gets a seat at once.",
                "The first %(num)s of the waiting list get seats at once.",
                would.moving_up,
            )
        ]
    if would.seated and would.waiting:
        return [texts.gettext("Nobody moves up from the waiting list: more people have a seat than there are seats.")]
    if not would.seated:
        return [texts.gettext("No seat becomes free by this.")]
    return []
