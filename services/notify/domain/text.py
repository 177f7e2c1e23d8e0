"""Text fit for mail headers and calendars: no control characters, no line ends but LF."""

import re

# Parsers that split lines as Unicode does also break at VT, FF, FS, GS, RS, NEL, LS and PS: plain line ends then.
_LINE_ENDS = re.compile("\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff]")


def clean(text: str) -> str:
    """Line ends as LF; control characters (RFC 5545 section 3.1, RFC 5322 section 2.2) and lone surrogates dropped."""
    return _CONTROL.sub("", _LINE_ENDS.sub("\n", text)).strip()


def clean_line(text: str) -> str:
    """The same on one line, runs of white space as one space."""
    return " ".join(clean(text).split())
