"""The record of attendance as a file for spreadsheets: a line a person, a column a session."""

from services.training.domain.attendance import UNMARKED
from services.training.operations.record import Record
from services.training.web.record_words import outlook, percent, stands
from shared.i18n import Translator
from shared.i18n.mark import mark
from shared.i18n.names import country_name
from shared.spreadsheet import Batches, Cell

COLUMNS = (
    mark("Name"), mark("Name in your own script"), mark("Organisation"), mark("Country"), mark("Group"),
    mark("Planned minutes"), mark("Held minutes"), mark("Attended minutes"), mark("Excused minutes"),
    mark("Missed minutes"), mark("Minutes not marked"), mark("Attended of held, in percent"),
    mark("Attended of planned, in percent"), mark("Needed minutes"), mark("Minutes that count"),
    mark("Minutes that may still be missed"), mark("Outlook"),
)  # fmt: skip


def headings(record: Record, texts: Translator) -> list[str]:
    """The sessions stand in the order of their time, each with its day and hour."""
    return [
        *(texts.gettext(column) for column in COLUMNS),
        *(f"{each.starts:%Y-%m-%d %H:%M} {each.title}" for each in record.sessions),
    ]


async def rows(record: Record, texts: Translator) -> Batches:
    """Where a session is not planned for somebody the cell is empty."""
    found: list[list[Cell]] = []
    threshold = record.cohort.rules.threshold
    for person in record.people:
        line = record.lines[person.id]
        own = {cell.lesson.id: cell for cell in record.of(person.id)}
        sums, official = line.totals, person.official
        found.append(
            [
                official.name, official.native_name, person.organisation,
                country_name(person.country, texts.language.code) if person.country else "", person.group_key or "",
                sums.planned, sums.held, sums.attended, sums.excused, sums.missed, sums.unmarked,
                *(percent(sums.attended, whole, threshold, texts) for whole in (sums.held, sums.planned)),
                line.needed, line.counted, line.spare, outlook(line, texts)[1],
                *(stands(own[each.id].standing if each.id in own else UNMARKED, texts)[1] if each.id in own else ""
                  for each in record.sessions),
            ]
        )  # fmt: skip
    yield found
