"""Results as files: a line a number. They hold what the page shows, never the answers of one person side by side."""

from collections.abc import Iterator
from datetime import date, datetime

from services.training.domain.surveys.about import About
from services.training.domain.surveys.paired import Change
from services.training.domain.surveys.pairs import Pairs
from services.training.domain.surveys.parts import Part
from services.training.domain.surveys.results import Hidden, Voices
from services.training.domain.surveys.statistics import Interval
from services.training.domain.surveys.survey import Survey
from services.training.domain.surveys.tally import Middle, Tally
from services.training.operations.surveys.results import Shown
from services.training.web.surveys.result_words import (
    in_words,
    point_words,
    title_words,
    value_words,
    words_key,
    words_title,
)
from shared.i18n import Translator
from shared.i18n.lists import comma_list
from shared.i18n.mark import mark
from shared.spreadsheet import Batches, Cell

COLUMNS = (
    mark("Key"), mark("Question"), mark("Split by"), mark("Group"), mark("What"), mark("Answer"), mark("Words"),
    mark("Value"), mark("Out of"), mark("Interval from"), mark("Interval to"), mark("Tags"), mark("Quote"),
    mark("Survey"), mark("About"), mark("When"),
)  # fmt: skip
_DIGITS = 6
_Line = list[Cell]


async def result_rows(shown: Shown, texts: Translator) -> Batches:
    """`What` is a word for programs: count, before, outside, median, quartile1, quartile3, share, score, up, same,
    down, change (the middle one), p, comment, hidden; of a pair of surveys pairs, and pair_ before what changed. The
    group "*" are all others together, the key "*" all items of knowledge. Each line says of which survey it is, so that
    lines of several can stand in one table.
    """
    found: list[_Line] = []
    for each in shown.results.parts:
        head = [*_head(each.part, texts), "", ""]
        found += [[*head, *line] for line in _lines(each, texts)]
    for split, rows in shown.results.by.items():
        for grouped in rows:
            named = [(choice.key, tally) for choice, tally in grouped.groups]
            for key, tally in [*named, *([("*", grouped.others)] if grouped.others else [])]:
                own = [*_head(grouped.part, texts), split, key]
                found += [[*own, *line] for line in _numbers(tally, texts)]
    found += _pairs(shown.pairs, texts) if shown.pairs else []
    for voices in shown.results.voices:
        found += _voices(voices, texts)
    own = _own(shown, texts)
    yield [[*line, *[""] * (len(COLUMNS) - len(own) - len(line)), *own] for line in found]


def file_name(survey: Survey, about: About, name: str) -> str:
    """It tells surveys of one title apart: by the session, course or event, its day and, where it has one, its hour."""
    held = _held(about)
    day = f"{held:%Y-%m-%d %H%M}" if isinstance(held, datetime) else str(held or "")
    title = next(iter(survey.title.values()), "")
    return " ".join(filter(None, (title, about.occasion, day, name)))


def _own(shown: Shown, texts: Translator) -> _Line:
    about = shown.about
    title = in_words(shown.survey.title, texts.language.code)
    return [title, comma_list((about.occasion, about.course), texts), _held(about) or ""]


def _held(about: About) -> datetime | date | None:
    """When it begins, by the clock of its place; the first day where no hour is known, None while the day is open."""
    held = about.held
    return held.start or (held.first_day if held.is_fixed else None)


def _pairs(pairs: Pairs, texts: Translator) -> Iterator[_Line]:
    yield ["", "", "", "", "pairs", "", "", pairs.people]
    for each in pairs.changed:
        head: _Line = ["*", texts.gettext("Right answers of %(count)s", count=each.items)]
        if each.part is not None:
            head = _head(each.part, texts)
        yield from ([*head, "", "", f"pair_{what}", *rest] for what, *rest in _changes(each.change))


def _voices(voices: Voices, texts: Translator) -> Iterator[_Line]:
    """In no order. What was written for "other" has a key of its own beside the counts."""
    head = [words_key(voices.item), words_title(voices.item, texts), "", ""]
    if voices.why:
        yield [*head, "hidden", voices.why.value]
    for each in voices.words:
        yield [*head, "comment", "", each.text, *[""] * 4, ", ".join(each.tags), "yes" if each.quote else ""]


def _head(part: Part, texts: Translator) -> _Line:
    return [part.key, title_words(part, texts)]


def _lines(each: Tally | Hidden, texts: Translator) -> Iterator[_Line]:
    if isinstance(each, Hidden):
        yield ["hidden", each.why.value]
    else:
        yield from _numbers(each, texts)


def _numbers(tally: Tally, texts: Translator) -> Iterator[_Line]:
    part, of = tally.part, tally.answered
    for place, value in enumerate(part.values):
        words = value_words(part, value, texts)
        yield ["count", value.key, words, tally.counts[place], of]
        if tally.before:
            yield ["before", value.key, words, tally.before[place], of]
    if part.outside:
        words = in_words(part.outside.text, texts.language.code)
        yield ["outside", part.outside.key, words, tally.outside, of + tally.outside]
    if tally.middle:
        yield from _middle(part, tally.middle, of, texts)
    if tally.share:
        share = tally.share
        yield ["share", "", "", round(share.share, _DIGITS), of, *_ends(share.interval)]
    if tally.score:
        yield ["score", "", "", round(tally.score.score, _DIGITS), of, *_ends(tally.score.interval)]
    if tally.change:
        yield from _changes(tally.change)


def _middle(part: Part, middle: Middle, of: int, texts: Translator) -> Iterator[_Line]:
    """In numbers; columns of a matrix and ranges stand by key and in words, with two keys where it is between."""
    for name, value in (("median", middle.median), ("quartile1", middle.lower), ("quartile3", middle.upper)):
        if value is None:
            continue
        interval = middle.interval if name == "median" else None
        if not part.by_place:
            yield [name, "", "", value, of, *_ends(interval)]
            continue
        ends = [point_words(part, each, texts) for each in (interval.low, interval.high)] if interval else []
        yield [name, "; ".join(each.key for each in part.at(value)), point_words(part, value, texts), "", of, *ends]


def _changes(change: Change) -> Iterator[_Line]:
    for name, value in (("up", change.up), ("same", change.same), ("down", change.down), ("change", change.median)):
        yield [name, "", "", value, change.of]
    if change.p is not None:
        yield ["p", "", "", round(change.p, _DIGITS), change.of]


def _ends(interval: Interval | None) -> _Line:
    return [round(interval.low, _DIGITS), round(interval.high, _DIGITS)] if interval else []
