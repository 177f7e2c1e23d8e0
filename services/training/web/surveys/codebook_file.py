"""The codebook of a survey: every key with its words in every language, and who was asked each question."""

from collections.abc import Iterator, Sequence

from services.training.domain.surveys.answer_readers import OTHER
from services.training.domain.surveys.answering import conditioned
from services.training.domain.surveys.numbers import is_kept
from services.training.domain.surveys.parts import parts_of
from services.training.domain.surveys.questions import Choice, Condition, Number, Question, Texts
from services.training.domain.surveys.types import type_of
from services.training.operations.surveys.results import Shown
from services.training.operations.surveys.wording import fixed_texts, value_texts
from services.training.web.surveys.result_words import words_key
from shared.i18n.mark import mark
from shared.spreadsheet import Batches, Cell

CODEBOOK = (
    mark("Key"), mark("Type"), mark("Answer"), mark("What"), mark("Bank"), mark("Version"), mark("Must be answered"),
    mark("Asked only if"), mark("Smallest number"), mark("Largest number"),
)  # fmt: skip
_Line = list[Cell]


async def codebook_rows(shown: Shown) -> Batches:
    """Every question with its type, and under it its unit and each answer, its words in each language of the survey.

    A condition reads "question = answer, answer": one of these keys; of several, with "; " between them, all must hold.
    """
    found: list[_Line] = []
    languages = shown.survey.languages
    for item, conditions in conditioned(shown.survey.items):
        bank: _Line = [item.bank.key, item.bank.version] if item.bank else ["", ""]
        required = "yes" if item.required else ""
        head: _Line = [item.key, type_of(item).tag, "", "question", *bank, required, _condition(conditions)]
        found.append([*head, *_ends(item), *_texts(item.text, languages)])
        if isinstance(item, Number) and item.unit:
            found.append([item.key, "", "", "unit", *bank, "", "", "", "", *_texts(item.unit, languages)])
        answers = _answers(item, languages, rights=shown.results.rules.rights)
        found += [[*line, *bank, "", "", "", "", *_texts(texts, languages)] for line, texts in answers]
    yield found


def _condition(conditions: Sequence[Condition]) -> str:
    return "; ".join(f"{each.question} = {', '.join(each.is_one_of)}" for each in conditions)


def _ends(item: Question) -> _Line:
    """Of a number, where it has them."""
    ends = (item.least, item.most) if isinstance(item, Number) else (None, None)
    return ["" if end is None else int(end) if is_kept(end) and end == int(end) else end for end in ends]


def _answers(item: Question, languages: Sequence[str], *, rights: bool) -> Iterator[tuple[_Line, Texts]]:
    for part in parts_of([item]):
        if part.row:
            yield [part.key, "", "", "row"], part.row_text
        wished = part.wished if rights or type_of(item).tag != "knowledge" else ()
        for value in part.values:
            what = "answer, wished" if value.key in wished else "answer"
            texts = value_texts(part, value, languages) or dict.fromkeys(languages, value.key)
            yield [part.key, "", value.key, what], texts
        if part.outside:
            yield [part.key, "", part.outside.key, "outside"], part.outside.text
    if getattr(item, "other", False):
        yield [words_key(item), "", "", "words"], fixed_texts(Choice(OTHER, {}), languages)


def _texts(texts: Texts, languages: Sequence[str]) -> _Line:
    return [texts.get(each, "") for each in languages]
