"""What the lists of an event's form offer, and what stands in it when it is opened."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.registration.domain.event_date import FIXED
from services.registration.web.event_words import REMINDER_WORDS
from shared.contracts.notify import REMINDERS
from shared.i18n.formats import capital, month_name, quarter_name
from shared.i18n.mark import mark
from shared.i18n.names import countries, sort_key
from shared.programme.entries import Format
from shared.programme.kinds import FORMAT_WORDS, KIND_WORDS
from shared.web.forms import Form
from shared.web.reader import Reader

_PRECISIONS: dict[str, str] = {
    FIXED: mark("The day is known"),
    "month": mark("The month is known"),
    "quarter": mark("The quarter is known"),
    "year": mark("All year round"),
}


def event_choices(reader: Reader, networks: Sequence[str] = ()) -> dict[str, Any]:
    """The options of every list, as the macros of parts/forms.html take them."""
    texts, language = reader.texts, reader.language.code
    kinds = [(kind.value, texts.gettext(words)) for kind, words in KIND_WORDS.items()]
    return {
        "kinds": sorted(kinds, key=lambda one: sort_key(one[1], language)),
        "formats": [(each.value, texts.gettext(FORMAT_WORDS[each])) for each in Format],
        "networks": [(key, key) for key in networks],
        "countries": countries(language),
        "precisions": [(value, texts.gettext(words), "") for value, words in _PRECISIONS.items()],
        "months": [(str(number), capital(month_name(number, language))) for number in range(1, 13)],
        "quarters": [(str(number), capital(quarter_name(number, language))) for number in range(1, 5)],
        "reminders": [(name, texts.gettext(words), "") for name, words in REMINDER_WORDS.items()],
    }


def suggested() -> dict[str, Any]:
    """What an empty form begins with: a day that is known, and every reminder."""
    return {"precision": FIXED, "reminders": list(REMINDERS)}


def holding(body: Mapping[str, object]) -> Form:
    """A form filled in from a body: lists as lines of a text, but those of boxes to tick."""
    values: dict[str, str | list[str]] = {}
    for name, value in body.items():
        if isinstance(value, list):
            values[name] = value if name == "reminders" else "\n".join(value)
        elif isinstance(value, bool):
            values[name] = "true" if value else ""
        else:
            values[name] = "" if value is None else str(value)
    return Form.holding(values)
