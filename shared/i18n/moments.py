"""Instants in words: when something happened, or will by the clock of a zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

from shared.i18n import formats
from shared.i18n.hours import city_phrase
from shared.i18n.languages import DEFAULT, language_of
from shared.i18n.translator import translator
from shared.i18n.zones import canonical


def moment_words(at: datetime, zone: str, language: str, *, weekday: bool = True) -> str:
    """ "Wednesday 26 May 2021, 15:00 Seoul"; without the weekday in histories, where it says nothing.

    `at` is aware, `zone` an IANA name; empty while the reader's is unknown: then UTC, which is said.
    """
    texts = translator((language_of(language) or DEFAULT).code)
    zone = canonical(zone) or "Etc/UTC"
    local = at.astimezone(ZoneInfo(zone))
    day = (formats.full_day if weekday else formats.plain_day)(local.date(), texts.language.code)
    moment = texts.pgettext("when", "%(day)s, %(hours)s", day=day, hours=f"{local:%H:%M}")
    if zone == "Etc/UTC":
        return f"{formats.capital(moment)} UTC"
    return formats.capital(texts.pgettext("when", "%(moment)s %(city)s", moment=moment, city=city_phrase(zone, texts)))
