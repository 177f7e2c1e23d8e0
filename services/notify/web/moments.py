"""Instants in words, for pages that list what happened."""

from datetime import datetime

from shared.i18n.moments import moment_words
from shared.web.reader import Reader


def moment(reader: Reader, at: datetime) -> str:
    """Day and hour in the reader's zone, UTC while unknown; the zone is said."""
    return moment_words(at, reader.timezone, reader.language.code, weekday=False)
