"""Questions as a page shows them: in the reader's language, with what was given, what is wrong, when they are asked.

    {% from "surveys/questions/all.html" import ask %}
    {% for view in views %}{{ ask(view) }}{% endfor %}

`views_of` makes them. The page names the script `survey.js` in its head; without it, a sentence says when a question is
meant.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from services.training.domain.surveys.answer_forms import field_name
from services.training.domain.surveys.answer_readers import said
from services.training.domain.surveys.answering import conditioned
from services.training.domain.surveys.questions import Condition, Number, Question, Texts
from services.training.domain.surveys.types import FIXED, type_of
from shared.errors import Problem
from shared.http import translated
from shared.i18n import Translator, language_of
from shared.i18n.lists import comma_list
from shared.i18n.numbers import number_words


class QuestionView(msgspec.Struct, frozen=True, kw_only=True):
    """`value` is the raw answer (`answering.raw_of`, or a kept one), None where there is none. `language` is the one
    its words stand in. `limits`: of a number, "From 0 to 40", "" where it may be any. `only`: "Only if ...", "" where
    it is always asked; `when`: the same for the script, as JSON.
    """

    item: Question
    language: str
    value: Any
    error: str
    limits: str
    only: str
    when: str

    @property
    def tag(self) -> str:
        return type_of(self.item).tag

    @property
    def template(self) -> str:
        return f"surveys/questions/{self.tag}.html"

    @property
    def lang(self) -> str:
        """For the attribute."""
        known = language_of(self.language)
        return known.tag if known else self.language

    def say(self, texts: Texts) -> str:
        """In the language of the question, else in the first there is."""
        return said(texts, self.language)

    def name(self, part: str = "") -> str:
        """Of the field, or of one part of it."""
        return field_name(self.item.key, part)

    def part(self, key: str) -> Any:
        """Of an answer in parts; None where it is not given."""
        return self.value.get(key) if isinstance(self.value, dict) else None

    def chosen(self, key: str) -> bool:
        """Whether this one is ticked."""
        return key in (self.part("keys") or ())


def views_of(
    items: Sequence[Question],
    language: str,
    texts: Translator,
    raw: Mapping[str, object] | None = None,
    problems: Sequence[Problem] = (),
) -> tuple[QuestionView, ...]:
    """In `language` (the reader's, as the survey has it); words around them are of `texts`, the page's."""
    errors: dict[str, str] = {}
    for problem, shown in zip(problems, translated(tuple(problems), texts), strict=True):
        errors.setdefault(problem.field, shown.message)
    by_key = {item.key: item for item in items}
    return tuple(
        QuestionView(
            item=item,
            language=language if item.text.get(language) else next(iter(item.text), language),
            value=(raw or {}).get(item.key),
            error=errors.get(item.key, ""),
            limits=_limits(item, texts),
            only=_only(item, by_key, language, texts),
            when=msgspec.json.encode([[one.question, one.is_one_of] for one in conditions]).decode(),
        )
        for item, conditions in conditioned(items)
    )


def _limits(item: Question, texts: Translator) -> str:
    """What may be answered, said before anybody tries."""
    if not isinstance(item, Number):
        return ""
    least, most = (end if end is None else number_words(end, texts.language.code) for end in (item.least, item.most))
    if least is not None and most is not None:
        return texts.pgettext("numbers", "From %(least)s to %(most)s", least=least, most=most)
    if least is not None:
        return texts.gettext("%(low)s or more", low=least)
    return texts.gettext("%(high)s or less", high=most) if most is not None else ""


def _only(item: Question, by_key: Mapping[str, Question], language: str, texts: Translator) -> str:
    """Of its own condition: that of its section stands with the section."""
    source = by_key.get(item.when.question) if item.when else None
    if item.when is None or source is None:
        return ""
    answers = comma_list(_answers(source, item.when, language, texts), texts=texts)
    question = said(source.text, language)
    return texts.gettext("Only if you answered “%(question)s” with: %(answers)s", question=question, answers=answers)


def _answers(source: Question, condition: Condition, language: str, texts: Translator) -> list[str]:
    values = {choice.key: choice.text for choice in type_of(source).values(source)}
    return [answer_words(key, values.get(key, {}), language, texts) for key in condition.is_one_of]


def answer_words(key: str, words: Texts, language: str, texts: Translator) -> str:
    """Of an answer that a condition names: its own, "Yes", or the point itself."""
    return said(words, language) or (texts.gettext(FIXED[key]) if key in FIXED else key)
