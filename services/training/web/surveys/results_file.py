"""Results as files: a line a number. They hold what the page shows, never the answers of one person side by side."""

from collections.abc import Iterator

from services.training.domain.surveys.parts import Part, parts_of
from services.training.domain.surveys.questions import Question, Texts
from services.training.domain.surveys.results import Hidden
from services.training.domain.surveys.statistics import Interval
from services.training.domain.surveys.tally import Tally
from services.training.domain.surveys.types import FIXED, type_of
from services.training.operations.surveys.results import Shown
from services.training.web.surveys.result_words import in_words, value_words
from shared.i18n import Translator
from shared.i18n.mark import mark
from shared.spreadsheet import Batches, Cell

COLUMNS = (
    mark("Key"), mark("Question"), mark("Split by"), mark("Group"), mark("What"), mark("Answer"), mark("Words"),
    mark("Value"), mark("Out of"), mark("Interval from"), mark("Interval to"),
)  # fmt: skip
CODEBOOK = (mark("Key"), mark("Type"), mark("Answer"), mark("What"), mark("Bank"), mark("Version"))
_DIGITS = 6
_Line = list[Cell]


async def result_rows(shown: Shown, texts: Translator) -> Batches:
    """`What` is a word for programs: count, before, outside, median, quartile1, quartile3, share, score, up, same,
    down, p, comment, hidden. The group "*" are all others together.
    """
    found: list[_Line] = []
    language = texts.language.code
    for each in shown.results.parts:
        head = _head(each.part, language)
        if isinstance(each, Hidden):
            found.append([*head, "", "", "hidden", each.why.value, "", "", "", "", ""])
        else:
            found += [[*head, "", "", *line] for line in _numbers(each, texts)]
    for split, rows in shown.results.by.items():
        for grouped in rows:
            named = [(choice.key, tally) for choice, tally in grouped.groups]
            for key, tally in [*named, *([("*", grouped.others)] if grouped.others else [])]:
                head = [*_head(grouped.part, language), split, key]
                found += [[*head, *line] for line in _numbers(tally, texts)]
    for voices in shown.results.voices:
        head = [voices.item.key, in_words(voices.item.text, language), "", ""]
        if voices.why:
            found.append([*head, "hidden", voices.why.value, "", "", "", "", ""])
        found += [[*head, "comment", "", words.text, "", "", "", ""] for words in voices.words]
    yield found


async def codebook_rows(shown: Shown) -> Batches:
    """Every question with its type, and under it each answer, its words in each language of the survey."""
    found: list[_Line] = []
    languages = shown.survey.languages
    rights = shown.results.rules.rights
    for item in shown.survey.items:
        bank = [item.bank.key, item.bank.version] if item.bank else ["", ""]
        found.append([item.key, type_of(item).tag, "", "question", *bank, *_texts(item.text, languages)])
        found += [[*line, *bank, *_texts(texts, languages)] for line, texts in _answers(item, rights=rights)]
    yield found


def _head(part: Part, language: str) -> _Line:
    row = in_words(part.row_text, language) if part.row else ""
    return [part.key, f"{in_words(part.text, language)} {row}".strip()]


def _numbers(tally: Tally, texts: Translator) -> Iterator[_Line]:
    part, of = tally.part, tally.answered
    for place, value in enumerate(part.values):
        words = value_words(part, value, texts)
        yield ["count", value.key, words, tally.counts[place], of, "", ""]
        if tally.before:
            yield ["before", value.key, words, tally.before[place], of, "", ""]
    if part.outside:
        words = in_words(part.outside.text, texts.language.code)
        yield ["outside", part.outside.key, words, tally.outside, of + tally.outside, "", ""]
    if tally.middle:
        yield ["median", "", "", tally.middle.median, of, *_ends(tally.middle.interval)]
        for name, quartile in (("quartile1", tally.middle.lower), ("quartile3", tally.middle.upper)):
            if quartile is not None:
                yield [name, "", "", quartile, of, "", ""]
    if tally.share:
        share = tally.share
        yield ["share", "", "", round(share.share, _DIGITS), of, *_ends(share.interval)]
    if tally.score:
        yield ["score", "", "", round(tally.score.score, _DIGITS), of, *_ends(tally.score.interval)]
    if tally.change:
        change = tally.change
        for name, count in (("up", change.up), ("same", change.same), ("down", change.down)):
            yield [name, "", "", count, of, "", ""]
        if change.p is not None:
            yield ["p", "", "", round(change.p, _DIGITS), of, "", ""]


def _ends(interval: Interval | None) -> _Line:
    return [round(interval.low, _DIGITS), round(interval.high, _DIGITS)] if interval else ["", ""]


def _answers(item: Question, *, rights: bool) -> Iterator[tuple[_Line, Texts]]:
    for part in parts_of([item]):
        if part.row:
            yield [part.key, "", "", "row"], part.row_text
        wished = part.wished if rights or type_of(item).tag != "knowledge" else ()
        for value in part.values:
            what = "answer, wished" if value.key in wished else "answer"
            yield [part.key, "", value.key, what], value.text or {"en": FIXED.get(value.key, value.key)}
        if part.outside:
            yield [part.key, "", part.outside.key, "outside"], part.outside.text


def _texts(texts: Texts, languages: tuple[str, ...]) -> _Line:
    return [texts.get(each, "") for each in languages]
