"""What the form of an event has beside the fields of every form: lists of texts, numbers left out, moments."""

import unicodedata
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from shared.date_form import SKIPPED
from shared.fields import Fields
from shared.i18n.mark import mark
from shared.programme.entries import FIRST_YEAR, LAST_YEAR
from shared.text import unprintable
from shared.text_fields import TOO_LONG, UNPRINTABLE
from shared.when import clock_shows

MANY = mark("Write at most %(most)d lines; there are %(count)d")
MOMENT = mark("Write day and hour, like 2027-05-26 09:00")
LIST = mark("Send a list of texts")


class EventReading(Fields):
    """What is wrong reads as its empty value, and is noted in `problems`."""

    def texts(self, field: str, *, most: int) -> tuple[str, ...]:
        """One text a line of the field, or an element of a list; empty ones are left out. `longest` holds for each."""
        value = self.given(field) or []
        given = value.splitlines() if isinstance(value, str) else value
        if not isinstance(given, list) or not all(isinstance(text, str) for text in given):
            self.bad(field, LIST)
            return ()
        found = [unicodedata.normalize("NFC", " ".join(text.split(" "))).strip() for text in given if text.strip()]
        what = next(filter(None, map(unprintable, found)), None)
        length = max(map(len, found), default=0)
        if what:
            self.bad(field, UNPRINTABLE, what=what)
        elif length > self._longest[field]:
            self.bad(field, TOO_LONG, longest=self._longest[field], length=length)
        elif len(found) > most:
            self.bad(field, MANY, most=most, count=len(found))
        return tuple(found)

    def count(self, field: str, least: int, most: int, *, missing: str = "") -> int | None:
        """A whole number; None where it is left out. With `missing`, that is a problem of those words."""
        value = self.given(field)
        if value is None or (isinstance(value, str) and not value.strip()):
            if missing:
                self.bad(field, missing)
            return None
        return self.number(field, least, most, least)

    def moment(self, field: str, zone: str) -> datetime | None:
        """An ISO 8601 instant; one without an offset is on the wall clock of `zone`. None where it is left out."""
        value = self.given(field)
        if value in (None, ""):
            return None
        try:
            found = datetime.fromisoformat(value.strip()) if isinstance(value, str) and len(value) > 10 else None
        except ValueError:
            found = None
        if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
            self.bad(field, MOMENT)
            return None
        if found.tzinfo is None:
            if not clock_shows(found, zone):
                self.bad(field, SKIPPED)
                return None
            found = found.replace(tzinfo=ZoneInfo(zone))
        return found.astimezone(UTC)
