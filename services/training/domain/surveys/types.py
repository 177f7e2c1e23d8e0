"""The one table of question types. A type is an entry here, its template surveys/questions/{tag}.html, a test row."""

from typing import Any

import msgspec

from services.training.domain.surveys import answer_forms as forms
from services.training.domain.surveys import answer_readers as readers
from services.training.domain.surveys import questions
from services.training.domain.surveys.answer_readers import OTHER
from services.training.domain.surveys.questions import Choice, Item
from services.training.domain.surveys.type_entry import Kind, Setting, Summary, Type
from shared.i18n.mark import mark


def _points(item: Any) -> tuple[Choice, ...]:
    lowest, highest = getattr(item, "lowest", 0), getattr(item, "highest", 10)
    return tuple(Choice(str(point), {}) for point in range(lowest, highest + 1))


def _choices(item: Any) -> tuple[Choice, ...]:
    return (*item.choices, *([Choice(OTHER, {})] if getattr(item, "other", False) else []))


def _yes_no(_: Any) -> tuple[Choice, ...]:
    return Choice("yes", {}), Choice("no", {})


FIXED = {"yes": mark("Yes"), "no": mark("No"), OTHER: mark("Other")}
"""The words of answers that are the same in every survey."""

_EACH = mark("One a line; every language in the same order")
_ENDS = (
    Setting(name="lowest", kind=Kind.WHOLE, words=mark("Lowest point"), most=10),
    Setting(name="highest", kind=Kind.WHOLE, words=mark("Highest point"), least=1, most=10),
    Setting(name="low_label", kind=Kind.TEXTS, words=mark("Words at the lowest point"), needed=1),
    Setting(name="high_label", kind=Kind.TEXTS, words=mark("Words at the highest point"), needed=1),
)
_CHOICES = Setting(name="choices", kind=Kind.CHOICES, words=mark("Answers"), hint=_EACH, needed=2)
_OTHER = Setting(name="other", kind=Kind.FLAG, words=mark("Offer “Other” with a field to write in"))

