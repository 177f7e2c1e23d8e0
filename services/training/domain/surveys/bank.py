"""The bank of questions: each key has versions, a survey takes the newest; what is unchanged is compared later."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec

from services.training.domain.surveys.questions import BankRef, Choice, Item, Question, Texts
from services.training.domain.surveys.type_entry import Kind
from services.training.domain.surveys.types import type_of


class BankQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """A version of a question. `retired_at`: it is offered no more; surveys that took it keep it."""

    key: str
    version: int
    question: Question
    tags: tuple[str, ...]
    retired_at: datetime | None

    @property
    def ref(self) -> BankRef:
        return BankRef(self.key, self.version)


def taken(entry: BankQuestion, languages: Iterable[str], key: str) -> Question:
    """The question for a survey in these languages, under a key of its own there; it remembers where it comes from."""
    question = mapped(entry.question, {language: language for language in languages})
    return msgspec.structs.replace(question, key=key, when=None, bank=entry.ref)


def mapped(item: Question, languages: dict[str, str]) -> Question:
    """The same with texts in these languages only."""
    return with_texts(item, lambda texts: {new: texts[old] for old, new in languages.items() if texts.get(old)})


def with_texts(item: Question, change: Any) -> Question:
    """Every text of a question changed by a function."""
    found: dict[str, Any] = {"text": change(item.text), "help": change(item.help) if item.help else {}}
    for setting in type_of(item).settings:
        value = getattr(item, setting.name)
        if setting.kind is Kind.TEXTS:
            found[setting.name] = change(value) if value else {}
        elif setting.kind is Kind.CHOICES:
            found[setting.name] = tuple(Choice(choice.key, change(choice.text)) for choice in value)
    return msgspec.structs.replace(item, **found)


def texts_of(item: Question) -> list[Texts]:
    """Every text of a question: its words, its help, its labels and answers."""
    found: list[Texts] = []

    def note(texts: Texts) -> Texts:
        found.append(texts)
        return texts

    with_texts(item, note)
    return found


def is_same(item: Question, entry: BankQuestion) -> bool:
    """Whether it asks the same: the same type, answers and words in every language that both have. Whether it must be
    answered, and when it is asked, may differ.
    """
    known = entry.question
    if type(item) is not type(known) or _shape(item) != _shape(known):
        return False
    return all(
        ours[language] == theirs[language]
        for ours, theirs in zip(texts_of(item), texts_of(known), strict=True)
        for language in ours.keys() & theirs.keys()
    )


def _shape(item: Question) -> Any:
    """All but the words, the key and when it is asked."""
    bare: Item = with_texts(item, lambda _: {})
    bare = msgspec.structs.replace(bare, key="", required=False, when=None, bank=None)
    return bare, bool(item.help)
