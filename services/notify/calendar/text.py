"""Text as it may stand in a calendar: no control characters, no line ends but the one iCalendar knows."""

import re

from icalendar import vText

# RFC 5545 section 3.1 forbids control characters. Parsers that split lines as Unicode does also break at
# VT, FF, FS, GS, RS, NEL, LS and PS, so those become plain line ends.
_LINE_ENDS = re.compile("\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff]")
_ESCAPED = re.compile(r"[\\;,\n]")


def clean(text: str) -> str:
    """Line ends as LF, control characters and lone surrogates dropped."""
    return _CONTROL.sub("", _LINE_ENDS.sub("\n", text)).strip()


def clean_line(text: str) -> str:
    """The same on one line, runs of white space as one space."""
    return " ".join(clean(text).split())


class Text(vText):
    r"""A TEXT value (RFC 5545 section 3.3.11). icalendar's own turns the letters "\N" in a text into a line end."""

    __slots__ = ()

    def to_ical(self) -> bytes:
        return _ESCAPED.sub(lambda found: "\\n" if found[0] == "\n" else "\\" + found[0], self).encode()
