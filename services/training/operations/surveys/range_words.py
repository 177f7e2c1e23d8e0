"""A range of numbers in words: "0", "1–5", "21 or more"."""

from services.training.domain.surveys.ranges import Range
from shared.i18n import Translator
from shared.i18n.numbers import number_words


def range_words(own: Range, texts: Translator) -> str:
    """Whole numbers with the last one that is in it; others with the first that is not."""
    low, high = own.low, own.high
    if low is None and high is None:
        return texts.gettext("any number")
    if low is None:
        return texts.gettext("under %(high)s", high=_number(high or 0, texts))
    if high is None:
        return texts.gettext("%(low)s or more", low=_number(low, texts))
    if not own.whole:
        ends = {"low": _number(low, texts), "high": _number(high, texts)}
        return texts.pgettext("numbers", "%(low)s to under %(high)s", **ends)
    if high - low <= 1:
        return _number(low, texts)
    return texts.pgettext("numbers", "%(low)s–%(high)s", low=_number(low, texts), high=_number(high - 1, texts))


def _number(value: float, texts: Translator) -> str:
    return number_words(value, texts.language.code)
