"""What cancelling means, of a registration and of a whole event, as the page that asks says it."""

import msgspec

from services.registration.domain.unreached import ALL
from services.registration.operations.cancelling import Cancelling
from services.registration.operations.decide import Concerned
from services.registration.web.date_words import concerns_words
from services.registration.web.told_words import told_words
from shared.i18n import Translator
from shared.web.reader import Reader


def cancel_words(would: Cancelling, texts: Translator) -> str:
    """True of these people: who has no seat has no entry in the calendar, and frees none."""
    if not would.people:
        return ""
    told = told_words(would.people, would.unreached, texts)
    return " ".join([*told, *_calendar(would, texts), *_seats(would, texts)])


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


def event_cancel_words(seen: Concerned, reader: Reader) -> list[str]:
    """A sentence each, true of this event: who is told, whether an entry leaves a calendar, and what is final."""
    texts = reader.texts
    final = texts.gettext("Nobody can register any more. This cannot be taken back.")
    if seen.over:
        return [texts.gettext("Its date is past, so nobody is written to."), final]
    asked = seen.asked + seen.told
    if seen.unreached == ALL or not seen.registered + asked:
        return [*_registered(seen, texts), *_asked(asked, texts), final]
    everybody = msgspec.structs.replace(seen, asked=asked)
    told = told_words(everybody.people, seen.unreached, texts)
    return [*concerns_words(reader, everybody), *told, *_entries(seen, texts), final]


def cancelled_words(seen: Concerned, reader: Reader) -> str:
    """The same, once it was done."""
    return " ".join(event_cancel_words(seen, reader)[:-1])


def _registered(seen: Concerned, texts: Translator) -> list[str]:
    if not seen.registered:
        if seen.asked + seen.told:
            return [texts.gettext("Nobody is registered.")]
        return [texts.gettext("Nobody is registered, so no message goes out.")]
    told = texts.ngettext(
        "%(num)s person who is registered or waits is told.",
        "%(num)s people who are registered or wait are told.",
        seen.registered,
    )
    return [told, *_entries(seen, texts)]


def _entries(seen: Concerned, texts: Translator) -> list[str]:
    """A date may have been fixed until just now, and its entries not be taken back yet."""
    if not seen.taking_part:
        return []
    if not seen.event.when.is_fixed:
        return [texts.gettext("Where a calendar still has an entry of it, the entry goes.")]
    if seen.waiting:
        return [texts.gettext("The entry leaves the calendar of those who have a seat.")]
    return [texts.gettext("The entry leaves their calendar.")]


def _asked(asked: int, texts: Translator) -> list[str]:
    if not asked:
        return []
    return [
        texts.ngettext(
            "%(num)s person who asked to be told of the date gets a message.",
            "%(num)s people who asked to be told of the date get a message.",
            asked,
        )
    ]
