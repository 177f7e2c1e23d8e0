"""Words of surveys on the desk: states, schedules, what a survey is about, what stands in its way."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from services.training.domain.participant import HOME_ZONE
from services.training.domain.surveys.answer_readers import said
from services.training.domain.surveys.desk import DeskSurvey, ListedSurvey
from services.training.domain.surveys.readiness import (
    FEW_ASKED,
    INTRO_MISSING,
    MISSING,
    NO_BLOCK,
    PAST,
    TITLE_MISSING,
    UNSPLIT,
    Finding,
)
from services.training.domain.surveys.survey import Anchor, Schedule, State
from services.training.domain.surveys.survey_form import split_minutes
from services.training.domain.surveys.templates import TEMPLATES, Sort, Template
from shared.i18n import Translator
from shared.i18n.formats import full_day, plain_day
from shared.i18n.lists import semicolon_list
from shared.i18n.mark import mark, marks
from shared.i18n.moments import moment_words
from shared.web.reader import Reader

STATES = {
    State.DRAFT: mark("Draft"),
    State.READY: mark("Ready"),
    State.OPEN: mark("Open"),
    State.CLOSED: mark("Closed"),
}
LOOKS = {State.DRAFT: "draft", State.READY: "confirmed", State.OPEN: "open", State.CLOSED: "done"}
_SPANS = {
    "minutes": marks("%(num)s minute", "%(num)s minutes"),
    "hours": marks("%(num)s hour", "%(num)s hours"),
    "days": marks("%(num)s day", "%(num)s days"),
}
_FEW = 2
_OF_SETTINGS = (TITLE_MISSING, INTRO_MISSING, PAST, FEW_ASKED, NO_BLOCK, UNSPLIT)
_MANY_MISSING = marks(
    "%(num)s question has words missing; it is marked below",
    "%(num)s questions have words missing; they are marked below",
)
_OPENS = {
    (Anchor.START, -1): mark("Opens %(span)s before it begins"),
    (Anchor.START, 0): mark("Opens when it begins"),
    (Anchor.START, 1): mark("Opens %(span)s after it begins"),
    (Anchor.END, -1): mark("Opens %(span)s before it ends"),
    (Anchor.END, 0): mark("Opens when it ends"),
    (Anchor.END, 1): mark("Opens %(span)s after it ends"),
}


def title_of(survey: DeskSurvey | ListedSurvey, reader: Reader) -> str:
    """In the reader's language, else the survey's first; a word for one that has none."""
    return said(survey.title, reader.language.code) or reader.texts.gettext("Survey without a title")


def span_words(minutes: int, texts: Translator) -> str:
    """ "3 days"."""
    number, unit = split_minutes(minutes)
    return texts.ngettext(*_SPANS[unit], number)


def schedule_words(schedule: Schedule, texts: Translator) -> str:
    """ "Opens 2 hours before it ends, stays open for 14 days. Reminders after 3 days, after 10 days." """
    after = schedule.opens_after
    side = (after > 0) - (after < 0)
    opens = texts.gettext(_OPENS[schedule.anchor, side], span=span_words(abs(after), texts))
    whole = texts.gettext("%(opens)s, stays open for %(span)s.", opens=opens, span=span_words(schedule.open_for, texts))
    if not schedule.reminders:
        nobody = texts.gettext("No reminders.")
        return f"{whole} {nobody}"
    spans = semicolon_list((span_words(minutes, texts) for minutes in schedule.reminders), texts)
    reminded = texts.gettext("Who has not answered is reminded after: %(spans)s.", spans=spans)
    return f"{whole} {reminded}"


def when_of(survey: DeskSurvey | ListedSurvey, reader: Reader) -> str:
    """When what it is about takes place."""
    return reader.when(survey.held, survey.timezone, several_days=bool(survey.cohort)).plain


def made_words(survey: ListedSurvey, reader: Reader) -> str:
    """How long it is and since when it is there: what tells two of one title about the same apart."""
    made = survey.created_at.astimezone(ZoneInfo(reader.timezone or HOME_ZONE))
    at = f"{plain_day(made.date(), reader.language.code)}, {made:%H:%M}"
    return reader.texts.ngettext(
        "%(num)s question, made %(moment)s", "%(num)s questions, made %(moment)s", survey.questions, moment=at
    )


def wall_words(at: datetime, texts: Translator) -> str:
    """ "Monday 4 October 2027, 09:00", by the clock of where it is."""
    return texts.pgettext(
        "when", "%(day)s, %(hours)s", day=full_day(at.date(), texts.language.code), hours=f"{at:%H:%M}"
    )


def moment(at: datetime, survey: DeskSurvey, reader: Reader) -> str:
    """By the clock of what it is about."""
    return moment_words(at, survey.timezone or reader.timezone, reader.language.code)


def finding_lines(findings: tuple[Finding, ...], texts: Translator, *, stops: bool) -> list[tuple[str | None, str]]:
    """(key of the question, None for what the settings mend, "" for all else; words). Many questions with words missing
    are one line: each says so itself.
    """
    chosen = [one for one in findings if one.stops is stops]
    missing = [one for one in chosen if one.message == MISSING]
    if len(missing) <= _FEW:
        missing = []
    lines = [
        (None if one.message in _OF_SETTINGS else one.key, texts.gettext(one.message, **one.params))
        for one in chosen
        if one not in missing
    ]
    if missing:
        lines.append(("", texts.ngettext(*_MANY_MISSING, len(missing))))
    return lines


def templates_for(sort: Sort | None, texts: Translator) -> list[tuple[str, str, str]]:
    """(key, words, what it is for): those made for this first, then the others, then none at all."""
    ordered = sorted(TEMPLATES.items(), key=lambda pair: sort is not None and sort not in pair[1].sorts)
    rows = [(key, texts.gettext(entry.words), _about(entry, texts)) for key, entry in ordered]
    return [*rows, ("", texts.gettext("Empty survey"), texts.gettext("Begin with no question."))]


def _about(entry: Template, texts: Translator) -> str:
    counted = texts.ngettext("%(num)s question.", "%(num)s questions.", len(entry.items))
    return f"{texts.gettext(entry.about)} {counted}"


def template_words(key: str, texts: Translator) -> str:
    """Of the template it was made from."""
    return texts.gettext(TEMPLATES[key].words) if key in TEMPLATES else ""


def base(survey: DeskSurvey, reader: Reader) -> dict[str, Any]:
    """What every page about one survey shows."""
    return {
        "survey": survey,
        "title": title_of(survey, reader),
        "path": f"/organize/surveys/{survey.id}",
        "state": (LOOKS[survey.state], reader.texts.gettext(STATES[survey.state])),
        "is_draft": survey.state is State.DRAFT,
    }