_ENTRIES = (
    Type(
        struct=questions.Section,
        words=mark("Section"),
        about=mark("A heading. A condition on it holds for every question up to the next section."),
        summary=Summary.NOTHING,
        gather=lambda *_: None,
        read=lambda *_: None,
    ),
    Type(
        struct=questions.Rating,
        words=mark("Rating"),
        about=mark("A point on a scale with words at both ends."),
        summary=Summary.SCALE,
        read=readers.read_scale,
        values=_points,
        settings=_ENDS,
    ),
    Type(
        struct=questions.Matrix,
        words=mark("Table of ratings"),
        about=mark("The same scale for several things, one a row."),
        summary=Summary.MATRIX,
        gather=forms.gather_rows,
        read=readers.read_matrix,
        settings=(
            Setting(name="rows", kind=Kind.CHOICES, words=mark("Rows"), hint=_EACH, needed=1),
            Setting(name="columns", kind=Kind.CHOICES, words=mark("Columns, the least first"), hint=_EACH, needed=2),
            Setting(
                name="outside", kind=Kind.KEY, of="columns",
                words=mark("Column that is no point of the scale"), hint=mark("Such as “I missed it”"),
            ),
        ),
    ),
    Type(
        struct=questions.SingleChoice,
        words=mark("One of several"),
        about=mark("One answer of a list."),
        summary=Summary.SHARES,
        gather=forms.gather_choice,
        values=_choices,
        settings=(_CHOICES, _OTHER),
    ),
    Type(
        struct=questions.MultipleChoice,
        words=mark("Some of several"),
        about=mark("Any number of answers of a list, or up to a number you set."),
        summary=Summary.SEVERAL,
        gather=forms.gather_multiple,
        read=readers.read_multiple,
        values=_choices,
        settings=(
            _CHOICES,
            _OTHER,
            Setting(name="at_most", kind=Kind.WHOLE, words=mark("At most so many; 0 for any number"), most=50),
            Setting(
                name="alone", kind=Kind.KEY, words=mark("Answer that goes with no other"),
                hint=mark("Such as “None of these”: choosing it takes the others away"),
            ),
        ),
    ),
    Type(
        struct=questions.YesNo,
        words=mark("Yes or no"),
        about=mark("For facts."),
        summary=Summary.YES_NO,
        read=readers.read_yes_no,
        values=_yes_no,
    ),
    Type(
        struct=questions.Number,
        words=mark("A number"),
        about=mark("How many, how much, how often."),
        summary=Summary.NUMBERS,
        read=readers.read_number,
        settings=(
            Setting(name="least", kind=Kind.DECIMAL, words=mark("Smallest number")),
            Setting(name="most", kind=Kind.DECIMAL, words=mark("Largest number")),
            Setting(name="whole", kind=Kind.FLAG, words=mark("Whole numbers only")),
            Setting(name="unit", kind=Kind.TEXTS, words=mark("Unit, behind the field")),
            Setting(
                name="bounds", kind=Kind.BOUNDS, words=mark("Ranges for the results"),
                hint=mark(
                    "Where each range but the first begins, like 10, 20, 50. Results then show how many are in each. "
                    "Without ranges nothing is drawn: each bar would be one person’s number."
                ),
            ),
        ),
    ),
    Type(
        struct=questions.ShortText,
        words=mark("A line of text"),
        about=mark("A few words. Kept apart from all other answers of the person."),
        summary=Summary.WORDS,
        gather=forms.gather_text,
        read=readers.read_line,
        settings=(Setting(name="limit", kind=Kind.WHOLE, words=mark("Most characters"), least=10, most=500),),
        is_words=True,
    ),
    Type(
        struct=questions.LongText,
        words=mark("Text"),
        about=mark("Some sentences. Kept apart from all other answers of the person."),
        summary=Summary.WORDS,
        gather=forms.gather_text,
        read=readers.read_lines,
        settings=(Setting(name="limit", kind=Kind.WHOLE, words=mark("Most characters"), least=50, most=5000),),
        is_words=True,
    ),
    Type(
        struct=questions.Recommendation,
        words=mark("Recommendation"),
        about=mark("How likely to recommend, 0 to 10."),
        summary=Summary.RECOMMENDATION,
        read=readers.read_scale,
        values=_points,
    ),
    Type(
        struct=questions.ConcreteChoice,
        words=mark("What happened"),
        about=mark("Answers say what people did or can do, not how satisfied they are."),
        summary=Summary.CONCRETE,
        gather=forms.gather_choice,
        values=_choices,
        settings=(
            msgspec.structs.replace(_CHOICES, words=mark("Answers, from the least to the most wished for")),
            Setting(name="good", kind=Kind.KEYS, words=mark("Answers that say that it worked"), needed=1),
        ),
    ),
    Type(
        struct=questions.Knowledge,
        words=mark("Knowledge"),
        about=mark("One answer is right, or some are. What was right is shown after the survey has closed."),
        summary=Summary.KNOWLEDGE,
        gather=forms.gather_choice,
        values=_choices,
        settings=(_CHOICES, Setting(name="right", kind=Kind.KEYS, words=mark("Right answers"), needed=1)),
    ),
    Type(
        struct=questions.BeforeNow,
        words=mark("Before and now"),
        about=mark("The same scale twice, for before the training and for now."),
        summary=Summary.CHANGE,
        gather=forms.gather_pair,
        read=readers.read_pair,
        settings=_ENDS,
    ),
)  # fmt: skip

TYPES: dict[str, Type] = {entry.tag: entry for entry in _ENTRIES}
"""By tag."""


def type_of(item: Item) -> Type:
    """The entry of a question."""
    return TYPES[str(item.__struct_config__.tag)]
