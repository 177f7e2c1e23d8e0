"""What may be answered: conditions, sections, what is required; and texts kept apart from the rest."""

from collections.abc import Iterator, Mapping, Sequence

from services.training.domain.surveys.answer_forms import Posted
from services.training.domain.surveys.answer_readers import ANSWER, OTHER, WRITE, Raw
from services.training.domain.surveys.questions import Answer, Answers, Condition, Question, Section
from services.training.domain.surveys.types import type_of
from shared.errors import Problem


def raw_of(items: Sequence[Question], form: Posted) -> dict[str, object]:
    """The raw answers in a posted form (`q.{key}`), for `check`, and to show again what was typed."""
    found = {item.key: type_of(item).gather(item, form) for item in items}
    return {key: value for key, value in found.items() if value is not None}


def check(items: Sequence[Question], raw: Mapping[str, object], *, language: str) -> tuple[Answers, list[Problem]]:
    """The answers, and every problem at once, its field the question's key. A question that is not asked has no answer.

    `raw` is by question key, as JSON or of `raw_of`; unknown keys are left alone. `language` is for words in problems.
    The answers are whole where there is no problem.
    """
    given = {key: value for key, value in raw.items() if value is not None and value != ""}
    fields = Raw(given, {item.key: getattr(item, "limit", 0) for item in items}, language)
    answers: Answers = {}
    for item, conditions in conditioned(items):
        if not type_of(item).asks or not all(holds(one, answers) for one in conditions):
            continue
        before = len(fields.problems)
        answer = type_of(item).read(item, fields)
        if answer is not None:
            answers[item.key] = answer
        elif item.required and len(fields.problems) == before:
            fields.bad(item.key, WRITE if type_of(item).is_words else ANSWER)
    return answers, fields.problems


def conditioned(items: Sequence[Question]) -> Iterator[tuple[Question, tuple[Condition, ...]]]:
    """Each with all that must hold for it to be asked: its own condition, and that of its section."""
    section: tuple[Condition, ...] = ()
    for item in items:
        own = (item.when,) if item.when else ()
        if isinstance(item, Section):
            section = own
            yield item, own
        else:
            yield item, section + own


def split(items: Sequence[Question], answers: Answers) -> tuple[Answers, list[tuple[str, str]]]:
    """The answers without a text, and each text with its question's key: they are kept where nothing joins them.

    What is left of "other" is its key: "other", or {"keys": [..., "other"], "other": ""}.
    """
    words: list[tuple[str, str]] = []
    rest: Answers = {}
    for item in items:
        answer = answers.get(item.key)
        if answer is None:
            continue
        if type_of(item).is_words:
            words.append((item.key, str(answer)))
            continue
        text = answer.get(OTHER) if isinstance(answer, dict) else None
        if text:
            words.append((item.key, str(text)))
        rest[item.key] = _without_other(answer)
    return rest, words


def written(answer: Answer) -> tuple[str, ...]:
    """An answer as conditions name it; none for what they cannot name."""
    if isinstance(answer, bool):
        return ("yes" if answer else "no",)
    if isinstance(answer, dict):
        keys = answer.get("keys")
        if isinstance(keys, list):
            return tuple(str(key) for key in keys)
        return (OTHER,) if OTHER in answer else ()
    return (str(answer),)


def holds(condition: Condition, answers: Answers) -> bool:
    """Never where its question was not answered."""
    answer = answers.get(condition.question)
    return answer is not None and any(value in condition.is_one_of for value in written(answer))


def _without_other(answer: Answer) -> Answer:
    if isinstance(answer, dict) and OTHER in answer:
        return {**answer, OTHER: ""} if "keys" in answer else OTHER
    return answer
