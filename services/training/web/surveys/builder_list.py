"""The questions of a survey as they stand in the builder: under their sections, numbered, with what is offered."""

import msgspec

from services.training.domain.surveys.answer_readers import said
from services.training.domain.surveys.questions import BeforeNow, Number, Question, Rating
from services.training.domain.surveys.ranges import ranges_of
from services.training.domain.surveys.readiness import missing_in
from services.training.domain.surveys.type_entry import Kind
from services.training.domain.surveys.types import type_of
from services.training.operations.surveys.checking import Checked
from services.training.operations.surveys.range_words import range_words
from services.training.web.surveys.question_view import QuestionView, views_of
from shared.i18n import LANGUAGES, Translator
from shared.web.reader import Reader


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A question or a section's heading. `offers`: its answers, rows, columns or ends, a line each. `ranges`: of a
    number, in results. `missing`: names of languages.
    """

    item: Question
    lang: str
    text: str
    type: str
    only: str
    missing: str
    offers: tuple[str, ...]
    ranges: str
    first: bool
    last: bool


class Stretch(msgspec.Struct, frozen=True):
    """A section with its questions; `heading` None for those before the first. `number` is of the first question."""

    heading: Row | None
    rows: tuple[Row, ...]
    number: int


def stretches(checked: Checked, reader: Reader) -> list[Stretch]:
    """All questions, in their order."""
    views = views_of(checked.survey.items, reader.language.code, reader.texts)
    found: list[Stretch] = []
    heading: Row | None = None
    rows: list[Row] = []
    number = 1
    for place, view in enumerate(views):
        row = _row(view, checked, reader, (place == 0, place == len(views) - 1))
        if type_of(view.item).asks:
            rows.append(row)
            continue
        if heading or rows:
            found.append(Stretch(heading, tuple(rows), number))
        number += len(rows)
        heading, rows = row, []
    return [*found, Stretch(heading, tuple(rows), number)] if views else []


def _row(view: QuestionView, checked: Checked, reader: Reader, ends: tuple[bool, bool]) -> Row:
    missing = missing_in(view.item, checked.survey.languages)
    return Row(
        item=view.item,
        lang=view.lang,
        text=said(view.item.text, reader.language.code),
        type=reader.texts.gettext(type_of(view.item).words),
        only=view.only,
        missing=", ".join(language.name for language in LANGUAGES if language.code in missing),
        offers=offers(view.item, reader.language.code),
        ranges=ranges_line(view.item, reader.texts),
        first=ends[0],
        last=ends[1],
    )


def offers(item: Question, language: str) -> tuple[str, ...]:
    """What can be chosen, in short: each list of answers is a line, so are the two ends of a scale."""
    lines = [
        " · ".join(said(choice.text, language) for choice in getattr(item, setting.name))
        for setting in type_of(item).settings
        if setting.kind is Kind.CHOICES
    ]
    return tuple(line for line in (*lines, _ends(item, language)) if line)


def ranges_line(item: Question | None, texts: Translator) -> str:
    """Of a number that has some."""
    every = ranges_of(item) if isinstance(item, Number) else ()
    shown = " · ".join(range_words(each, texts) for each in every)
    return texts.gettext("In results: %(ranges)s", ranges=shown) if shown else ""


def _ends(item: Question, language: str) -> str:
    if not isinstance(item, Rating | BeforeNow):
        return ""
    low, high = said(item.low_label, language), said(item.high_label, language)
    return f"{item.lowest} {low} · {item.highest} {high}"
