"""The languages of the product, and which of them a reader wants."""

from functools import lru_cache
from typing import Literal

import msgspec


class Language(msgspec.Struct, frozen=True):
    """`code` names it in cookies, addresses and catalogues; `tag` is BCP 47, for `lang`; `locale` is Babel's name."""

    code: str
    tag: str
    locale: str
    name: str
    direction: Literal["ltr", "rtl"] = "ltr"


LANGUAGES: tuple[Language, ...] = (
    Language("en", "en", "en", "English"),
    Language("ko", "ko", "ko", "한국어"),
    Language("zh", "zh-Hans", "zh_Hans", "简体中文"),
    Language("es", "es", "es", "Español"),
    Language("fr", "fr", "fr", "Français"),
)
DEFAULT = LANGUAGES[0]
_BY_CODE = {language.code: language for language in LANGUAGES}


def language_of(tag: str) -> Language | None:
    """The language that serves a BCP 47 tag (RFC 4647, lookup): "zh-CN" and "zh" are both Chinese. None: not ours."""
    return _BY_CODE.get(tag.strip().replace("_", "-").split("-")[0].lower())


@lru_cache(maxsize=512)
def negotiate(accept_language: str) -> Language:
    """The first of our languages in an Accept-Language header, by its weights (RFC 9110, 12.5.4); else English."""
    wishes: list[tuple[float, int, Language]] = []
    for place, part in enumerate(accept_language[:500].split(",")):
        tag, _, parameters = part.partition(";")
        language = language_of(tag)
        weight = _weight(parameters)
        if language is not None and weight > 0:
            wishes.append((-weight, place, language))
    return min(wishes)[2] if wishes else DEFAULT


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        return min(float(value), 1.0)
    except ValueError:
        return 0.0
