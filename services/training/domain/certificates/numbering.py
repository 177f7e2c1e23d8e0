"""Numbers of certificates: a pattern with the year, a serial and a tail that nobody can guess."""

import re
import unicodedata

from shared.i18n.mark import mark

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Of the tail: 32 signs, none of which is taken for another (no O, I, 0, 1)."""
TAIL = 8
"""Signs: 40 bits."""
DEFAULT = "WG-{year}-{serial}-{tail}"
LONGEST = 40
PATTERN = mark(
    "Write capitals, digits and hyphens with {serial} and {tail} once each, and {year} at most once, like %(example)s"
)
_HOLES = ("{year}", "{serial}", "{tail}")


def is_pattern(text: str) -> bool:
    """Whether it makes numbers that cannot be guessed and do not run out."""
    rest = text
    for hole in _HOLES:
        if rest.count(hole) > 1:
            return False
        rest = rest.replace(hole, "", 1)
    wanted = "{serial}" in text and "{tail}" in text
    apart = "}{" not in text
    return wanted and apart and len(text) <= LONGEST and re.fullmatch(r"[A-Z0-9-]*", rest) is not None


def series_of(pattern: str, year: int) -> str:
    """What the serial is counted in: the pattern with its year."""
    return pattern.replace("{year}", str(year))


def number_of(series: str, serial: int, tail: str) -> str:
    """As it is printed: `WG-2021-0042-7KQ2M4XD`."""
    return series.replace("{serial}", f"{serial:04}").replace("{tail}", tail)


def lookup_of(text: str) -> str:
    """As a number is looked for: case, blanks, dashes and full-width signs make no difference, nor O for 0, I for 1."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(sign for sign in plain if sign.isascii() and sign.isalnum()).replace("O", "0").replace("I", "1")
