"""The types of questions. What each accepts, its word and how it is summed up stand in one table: types.py beside this.

Texts are by language (BCP 47); keys never change once a survey has opened, so that answers join across languages,
cohorts and versions of the words.
"""

from math import ceil, floor
from typing import TypeAlias

import msgspec

Texts: TypeAlias = dict[str, str]
"""Language -> words. At least one; where a reader's language is missing, the survey's first language stands in."""


class Choice(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing to choose; a row or a column of a matrix."""

    key: str
    text: Texts


class Condition(msgspec.Struct, frozen=True):
    """The question is asked only where the answer to an earlier one (`question`) is one of these.

    Numbers, yes and no are written as text ("4", "yes", "no"); of several choices one is enough.
    """

    question: str
    is_one_of: tuple[str, ...]


class BankRef(msgspec.Struct, frozen=True):
    """The question of the bank it was taken from, unchanged: the same key and version are compared across cohorts."""

    key: str
    version: int


class Item(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What all have. `key` is unique in its survey."""

    key: str
    text: Texts
    help: Texts = {}
    required: bool = False
    when: Condition | None = None
    bank: BankRef | None = None


class Section(Item, frozen=True, kw_only=True, tag="section"):
    """A heading; asks nothing. A condition on it holds for all questions up to the next section."""


class Rating(Item, frozen=True, kw_only=True, tag="rating"):
    """A whole number from `lowest` to `highest`, both ends labelled. Answer: int."""

    lowest: int = 1
    highest: int = 5
    low_label: Texts = {}
    high_label: Texts = {}


class Matrix(Item, frozen=True, kw_only=True, tag="matrix"):
    """The same ordered `columns` for each of several `rows` (Likert). Answer: {row: column}.

    `outside` is the key of a column that is no point of the scale ("I missed it"), or "".
    """

    rows: tuple[Choice, ...] = ()
    columns: tuple[Choice, ...] = ()
    outside: str = ""


class SingleChoice(Item, frozen=True, kw_only=True, tag="choice"):
    """One of `choices`. Answer: its key, or {"other": "words"} where `other` is allowed."""

    choices: tuple[Choice, ...] = ()
    other: bool = False


class MultipleChoice(Item, frozen=True, kw_only=True, tag="multiple"):
    """Some of `choices`, no more than `at_most` (0: all). Answer: {"keys": [...], "other": "words" or ""}.

    `alone` is the key of the answer that goes with no other ("None of these"), or "".
    """

    choices: tuple[Choice, ...] = ()
    other: bool = False
    at_most: int = 0
    alone: str = ""


class YesNo(Item, frozen=True, kw_only=True, tag="yes_no"):
    """Answer: bool."""


class Number(Item, frozen=True, kw_only=True, tag="number"):
    """Answer: int or float, within `least` and `most` where given. `unit` stands behind the field.

    `bounds`: where each range but the first begins, rising. How many are in each range is told, and no number.
    """

    least: float | None = None
    most: float | None = None
    whole: bool = True
    unit: Texts = {}
    bounds: tuple[float, ...] = ()

    @property
    def has_answer(self) -> bool:
        """Whether there is a number that it takes."""
        if self.least is None or self.most is None:
            return True
        return ceil(self.least) <= floor(self.most) if self.whole else self.least <= self.most


class ShortText(Item, frozen=True, kw_only=True, tag="short_text"):
    """Answer: one line of at most `limit` characters."""

    limit: int = 200


class LongText(Item, frozen=True, kw_only=True, tag="long_text"):
    """Answer: several lines of at most `limit` characters."""

    limit: int = 2000


class Recommendation(Item, frozen=True, kw_only=True, tag="recommendation"):
    """How likely to recommend, 0 to 10. Answer: int."""


class ConcreteChoice(Item, frozen=True, kw_only=True, tag="concrete"):
    """What happened, not how satisfied. `choices` from the least to the most wished for. Answer: a key.

    `good` are the keys that say that it worked.
    """

    choices: tuple[Choice, ...] = ()
    good: tuple[str, ...] = ()


class Knowledge(Item, frozen=True, kw_only=True, tag="knowledge"):
    """An item with a key of right answers: one of `right` is right. Answer: a key of `choices`.

    What was right is shown to nobody before the survey has closed.
    """

    choices: tuple[Choice, ...] = ()
    right: tuple[str, ...] = ()


class BeforeNow(Item, frozen=True, kw_only=True, tag="before_now"):
    """The retrospective pre-test: the same scale twice, for before the training and for now.

    Answer: {"before": int, "now": int}.
    """

    lowest: int = 1
    highest: int = 5
    low_label: Texts = {}
    high_label: Texts = {}


Question: TypeAlias = (
    Section
    | Rating
    | Matrix
    | SingleChoice
    | MultipleChoice
    | YesNo
    | Number
    | ShortText
    | LongText
    | Recommendation
    | ConcreteChoice
    | Knowledge
    | BeforeNow
)

Answer: TypeAlias = int | float | bool | str | dict[str, object]
Answers: TypeAlias = dict[str, Answer]
"""Question key -> answer. What was not answered, or not asked, is not in it."""
