"""Whom another date and a cancellation concern, and who of them is told, as the pages before and after say it."""

from services.registration.operations.decide import Concerned, Move
from services.registration.web.told_words import change_told_words
from shared.i18n.lists import and_list
from shared.web.reader import Reader


def audience(reader: Reader, seen: Concerned) -> str:
    """In words: "12 people who take part and 3 who asked to be told"."""
    texts = reader.texts
    parts = []
    if seen.taking_part:
        parts.append(texts.ngettext("%(num)s person who takes part", "%(num)s people who take part", seen.taking_part))
    if seen.waiting:
        parts.append(texts.ngettext("%(num)s who waits for a place", "%(num)s who wait for a place", seen.waiting))
    if seen.asked:
        parts.append(texts.ngettext("%(num)s who asked to be told", "%(num)s who asked to be told", seen.asked))
    if not parts:
        return texts.gettext("nobody")
    return and_list(parts, reader.language.code)


def concerns_words(reader: Reader, seen: Concerned) -> list[str]:
    """Whom it concerns, where not all of them are told."""
    if not seen.unreached.no_mailbox:
        return []
    return [reader.texts.gettext("This concerns %(people)s.", people=audience(reader, seen))]


def move_words(reader: Reader, move: Move) -> list[str]:
    """Of another date that is not past."""
    seen, texts = move.seen, reader.texts
    if not seen.people:
        return [texts.gettext("Nobody is registered and nobody asked, so no message goes out.")]
    entry = ""
    if seen.event.when.is_fixed and seen.taking_part:
        entry = (
            texts.gettext("The entry moves in the calendar of those who have a seat.")
            if move.new.when.is_fixed
            else texts.gettext("The entry leaves the calendar of those who have a seat until the date is fixed again.")
        )
    return [*concerns_words(reader, seen), *change_told_words(seen.people, seen.unreached, entry, texts)]
