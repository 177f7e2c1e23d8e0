"""Words as searches compare them: "jose" finds José and "muller" Müller; what has no accents is compared as typed."""

import re
import unicodedata

from services.registration.domain.registration import Participant

# The marks of Latin, Greek and Cyrillic letters. In other scripts they make another letter, not another accent.
_MARKS = re.compile("[\u0300-\u036f]")
# Letters that Unicode does not take apart, as they are written where a keyboard has none.
_PLAIN = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
_WHOLE = re.compile(f"[{''.join(_PLAIN)}]")


def searchable(text: str) -> str:
    """Without accents, capitals, width and compatibility forms (Unicode 15, 3.11, D68 and 3.13, case folding).

    Migration 0010 says the same in SQL; a test compares the two.
    """
    if text.isascii():
        return text.lower()
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    folded = unicodedata.normalize("NFC", bare).casefold()
    return _WHOLE.sub(lambda letter: _PLAIN[letter[0]], folded)


def pattern(word: str) -> str:
    """For LIKE: stands anywhere in what is searchable. Signs with a meaning there are escaped."""
    return "%" + escaped(searchable(word)) + "%"


def escaped(text: str) -> str:
    """As LIKE takes it for itself."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def event_text(title: str, city: str, network: str) -> str:
    """What an event is found by."""
    return "\n".join(map(searchable, (title, city, network)))


def person_text(participant: Participant) -> str:
    """What a registration is found by."""
    who = participant
    return "\n".join(map(searchable, (who.name, who.native_name, who.email, who.organisation)))
