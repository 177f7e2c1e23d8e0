"""One [[trainings]] table."""

from shared.programme.common import read_country, read_slug
from shared.programme.dates import read_when, read_zone
from shared.programme.entries import Source, TrainingEntry
from shared.programme.table import LONG, Table

MOST_SEATS = 10_000


def read_training(table: Table, source: Source) -> TrainingEntry:
    """The training; every fault is noted."""
    when = read_when(table)
    country = read_country(table)
    weeks, days = _duration(table)
    seats_from, seats_to = _seats(table)
    entry = TrainingEntry(
        slug=read_slug(table),
        title=table.text("title", needed='title = "Smart City Training Program"'),
        when=when,
        timezone=read_zone(table, source, when, place=None, country=country),
        subject=table.text("subject"),
        host_city=table.text("host_city"),
        country=country,
        duration_weeks=weeks,
        duration_days=days,
        seats_from=seats_from,
        seats_to=seats_to,
        eligible=table.text("eligible", longest=LONG),
        content=table.texts("content"),
        partners=table.texts("partners"),
    )
    table.close("a training")
    return entry


def _duration(training: Table) -> tuple[int, int]:
    """Weeks and days; one of them is 0."""
    table = training.table("duration")
    if table is None:
        return 0, 0
    weeks, days = table.number("weeks", 1, 52), table.number("days", 1, 366)
    if table.has("weeks") == table.has("days"):
        training.fault("duration", "is either { weeks = 3 } or { days = 4 }")
    table.close("a duration")
    return weeks or 0, days or 0


def _seats(training: Table) -> tuple[int, int]:
    """The least and the most seats; the same number twice for exactly that many; 0 and 0 where not said."""
    table = training.table("seats")
    if table is None:
        return 0, 0
    exactly, least, most = (table.number(key, 1, MOST_SEATS) for key in ("exactly", "from", "to"))
    span = table.has("from"), table.has("to")
    if table.has("exactly") == any(span) or any(span) != all(span):
        training.fault("seats", "is either { exactly = 15 } or { from = 30, to = 40 }")
    elif least is not None and most is not None and most < least:
        table.fault("to", f"{most} is fewer than from, {least}")
    table.close("seats")
    return exactly or least or 0, exactly or most or 0
