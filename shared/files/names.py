"""Names of uploaded files, for people to read: never a name on this machine."""

import unicodedata

from shared.files.kinds import SUFFIXES, FileType
from shared.text import unprintable

_LONGEST = 120
_UNWELCOME = str.maketrans(dict.fromkeys('<>:"|?*\x7f', "_"))


def made_name(words: str, kind: FileType) -> str:
    """Of words that we put together: signs of a path in them stand for nothing, and what comes first stays."""
    return clean_name(words.replace("/", "-").replace("\\", "-"), kind)


def clean_name(given: str, kind: FileType) -> str:
    """The last part of what the browser called it, without path, control signs and wrong ending; never empty."""
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(sign for sign in last if not unprintable(sign) and ord(sign) >= 32).translate(_UNWELCOME)
    suffix = SUFFIXES[kind]
    stem = kept.rstrip(" .")
    for ending in (suffix, ".jpeg") if kind is FileType.JPEG else (suffix,):
        if stem.lower().endswith(ending):
            stem = stem[: -len(ending)].strip(" .")
            break
    return (stem[: _LONGEST - len(suffix)].strip(" .") or "file") + suffix
