"""What stands in the way of a survey, all of it at once, and what is worth a warning."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

import msgspec

from services.training.domain.surveys.answer_readers import said
from services.training.domain.surveys.answering import conditioned
from services.training.domain.surveys.bank import texts_of
from services.training.domain.surveys.pairs import alike, unpaired
from services.training.domain.surveys.parts import parts_of
from services.training.domain.surveys.questions import Condition, Number, Question, Texts
from services.training.domain.surveys.setting_readers import language_name
from services.training.domain.surveys.spelling import spelled
from services.training.domain.surveys.survey import BLOCK, Survey
from services.training.domain.surveys.type_entry import Summary
from services.training.domain.surveys.types import type_of
from services.training.domain.surveys.unfinished import is_key, settings_wrong
from shared.i18n.mark import mark

NO_QUESTION = mark("There is no question yet: add one")
MISSING = mark("“%(question)s” has words missing in %(languages)s")
TITLE_MISSING = mark("The title is missing in %(languages)s")
INTRO_MISSING = mark("The words under the title are missing in %(languages)s")
KEY_TWICE = mark("Two questions have the key “%(key)s”: remove one of them")
KEY_WRONG = mark("The key “%(key)s” must be small Latin letters, digits and _, and not “other”")
LATER = mark("“%(question)s” depends on a question that is not before it")
GONE = mark("“%(question)s” depends on an answer that is not there any more")
PAST = mark("It would have closed already: choose a later closing time")
FEW_ASKED = mark("Only %(asked)d people are asked, and nothing is shown below %(minimum)d answers")
NO_ASKED = mark("Nobody is asked yet")
THIN = mark("Results cannot be told apart by “%(question)s”: %(groups)d groups of so few people would be too small")
UNSPLIT = mark("Results are shown while it is open, so they are never split by the answers to a question")
HALF_NAMED = mark("The surveys before and after must both be anonymous or both not: names in one would open the other")
UNJOINED = mark("Results are shown while one of the two is open, so nothing shows what changed for each person")
UNPAIRED = mark("“%(question)s” is asked in other words before and after, so no change is shown")
SAME_WORDS = mark(
    "“%(question)s” is asked twice in the same words, of different people: the difference would be the answers of a "
    "few. Ask it once, or under the same condition"
)
CELLS = mark(
    "“%(question)s” is asked of about %(asked)d people and has %(answers)d answers: a choice may be taken by one "
    "person only"
)
NO_BARS = mark(
    "“%(question)s” has no ranges: its middle value is shown, but no bars, because each would be one person’s number. "
    "Give it ranges if bars would help"
)
KNOWN = mark(
    "“%(question)s” is asked of those only who answered another question in some way: of whoever is known to choose an "
    "answer here, that is known too. Do not ask what people are (role, city) under a condition"
)
NO_BLOCK = mark(
    "Only %(asked)d people are asked: while it is open nothing is shown before %(first)d have answered, so nothing "
    "before it closes"
)
CANCELLED = mark("What it is about is cancelled: it would never open")

_CELLS = frozenset({Summary.SHARES, Summary.SEVERAL, Summary.CONCRETE, Summary.RANGES})


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing: a msgid with its params, and the question it is about, "" for the survey. `stops`: it cannot be asked
    like this; else a warning.
    """

    message: str
    params: dict[str, str | int] = {}
    key: str = ""
    stops: bool = True


def missing_in(item: Question, languages: Sequence[str]) -> tuple[str, ...]:
    """The languages in which a text of it is missing. A text that is in none is left out on purpose."""
    return _missing(texts_of(item), languages)


def _missing(every: Sequence[Texts], languages: Sequence[str]) -> tuple[str, ...]:
    there = [texts for texts in every if texts]
    return tuple(code for code in languages if any(not texts.get(code) for texts in there))


def _names(codes: Sequence[str]) -> str:
    return ", ".join(language_name(code) for code in codes)


def findings(
    items: Sequence[Question], languages: Sequence[str], *, title: Texts, intro: Texts, reading: str = ""
) -> list[Finding]:
    """Of the words and the questions; `reading` is the language in which questions are named."""
    found = []
    for message, texts in ((TITLE_MISSING, title), (INTRO_MISSING, intro)):
        if codes := _missing([texts], languages):
            found.append(Finding(message=message, params={"languages": _names(codes)}))
    if not title:
        found.append(Finding(message=TITLE_MISSING, params={"languages": _names(languages)}))
    if not any(type_of(item).asks for item in items):
        found.append(Finding(message=NO_QUESTION))
    found += [
        Finding(message=KEY_TWICE, params={"key": key}, key=key)
        for key, count in Counter(item.key for item in items).items()
        if count > 1
    ]
    for place, item in enumerate(items):
        found += _of_item(item, items[:place], languages, reading)
    return found


