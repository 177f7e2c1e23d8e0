"""The form of a question, made from its type's settings: read loosely, every problem at once, and filled in again.

A tick may name a line that has no key yet: "#2" is the second one of the first language.

Fields: `text.{language}`, `help.{language}`, required, when (any of "question:answer"), and each setting by its name:
texts by `{name}.{language}`, lists of answers the same with one answer a line.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from services.training.domain.surveys.numbers import written
from services.training.domain.surveys.questions import Condition, Item, Number, Question
from services.training.domain.surveys.ranges import fits
from services.training.domain.surveys.setting_readers import READERS, language_name, longest, texts_in
from services.training.domain.surveys.type_entry import Kind
from services.training.domain.surveys.types import TYPES, type_of
from shared.fields import Fields
from shared.i18n.mark import mark

WORDS = mark("Write the question in %(language)s, the first language of the survey")
HEADING = mark("Write the heading in %(language)s, the first language of the survey")
ONE_QUESTION = mark("Choose answers of one question only")
CONDITION = mark("Choose among the answers of earlier questions")
ENDS = mark("The highest point must be above the lowest, by 10 at most")
NO_NUMBER = mark("No number lies between the smallest and this one, so nobody could answer")
UNFIT = mark("Let the numbers rise, and leave each range a number that can be answered")


def read_item(
    tag: str,
    body: Mapping[str, object],
    languages: Sequence[str],
    *,
    before: Question | None = None,
    earlier: Sequence[Question] = (),
) -> Question:
    """`before` is the question that is changed: its keys stay. Only the first language must be there, and as much as
    the type needs to be shown; `readiness` says what else is missing. Raises Invalid with every problem.
    """
    entry = TYPES[tag]
    form = Fields(body, longest(languages, entry.settings))
    found: dict[str, Any] = {"text": texts_in(form, "text", languages), "help": texts_in(form, "help", languages)}
    first = languages[0]
    if not found["text"].get(first) and not any(one.field == f"text.{first}" for one in form.problems):
        form.bad(f"text.{first}", WORDS if entry.asks else HEADING, language=language_name(first))
    if entry.asks:
        found["required"] = form.flag("required")
    for setting in entry.settings:
        found[setting.name] = READERS[setting.kind](form, setting, languages, before, found)
    if entry.asks and "lowest" in found and not found["lowest"] < found["highest"] <= found["lowest"] + 10:
        form.bad("highest", ENDS)
    found["when"] = _condition(form, earlier)
    made = entry.struct(key=before.key if before else "", **found)
    if isinstance(made, Number) and not made.has_answer:
        form.bad("most", NO_NUMBER)
    elif isinstance(made, Number) and not fits(made):
        form.bad("bounds", UNFIT)
    form.check()
    return msgspec.structs.replace(made, bank=before.bank) if before else made  # type: ignore[return-value]  # an entry's


def _condition(form: Fields, earlier: Sequence[Question]) -> Condition | None:
    given = form.given("when") or []
    chosen = [given] if isinstance(given, str) else given if isinstance(given, list) else ["?"]
    known = {f"{item.key}:{value.key}": item.key for item in earlier for value in type_of(item).values(item)}
    if not all(isinstance(one, str) and one in known for one in chosen):
        form.bad("when", CONDITION)
        return None
    if len({known[one] for one in chosen}) > 1:
        form.bad("when", ONE_QUESTION)
        return None
    return Condition(known[chosen[0]], tuple(one.partition(":")[2] for one in chosen)) if chosen else None


def body_of(item: Item) -> dict[str, str | list[str]]:
    """The form filled in from a question: what `read_item` reads back to the same."""
    body: dict[str, str | list[str]] = {f"text.{language}": words for language, words in item.text.items()}
    body |= {f"help.{language}": words for language, words in item.help.items()}
    body["required"] = "true" if item.required else ""
    body["when"] = [f"{item.when.question}:{value}" for value in item.when.is_one_of] if item.when else []
    for setting in type_of(item).settings:
        value = getattr(item, setting.name)
        if setting.kind is Kind.TEXTS:
            body |= {f"{setting.name}.{language}": words for language, words in value.items()}
        elif setting.kind is Kind.CHOICES:
            languages = dict.fromkeys(language for choice in value for language in choice.text)
            for language in languages:
                body[f"{setting.name}.{language}"] = "\n".join(choice.text.get(language, "") for choice in value)
        elif setting.kind is Kind.KEYS:
            body[setting.name] = list(value)
        elif setting.kind is Kind.BOUNDS:
            body[setting.name] = ", ".join(written(number) for number in value)
        elif setting.kind is Kind.FLAG:
            body[setting.name] = "true" if value else ""
        else:
            body[setting.name] = "" if value is None else written(value) if isinstance(value, float) else str(value)
    return body


def starting(tag: str) -> dict[str, str | list[str]]:
    """The form of a new question."""
    return body_of(TYPES[tag].struct(key="", text={}))
