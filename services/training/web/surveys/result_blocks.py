"""What is shown of a survey, a block for each question: its picture, its numbers and its table."""

from collections.abc import Sequence

import msgspec

from services.training.domain.surveys.answering import conditioned
from services.training.domain.surveys.breakdowns import Grouped
from services.training.domain.surveys.parts import Part
from services.training.domain.surveys.questions import Section
from services.training.domain.surveys.results import Hidden, Voices
from services.training.domain.surveys.rules import Why
from services.training.domain.surveys.survey import Words
from services.training.domain.surveys.tally import Tally
from services.training.operations.surveys.results import Shown
from services.training.web.surveys.charts import Chart, chart_of, is_stacked, letter, look
from services.training.web.surveys.result_words import (
    change_words,
    choice_words,
    figures,
    in_words,
    language_in,
    percent,
    title_words,
    value_words,
    why_words,
    withheld_words,
    words_title,
)
from shared.i18n import Translator
from shared.scripts import language_of_name


class Row(msgspec.Struct, frozen=True):
    """An answer in the table. `look`: of the stack, 0 for one of the bars; `before` and its
    share are "" but for before and now.
    """

    look: int
    letter: str
    words: str
    wished: bool
    before: str
    share_before: str
    count: str
    share: str


class Group(msgspec.Struct, frozen=True):
    """Those who gave one answer to the choice that splits."""

    words: str
    small: str
    chart: Chart | None
    figures: tuple[tuple[str, str, str], ...]


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """`kind`: "section", "part", "voices", "hidden", or "later" for what is hidden until the close. `small` are the
    words under the title, `note` those under the numbers.
    """

    kind: str
    id: str
    title: str
    language: str
    small: str = ""
    chart: Chart | None = None
    figures: tuple[tuple[str, str, str], ...] = ()
    rows: tuple[Row, ...] = ()
    groups: tuple[Group, ...] = ()
    note: str = ""
    voices: tuple[tuple[Words, str], ...] = ()
    many: int = 0


def blocks_of(shown: Shown, texts: Translator, split: str = "", voices: int = 3) -> list[Block]:
    """In the order of the survey. `split`: the choice that splits the others; `voices`: so many texts of a question."""
    results, language = shown.results, texts.language.code
    grouped = {each.part.key: each for each in results.by.get(split, ())}
    found: list[Block] = []
    for item, _ in conditioned(shown.survey.items):
        if isinstance(item, Section):
            title, spoken = in_words(item.text, language), language_in(item.text, language)
            found.append(Block(kind="section", id=item.key, title=title, language=spoken))
            continue
        own = (each for each in results.parts if each.part.item == item.key)
        found += [_part(each, grouped.get(each.part.key), results.rules.minimum, texts) for each in own]
        found += [_voices(each, texts, voices) for each in results.voices if each.item.key == item.key]
    return found


def arranged(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Those that stand in their order, without headings that nothing stands under, and those that come at the close."""
    here = [each for each in blocks if each.kind != "later"]
    after = [*here[1:], None]
    found = [
        each
        for each, following in zip(here, after, strict=True)
        if each.kind != "section" or (following is not None and following.kind != "section")
    ]
    return found, [each for each in blocks if each.kind == "later"]


def titled(part: Part, texts: Translator) -> tuple[str, str]:
    """And the language it is in."""
    return title_words(part, texts), language_in(part.text, texts.language.code)


def _part(each: Tally | Hidden, grouped: Grouped | None, minimum: int, texts: Translator) -> Block:
    part = each.part
    title, spoken = titled(part, texts)
    if isinstance(each, Hidden):
        return Block(
            kind=_hidden(each.why), id=part.key, title=title, language=spoken, small=why_words(each.why, texts)
        )
    return Block(
        kind="part",
        id=part.key,
        title=title,
        language=spoken,
        small=block_small(each, texts),
        chart=chart_of(each, texts),
        figures=tuple(figures(each, texts)),
        rows=tuple(rows_of(each, texts)),
        note=withheld_words(each, minimum, texts),
        groups=_groups(grouped, texts) if grouped else (),
    )


def _hidden(why: Why) -> str:
    return "later" if why is Why.OPEN else "hidden"


def _groups(grouped: Grouped, texts: Translator) -> tuple[Group, ...]:
    named = [(choice_words(choice, texts), tally) for choice, tally in grouped.groups]
    if grouped.others:
        named.append((texts.gettext("All others together"), grouped.others))
    return tuple(
        Group(words, block_small(tally, texts), chart_of(tally, texts), tuple(figures(tally, texts)))
        for words, tally in named
    )


def block_small(tally: Tally, texts: Translator) -> str:
    """How many answered, and what changed since before, as sentences."""
    words = texts.ngettext("%(num)s answer", "%(num)s answers", tally.answered)
    if tally.part.outside and tally.outside:
        outside = in_words(tally.part.outside.text, texts.language.code)
        words = texts.gettext("%(answers)s, and %(num)s: %(words)s", answers=words, num=tally.outside, words=outside)
    if tally.change:
        change = tally.change
        moved = texts.gettext(
            "%(up)s went up, %(same)s stayed, %(down)s went down", up=change.up, same=change.same, down=change.down
        )
        median, test = change_words(change, texts)
        middle = texts.gettext("Middle change %(median)s.", median=median) + (f" {test}" if test else "")
        for sentence in (moved, middle):
            words = texts.pgettext("sentences", "%(first)s. %(next)s", first=words, next=sentence)
    return words


def rows_of(tally: Tally, texts: Translator) -> Sequence[Row]:
    """The whole distribution."""
    part, stacked = tally.part, is_stacked(tally)
    return [
        Row(
            look(place, len(part.values)) if stacked else 0,
            "" if stacked else letter(place),
            value_words(part, each, texts),
            each.key in part.wished,
            str(tally.before[place]) if tally.before else "",
            percent(tally.before[place] / tally.answered, texts) if tally.before else "",
            str(tally.counts[place]),
            percent(tally.counts[place] / tally.answered, texts),
        )
        for place, each in enumerate(part.values)
    ]


def _voices(each: Voices, texts: Translator, most: int) -> Block:
    title, spoken = words_title(each.item, texts), language_in(each.item.text, texts.language.code)
    small = texts.gettext("In the language they were written in, in no order")
    shown = sorted(each.words, key=lambda words: not words.quote)[:most]
    return Block(
        kind=_hidden(each.why) if each.why else "voices",
        id=f"words-{each.item.key}",
        title=title,
        language=spoken,
        small=why_words(each.why, texts) if each.why else small,
        voices=tuple((words, language_of_name(words.text)) for words in shown),
        many=len(each.words),
    )
