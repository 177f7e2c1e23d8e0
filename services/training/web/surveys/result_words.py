"""Results in the reader's words: what each number is, and what it is counted of."""

from math import ceil

from babel.numbers import format_decimal, format_percent

from services.training.domain.surveys.answer_readers import OTHER
from services.training.domain.surveys.paired import Change
from services.training.domain.surveys.parts import Part
from services.training.domain.surveys.questions import Choice, Question, Texts
from services.training.domain.surveys.ranges import Range
from services.training.domain.surveys.rules import Why
from services.training.domain.surveys.statistics import Interval
from services.training.domain.surveys.tally import Tally, quartiles_from, top_of
from services.training.domain.surveys.type_entry import Summary
from services.training.domain.surveys.types import FIXED, type_of
from services.training.operations.surveys.range_words import range_words
from shared.i18n import Translator
from shared.i18n.lists import comma_list, semicolon_list
from shared.i18n.mark import mark
from shared.i18n.numbers import number_words

_SHARES = {
    Summary.YES_NO: mark("Yes"),
    Summary.CONCRETE: mark("Answers marked as good"),
    Summary.KNOWLEDGE: mark("Right"),
}
_HALF_WITHHELD = mark(
    "Fewer than %(least)s answered, so the middle half is not shown; single numbers and how they are spread never are, "
    "because each is the answer of one person."
)
_SPREAD_WITHHELD = mark(
    "Single numbers and how they are spread are never shown, because each is the answer of one person."
)
_LITTLE, _LEAST = 0.05, 0.001
_WHY = {
    Why.OPEN: mark(
        "Shown once the survey has closed: who may skip a question could be told from one look to the next."
    ),
    Why.WAIT: mark(
        "An earlier survey of the same people asks the same and is open: nothing is shown here until it has closed."
    ),
    Why.TWICE: mark(
        "An earlier survey asked nearly the same people the same: the difference would be the answers of a few."
    ),
    Why.FEW: mark("Too few answers to show: with so few one could tell whose they are."),
}


def language_in(texts: Texts, language: str) -> str:
    """The language in which words can be read: this one, else the first there is."""
    return language if texts.get(language) else next((each for each, words in texts.items() if words), language)


def in_words(texts: Texts, language: str) -> str:
    """In this language, else in the first there is."""
    return texts.get(language_in(texts, language), "")


def title_words(part: Part, texts: Translator) -> str:
    """The question, with its row, or with the unit of its numbers."""
    language = texts.language.code
    words, row, unit = (in_words(each, language) for each in (part.text, part.row_text, part.unit))
    if unit:
        return texts.pgettext("with its unit", "%(question)s (%(unit)s)", question=words, unit=unit)
    return f"{words} {row}".strip()


def labelled(label: str, words: str, texts: Translator) -> str:
    """ "Label: words"; behind a question its own sign is enough."""
    if label.endswith(tuple(".?!:。？！：؟")):
        return f"{label} {words}"
    return texts.pgettext("label", "%(label)s: %(words)s", label=label, words=words)


def value_words(part: Part, value: Choice, texts: Translator) -> str:
    """An answer: the words of a choice; a point with the words at its end, where it has some; a range."""
    if part.ranges:
        return range_words(part.ranges[part.values.index(value)], texts)
    words = in_words(value.text, texts.language.code)
    if part.summary in (Summary.RECOMMENDATION, Summary.CHANGE) or (part.summary is Summary.SCALE and not part.row):
        return f"{value.key} {words}".strip()
    return choice_words(value, texts)


def choice_words(value: Choice, texts: Translator) -> str:
    """Of one that is no point: its own, or those that are the same in every survey."""
    words = in_words(value.text, texts.language.code)
    return words or texts.gettext(FIXED.get(value.key, value.key))


def words_key(item: Question) -> str:
    """Of what people wrote for it; of "other" another one than that of the counts beside it."""
    return item.key if type_of(item).is_words else f"{item.key}.{OTHER}"


def words_title(item: Question, texts: Translator) -> str:
    """The same in words."""
    title = in_words(item.text, texts.language.code)
    return title if type_of(item).is_words else labelled(title, texts.gettext(FIXED[OTHER]), texts)


def why_words(why: Why, texts: Translator) -> str:
    return texts.gettext(_WHY[why])


def withheld_words(tally: Tally, minimum: int, texts: Translator) -> str:
    """Why of numbers no more is told; "" of all else, and of surveys that hide nothing."""
    if tally.part.summary is not Summary.NUMBERS or minimum == 1:
        return ""
    least = quartiles_from(minimum)
    return texts.gettext(_HALF_WITHHELD if tally.answered < least else _SPREAD_WITHHELD, least=least)