def _of_item(item: Question, earlier: Sequence[Question], languages: Sequence[str], reading: str) -> list[Finding]:
    found = []
    name = said(item.text, reading)

    def note(message: str) -> None:
        found.append(Finding(message=message, params={"question": name}, key=item.key))

    if not is_key(item.key):
        found.append(Finding(message=KEY_WRONG, params={"key": item.key}, key=item.key))
    codes = languages if not item.text else missing_in(item, languages)
    if codes:
        found.append(Finding(message=MISSING, params={"question": name, "languages": _names(codes)}, key=item.key))
    if item.when is not None:
        source = next((one for one in earlier if one.key == item.when.question), None)
        if source is None:
            note(LATER)
        elif not set(item.when.is_one_of) <= {value.key for value in type_of(source).values(source)}:
            note(GONE)
    for message in settings_wrong(item):
        note(message)
    return found


def of_asking(
    *, cancelled: bool, asked: int, minimum: int, anonymous: bool, closes_at: datetime | None, now: datetime
) -> list[Finding]:
    """Of whom it asks and when."""
    found = []
    if cancelled:
        found.append(Finding(message=CANCELLED))
    if closes_at is not None and closes_at <= now:
        found.append(Finding(message=PAST))
    if not asked:
        found.append(Finding(message=NO_ASKED, stops=False))
    elif anonymous and asked < minimum:
        found.append(Finding(message=FEW_ASKED, params={"asked": asked, "minimum": minimum}, stops=False))
    return found


def of_pair(survey: Survey, other: Survey, reading: str) -> list[Finding]:
    """Of two surveys before and after. Words that differ are a warning; one with names and one without stops both."""
    found = [
        Finding(message=UNPAIRED, params={"question": said(item.text, reading)}, key=item.key, stops=False)
        for item in unpaired(survey.items, other.items)
    ]
    if survey.anonymous and (survey.live or other.live):
        found.append(Finding(message=UNJOINED, stops=False))
    return found if alike(survey, other) else [Finding(message=HALF_NAMED), *found]


def of_same_words(items: Sequence[Question], reading: str) -> list[Finding]:
    """Of an anonymous survey: what all say, less what those say who meet a condition, is the answer of the others."""
    found, seen = [], dict[tuple[str, str], tuple[Condition, ...]]()
    for item, conditions in conditioned(items):
        if not type_of(item).asks or type_of(item).is_words:
            continue
        words = spelled(item.text)
        if any(seen.get(each, conditions) != conditions for each in words):
            found.append(Finding(message=SAME_WORDS, params={"question": said(item.text, reading)}, key=item.key))
        seen |= dict.fromkeys(words, conditions)
    return found


def of_cells(items: Sequence[Question], asked: int, minimum: int, reading: str) -> list[Finding]:
    """Warnings, of an anonymous survey: on average fewer than twice the minimum would take each answer. One under
    conditions is asked of fewer: as many as take each of their answers, were all answers alike.
    """
    values = {part.item: len(part.values) for part in parts_of(items)}
    cells = {part.item for part in parts_of(items) if part.summary in _CELLS and part.values}
    found = []
    for item, conditions in conditioned(items):
        if item.key not in cells:
            continue
        people = float(asked)
        for each in conditions:
            people *= min(1.0, len(each.is_one_of) / (values.get(each.question) or 1))
        if people / values[item.key] < 2 * minimum:
            params: dict[str, str | int] = {
                "question": said(item.text, reading),
                "asked": round(people),
                "answers": values[item.key],
            }
            found.append(Finding(message=CELLS, params=params, key=item.key, stops=False))
    return found


def of_numbers(items: Sequence[Question], reading: str) -> list[Finding]:
    """Warnings, of an anonymous survey: without ranges there is nothing to draw of a number."""
    return [
        Finding(message=NO_BARS, params={"question": said(item.text, reading)}, key=item.key, stops=False)
        for item in items
        if isinstance(item, Number) and not item.bounds
    ]


def of_known(items: Sequence[Question], reading: str) -> list[Finding]:
    """Warnings, of an anonymous survey: a choice under a condition is a table of both, and nothing of it is hidden."""
    return [
        Finding(message=KNOWN, params={"question": said(item.text, reading)}, key=item.key, stops=False)
        for item, conditions in conditioned(items)
        if conditions and type_of(item).summary is Summary.SHARES
    ]


def of_blocks(asked: int, minimum: int) -> list[Finding]:
    """A warning, of an anonymous survey shown while it is open: the first block may never be full."""
    first = 2 * max(BLOCK, minimum)
    if not asked or asked >= first:
        return []
    return [Finding(message=NO_BLOCK, params={"asked": asked, "first": first}, stops=False)]


def of_live() -> Finding:
    """A warning, where there is a choice to split by: what one gives up for seeing results early."""
    return Finding(message=UNSPLIT, stops=False)


def of_thin(item: Question, groups: int, reading: str) -> Finding:
    """A warning: results cannot be told apart by this question, because the groups would be too small."""
    return Finding(
        message=THIN, params={"question": said(item.text, reading), "groups": groups}, key=item.key, stops=False
    )
