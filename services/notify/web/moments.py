"""Instants in words, for pages that list what happened."""

from datetime import datetime
from zoneinfo import ZoneInfo

from shared.i18n.formats import plain_day
from shared.i18n.moments import moment_words
from shared.web.reader import Reader


def moment(reader: Reader, at: datetime, *, short: bool = False) -> str:
    """Day and hour in the reader's zone, UTC while unknown, which is then said; `short` leaves the zone out."""
    zone = reader.timezone or "Etc/UTC"
    local = at.astimezone(ZoneInfo(zone))
    day = plain_day(local.date(), reader.language.code)
    if short:
        return f"{local:%H:%M}" if local.date() == reader.now.astimezone(ZoneInfo(zone)).date() else day
    return moment_words(at, zone, reader.language.code, weekday=False)