def percent(share: float, texts: Translator) -> str:
    """Whole percents."""
    return format_percent(share, "#,##0 %" if texts.language.code == "fr" else None, locale=texts.language.code)


def number(value: float, texts: Translator) -> str:
    """Two digits after the point at most."""
    return number_words(round(value, 2), texts.language.code)


def signed(value: float, texts: Translator) -> str:
    """With its sign, 0 without."""
    return f"+{number(value, texts)}" if value > 0 else number(value, texts).replace("-", "\u2212")


def figures(tally: Tally, texts: Translator) -> list[tuple[str, str, str]]:
    """Label, number and small words of what is told beside the distribution."""
    found: list[tuple[str, str, str]] = []
    if tally.score:
        score, interval = tally.score.score, tally.score.interval
        ends = [signed(round(100 * each), texts) for each in (interval.low, interval.high)]
        small = texts.gettext("from %(low)s to %(high)s", low=ends[0], high=ends[1])
        found.append((texts.gettext("Recommendation score"), signed(round(100 * score), texts), small))
    if tally.share:
        small = texts.gettext(
            "%(count)s of %(of)s; %(interval)s",
            count=tally.share.count,
            of=tally.share.of,
            interval=_percents(tally.share.interval, texts),
        )
        found.append((_share_words(tally.part, texts), percent(tally.share.share, texts), small))
    if tally.middle:
        point = _point(tally.part, tally.middle.median, texts)
        found.append((texts.gettext("Middle value"), point, _middle(tally, texts)))
    return found


def change_words(change: Change, texts: Translator) -> tuple[str, str]:
    """How the middle change looks, and what a test says of it; "" where none is made."""
    if change.p is None:
        return signed(change.median, texts), ""
    if change.p < _LEAST:
        p = format_decimal(_LEAST, format="0.000", locale=texts.language.code)
        return signed(change.median, texts), texts.gettext("Chance alone seldom makes as much of it (p < %(p)s).", p=p)
    p = format_decimal(change.p, format="0.000", locale=texts.language.code)
    if change.p < _LITTLE:
        return signed(change.median, texts), texts.gettext("Chance alone seldom makes as much of it (p = %(p)s).", p=p)
    return signed(change.median, texts), texts.gettext("Chance alone may make as much of it (p = %(p)s).", p=p)


def _share_words(part: Part, texts: Translator) -> str:
    if part.summary in _SHARES:
        return texts.gettext(_SHARES[part.summary])
    top = [each for each in part.values if each.key in top_of(part)]
    return comma_list([value_words(part, each, texts) for each in top], texts)


def _middle(tally: Tally, texts: Translator) -> str:
    assert tally.middle is not None
    part, middle = tally.part, tally.middle
    found = []
    if middle.lower is not None and middle.upper is not None:
        half = _span(part, middle.lower, middle.upper, texts)
        found.append(texts.gettext("middle half: %(span)s", span=half))
    if middle.interval:
        whole = _span(part, middle.interval.low, middle.interval.high, texts)
        found.append(texts.gettext("of all who might answer: %(span)s", span=whole))
    return semicolon_list(found, texts)


def _span(part: Part, low: float, high: float, texts: Translator) -> str:
    """ "3 to 4", or "4"; of ranges the one that holds all."""
    if part.ranges:
        first, last = part.ranges[int(low) - 1], part.ranges[ceil(high) - 1]
        return range_words(Range(first.low, last.high, first.whole), texts)
    if low == high:
        return point_words(part, low, texts)
    ends = [point_words(part, each, texts) for each in (low, high)]
    return texts.gettext("%(low)s to %(high)s", low=ends[0], high=ends[1])


def _point(part: Part, value: float, texts: Translator) -> str:
    if part.summary is Summary.NUMBERS:
        return number(value, texts)
    if part.by_place:
        return point_words(part, value, texts)
    return texts.gettext("%(value)s of %(highest)s", value=number(value, texts), highest=part.values[-1].key)


def point_words(part: Part, value: float, texts: Translator) -> str:
    """A point of a matrix or of ranges is one of them, or lies between two."""
    if not part.by_place:
        return number(value, texts)
    ends = [value_words(part, each, texts) for each in part.at(value)]
    if len(ends) == 1:
        return ends[0]
    return texts.gettext("between %(low)s and %(high)s", low=ends[0], high=ends[1])


def _percents(interval: Interval, texts: Translator) -> str:
    low, high = percent(interval.low, texts), percent(interval.high, texts)
    return texts.gettext("%(low)s to %(high)s", low=low, high=high)
