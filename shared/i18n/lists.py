"""Facts one after the other in a line, with the marks of the reader's language: Chinese has a comma of its own."""

from collections.abc import Iterable, Sequence

from babel.lists import format_list

from shared.i18n.translator import Translator


def comma_list(parts: Iterable[str], texts: Translator) -> str:
    """ "Online, Zoom", "线上，Zoom"; what is empty is left out."""
    line = ""
    for part in filter(None, parts):
        line = texts.pgettext("list", "%(line)s, %(next)s", line=line, next=part) if line else part
    return line


def semicolon_list(parts: Iterable[str], texts: Translator) -> str:
    """ "hours to follow; to be confirmed"; what is empty is left out."""
    line = ""
    for part in filter(None, parts):
        line = texts.pgettext("list", "%(line)s; %(next)s", line=line, next=part) if line else part
    return line


def and_list(parts: Sequence[str], language: str) -> str:
    """ "A, B, and C", "A、B和C": as CLDR joins all of something in that language."""
    return format_list(parts, locale=language)
