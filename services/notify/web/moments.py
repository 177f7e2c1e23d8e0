"""Instants in words, for pages that list what happened."""

from datetime import datetime

from shared.i18n.moments import moment_words
from shared.web.reader import Reader

HOME_ZONE = "Asia/Seoul"
"""Where the secretariat is: the desk's zone for whoever has chosen none, on every page of it."""


def moment(reader: Reader, at: datetime) -> str:
    """Day and hour in the reader's zone, the secretariat's while unknown; the zone is said."""
    return moment_words(at, reader.timezone or HOME_ZONE, reader.language.code, weekday=False)
