"""Words of the house in the languages of a survey: English ones are looked up in the catalogues."""

from collections.abc import Sequence

from services.training.domain.surveys.bank import with_texts
from services.training.domain.surveys.parts import Part
from services.training.domain.surveys.questions import Choice, Question, Texts
from services.training.domain.surveys.types import FIXED
from services.training.operations.surveys.range_words import range_words
from shared.i18n import DEFAULT, translator


def in_languages(texts: Texts, languages: Sequence[str]) -> Texts:
    """What there is, in this order; what is missing is filled in where the English words have a translation. Where
    nothing is known in any of them, the words stay as they are.
    """
    english = texts.get(DEFAULT.code, "")
    found = {code: texts.get(code) or _translated(english, code) for code in languages}
    return {code: words for code, words in found.items() if words} or texts


def item_in_languages(item: Question, languages: Sequence[str]) -> Question:
    """The same for every text of a question."""
    return with_texts(item, lambda texts: in_languages(texts, languages))


def value_texts(part: Part, value: Choice, languages: Sequence[str]) -> Texts:
    """Of an answer: those that are the same in every survey, and ranges, have the words of the house. Points of a scale
    may have none.
    """
    if part.ranges:
        own = part.ranges[part.values.index(value)]
        return {code: range_words(own, translator(code)) for code in languages}
    return fixed_texts(value, languages)


def fixed_texts(value: Choice, languages: Sequence[str]) -> Texts:
    """Of one that is the same in every survey."""
    return value.text or (in_languages({DEFAULT.code: FIXED[value.key]}, languages) if value.key in FIXED else {})


def _translated(english: str, code: str) -> str:
    """Empty where it has none."""
    if not english or code == DEFAULT.code:
        return english
    words = translator(code).catalogue.gettext(english)
    return "" if words == english else words
