"""What results look like to programs: everything the page shows, and nothing else."""

from uuid import UUID

import msgspec

from services.training.domain.surveys.compared import Compared
from services.training.domain.surveys.paired import Change
from services.training.domain.surveys.pairs import Pairs
from services.training.domain.surveys.parts import Part
from services.training.domain.surveys.questions import BankRef, Texts
from services.training.domain.surveys.results import Hidden
from services.training.domain.surveys.statistics import Score, Share
from services.training.domain.surveys.tally import Middle, Tally
from services.training.operations.surveys.results import Shown
from services.training.operations.surveys.wording import value_texts
from shared.when import When


class CountBody(msgspec.Struct, frozen=True):
    """An answer, and how many gave it; `before` for before and now only. `wished`: counts as good or right. Of ranges
    of numbers the key is the range, as "[10,20)": from 10 on, and below 20.
    """

    key: str
    text: Texts
    count: int
    before: int | None
    wished: bool


class AmongBody(msgspec.Struct, frozen=True):
    """Median, quartiles and the interval of the median, each by the key of its count ("[10,20)"); two keys: it is
    between these two. The interval is null of fewer than 6.
    """

    median: tuple[str, ...]
    lower: tuple[str, ...]
    upper: tuple[str, ...]
    interval: tuple[str, str] | None


class TallyBody(msgspec.Struct, frozen=True, kw_only=True):
    """Numbers of one group of people. `middle` is in points of the scale, or a number as it was answered; where an
    answer is a column of a matrix or a range of numbers, there is `among` in its stead.
    """

    answered: int
    outside: int
    counts: tuple[CountBody, ...]
    middle: Middle | None
    among: AmongBody | None
    share: Share | None
    score: Score | None
    change: Change | None


class GroupBody(msgspec.Struct, frozen=True):
    """Those who gave this answer to the choice that splits, "*" all others together; in a comparison those of this
    survey, trainer or module.
    """

    key: str
    numbers: TallyBody


class ResultBody(msgspec.Struct, frozen=True, kw_only=True):
    """A question, or a row of a matrix. `hidden` says why there are no numbers: "open", "wait", "few" or "twice".

    `unit` of its numbers. `split`: by the key of a choice, its groups that may be shown.
    """

    key: str
    question: str
    row: str
    text: Texts
    row_text: Texts
    unit: Texts
    bank: BankRef | None
    hidden: str
    numbers: TallyBody | None
    split: dict[str, tuple[GroupBody, ...]]


class CommentsBody(msgspec.Struct, frozen=True, kw_only=True):
    """What people wrote for one question, in no order; nothing where `hidden` says why."""

    question: str
    text: Texts
    hidden: str
    comments: tuple[str, ...]
    quotes: tuple[str, ...]


class ResultsBody(msgspec.Struct, frozen=True, kw_only=True):
    """`asked` and `answered` are people; `shown` of them have their answers in the numbers.

    `may_split`: breakdowns by questions are offered at the close, since all answers come at once.
    `paired`: of one of two surveys before and after, what changed, once both have closed.
    `about` is the title of the session, the course or the event, `course` names a session's course, else "". `when`: of
    a session its hours, by the clock of `timezone`, which is "" while unknown.
    """

    survey: UUID
    title: Texts
    about: str
    course: str
    when: When
    timezone: str
    state: str
    anonymous: bool
    minimum: int
    may_split: bool
    asked: int
    answered: int
    shown: int
    results: tuple[ResultBody, ...]
    comments: tuple[CommentsBody, ...]
    paired: Pairs | None


class ComparedBody(msgspec.Struct, frozen=True, kw_only=True):
    """A question with the numbers of each group."""

    key: str
    text: Texts
    row_text: Texts
    unit: Texts
    bank: BankRef | None
    groups: tuple[GroupBody, ...]


class ComparisonBody(msgspec.Struct, frozen=True):
    """Questions that several surveys ask alike."""

    title: str
    items: tuple[ComparedBody, ...]


def body_of(shown: Shown) -> ResultsBody:
    """Everything the page shows."""
    results, survey = shown.results, shown.survey
    return ResultsBody(
        survey=survey.id,
        title=survey.title,
        about=shown.about.occasion,
        course=shown.about.course,
        when=shown.about.held,
        timezone=shown.about.timezone,
        state=survey.state.value,
        anonymous=survey.anonymous,
        minimum=survey.minimum,
        may_split=results.rules.split,
        asked=shown.about.asked,
        answered=shown.about.answered,
        shown=results.people,
        results=tuple(_result(shown, each) for each in results.parts),
        comments=tuple(
            CommentsBody(
                question=each.item.key,
                text=each.item.text,
                hidden=each.why.value if each.why else "",
                comments=tuple(words.text for words in each.words),
                quotes=tuple(words.text for words in each.words if words.quote),
            )
            for each in results.voices
        ),
        paired=shown.pairs,
    )


def _result(shown: Shown, each: Tally | Hidden) -> ResultBody:
    part = each.part
    split = {
        key: (
            *(GroupBody(choice.key, _tally(tally)) for choice, tally in grouped.groups),
            *([GroupBody("*", _tally(grouped.others))] if grouped.others else []),
        )
        for key, rows in shown.results.by.items()
        for grouped in rows
        if grouped.part.key == part.key
    }
    return ResultBody(
        key=part.key,
        question=part.item,
        row=part.row,
        text=part.text,
        row_text=part.row_text,
        unit=part.unit,
        bank=part.bank,
        hidden=each.why.value if isinstance(each, Hidden) else "",
        numbers=None if isinstance(each, Hidden) else _tally(each),
        split=split,
    )


def _tally(each: Tally) -> TallyBody:
    return TallyBody(
        answered=each.answered,
        outside=each.outside,
        counts=tuple(_count(each.part, each, place) for place in range(len(each.part.values))),
        middle=None if each.part.by_place else each.middle,
        among=_among(each.part, each.middle) if each.part.by_place and each.middle else None,
        share=each.share,
        score=each.score,
        change=each.change,
    )


def _among(part: Part, middle: Middle) -> AmongBody:
    def keys(place: float | None) -> tuple[str, ...]:
        return tuple(each.key for each in part.at(place)) if place is not None else ()

    ends = middle.interval
    return AmongBody(
        median=keys(middle.median),
        lower=keys(middle.lower),
        upper=keys(middle.upper),
        interval=(keys(ends.low)[0], keys(ends.high)[-1]) if ends else None,
    )


def _count(part: Part, tally: Tally, place: int) -> CountBody:
    value = part.values[place]
    before = tally.before[place] if tally.before else None
    texts = value_texts(part, value, tuple(part.text))
    return CountBody(value.key, texts, tally.counts[place], before, value.key in part.wished)


def compared_body(each: Compared) -> ComparedBody:
    return ComparedBody(
        key=each.part.key,
        text=each.part.text,
        row_text=each.part.row_text,
        unit=each.part.unit,
        bank=each.part.bank,
        groups=tuple(GroupBody(name, _tally(tally)) for name, tally in each.groups),
    )
