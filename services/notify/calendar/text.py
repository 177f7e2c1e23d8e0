"""The TEXT value type (RFC 5545 section 3.3.11)."""

import re

from icalendar import vText

_ESCAPED = re.compile(r"[\\;,\n]")


class Text(vText):
    r"""Text with its escapes. icalendar's own turns the letters "\N" in a text into a line end."""

    __slots__ = ()

    def to_ical(self) -> bytes:
        return _ESCAPED.sub(lambda found: "\\n" if found[0] == "\n" else "\\" + found[0], self).encode()
