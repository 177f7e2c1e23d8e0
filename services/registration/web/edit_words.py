"""Who is told of a change of an event, as the page before says it."""

from services.registration.operations.edit_event import Edit
from services.registration.web.told_words import change_told_words, told_words
from shared.i18n import Translator


def edit_words(edit: Edit, texts: Translator) -> list[str]:
    """Whom it concerns, who of them is told, and what becomes of calendars."""
    concerns = []
    if edit.taking_part:
        people = texts.ngettext("%(num)s person who takes part", "%(num)s people who take part", edit.taking_part)
        concerns.append(texts.gettext("This concerns %(people)s.", people=people))
    if edit.seats_opened:
        concerns.append(
            texts.ngettext(
                "%(num)s person of the waiting list gets a seat at once.",
                "%(num)s people of the waiting list get a seat at once.",
                edit.seats_opened,
            )
        )
    if not edit.taking_part:
        return [*concerns, *told_words(edit.told, edit.unreached, texts)]
    entry = texts.gettext("The entry in their calendar changes.")
    return [*concerns, *change_told_words(edit.told, edit.unreached, entry, texts)]
