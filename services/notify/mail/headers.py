"""Header values for names and subjects in any script (RFC 5322, RFC 2047). No input can begin a header of its own."""

import re
from base64 import b64encode
from collections.abc import Iterator

from services.notify.domain.text import clean_line
from shared.plain_address import is_plain

_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
_LINE = 76  # octets of a line with an encoded word in it (RFC 2047 section 2); the same for all
_NAME = len("Reply-To: ")
_TOKEN = _LINE - _NAME - 6  # a longer run without a space goes into encoded words, which can be folded
# An encoded word takes 75 characters (RFC 2047 section 2); 39 octets leave room for the header's name before it.
_WORD_OCTETS = 39


def unstructured(text: str) -> str:
    """The value of a Subject: plain where it is ASCII, in encoded words otherwise; folded."""
    text = clean_line(text)
    if text.isascii() and "=?" not in text and all(len(word) <= _TOKEN for word in text.split(" ")):
        return _folded(text)
    return "\r\n ".join(_encoded_words(text))


def mailbox(name: str, address: str) -> str:
    """A display name and its address (RFC 5322 section 3.4).

    Raises ValueError where the address is not plain ASCII: encode its domain first (`shared.address`).
    """
    if not is_plain(address):
        raise ValueError("not an address that can stand in a header")
    phrase = _phrase(clean_line(name))
    if not phrase:
        return address
    last_line = phrase.rsplit("\r\n", 1)[-1]
    gap = "\r\n " if _NAME + len(last_line) + len(" <>") + len(address) > _LINE else " "
    return f"{phrase}{gap}<{address}>"


def sender_name(name: str) -> str:
    r"""A display name that Microsoft's filters let pass: without @ : , " and under 75 characters."""
    return clean_line(re.sub(r'[@:,"<>\\]', " ", name))[:74].strip()


def _phrase(name: str) -> str:
    short = len(name) <= _TOKEN
    if not name or (short and _ATOMS.fullmatch(name) and "=?" not in name):
        return name
    if short and name.isascii() and "=?" not in name:
        escaped = re.sub(r'(["\\])', r"\\\1", name)
        return f'"{escaped}"'
    return "\r\n ".join(_encoded_words(name))


def _encoded_words(text: str) -> Iterator[str]:
    """Base64 words, each of whole characters (RFC 2047 section 5)."""
    word = b""
    for character in text:
        octets = character.encode()
        if len(word) + len(octets) > _WORD_OCTETS:
            yield f"=?utf-8?B?{b64encode(word).decode()}?="
            word = b""
        word += octets
    if word:
        yield f"=?utf-8?B?{b64encode(word).decode()}?="


def _folded(text: str) -> str:
    lines: list[str] = []
    length = _NAME
    for word in text.split(" "):
        if lines and length + 1 + len(word) <= _LINE:
            lines[-1] += " " + word
            length += 1 + len(word)
        else:
            length = len(word) + (1 if lines else _NAME)
            lines.append(word)
    return "\r\n ".join(lines)
