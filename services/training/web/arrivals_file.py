"""Arrivals and needs as a file for spreadsheets: a line a person."""

from services.training.domain.stay import Leg
from services.training.operations.arrivals import Arrivals
from services.training.web.stay_words import FILES, LABELS
from shared.i18n import Translator
from shared.i18n.mark import mark
from shared.spreadsheet import Batches, Cell
from shared.web.reader import Reader

_PERSON = (mark("Name"), mark("Organisation"), mark("E-mail address"))
_ZONE = mark("Time zone")
_TOLD = mark("Told when they come")
_SENT = mark("Files sent")


def headings(texts: Translator) -> list[str]:
    """Those of `rows`."""
    columns = (*_PERSON, _TOLD, *(_ZONE if name == "timezone" else label for name, label in LABELS.items()), _SENT)
    return [texts.gettext(column) for column in columns]


async def rows(found: Arrivals, reader: Reader) -> Batches:
    """Days are days, hours are those of the zone beside them."""
    words = reader.texts.gettext
    yes_no = {True: words("Yes"), False: words("No")}
    lines: list[list[Cell]] = []
    for person in found.people:
        stay = found.stay(person.id)
        travel, needs = stay.travel, stay.needs
        files = "; ".join(words(FILES[each.kind]) for each in found.files.get(person.id, ()))
        lines.append(
            [
                person.official.name, person.organisation, person.email, yes_no[stay.told_arrival],
                yes_no[travel.local], travel.timezone, *_leg(travel.arrival), _one_line(travel.lodging),
                *_leg(travel.departure), _one_line(needs.diet), _one_line(needs.access), needs.contact_name,
                needs.contact_relation, needs.contact_phone, files,
            ]
        )  # fmt: skip
    yield lines


def _leg(leg: Leg) -> tuple[Cell, ...]:
    return (leg.day or "", f"{leg.hour:%H:%M}" if leg.hour else "", leg.by, leg.at)


def _one_line(text: str) -> str:
    return " / ".join(text.splitlines())
