"""What it takes to be given a certificate, and whether somebody has it: eligible, not yet and why, never and why."""

from enum import StrEnum

import msgspec

from services.training.domain.record import Line
from shared.i18n.mark import mark


class CertificateRules(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Beside the share of planned minutes, which is the cohort's own rule (domain/rules.py).

    `mandatory`: no mandatory session may be missed whole; `survey`: every survey of the occasion was answered, only
    that it was; `assessment`: staff say that it was passed.
    """

    mandatory: bool = True
    survey: bool = False
    assessment: bool = False


class Assessment(StrEnum):
    OPEN = ""
    PASSED = "passed"
    FAILED = "failed"


class Exception_(StrEnum):  # noqa: N801  # the word of the trade; the name without underscore is Python's
    """Staff decide otherwise than the rules, with a reason."""

    NONE = ""
    GRANTED = "granted"
    REFUSED = "refused"


class Chance(StrEnum):
    ELIGIBLE = "eligible"
    NOT_YET = "not_yet"
    NEVER = "never"


class Why(StrEnum):
    """Its words stand in WORDS."""

    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ABSENT = "absent"
    CANCELLED = "cancelled"
    RUNNING = "running"
    SHARE_LOST = "share_lost"
    SHARE_OPEN = "share_open"
    UNMARKED = "unmarked"
    MANDATORY_MISSED = "mandatory_missed"
    MANDATORY_OPEN = "mandatory_open"
    ASSESSMENT_FAILED = "assessment_failed"
    ASSESSMENT_OPEN = "assessment_open"
    SURVEY = "survey"
    SURVEY_LOST = "survey_lost"
    SURVEY_NONE = "survey_none"
    LETTERS = "letters"


WORDS: dict[Why, str] = {
    Why.GRANTED: mark("By exception: %(reason)s"),
    Why.REFUSED: mark("Refused: %(reason)s"),
    Why.WITHDRAWN: mark("The place was given up"),
    Why.ABSENT: mark("Did not come"),
    Why.CANCELLED: mark("It did not take place"),
    Why.RUNNING: mark("It is not over yet"),
    Why.SHARE_LOST: mark("%(counted)d of the %(needed)d minutes that are needed: the rest cannot be reached any more"),
    Why.SHARE_OPEN: mark("%(counted)d of the %(needed)d minutes that are needed"),
    Why.UNMARKED: mark("%(minutes)d minutes are not marked yet"),
    Why.MANDATORY_MISSED: mark("Missed: %(titles)s"),
    Why.MANDATORY_OPEN: mark("Not marked yet: %(titles)s"),
    Why.ASSESSMENT_FAILED: mark("The assessment was not passed"),
    Why.ASSESSMENT_OPEN: mark("The assessment is not decided yet"),
    Why.SURVEY: mark("A survey was not answered yet"),
    Why.SURVEY_LOST: mark("A survey was not answered, and is closed"),
    Why.SURVEY_NONE: mark("There is no survey yet"),
    Why.LETTERS: mark("These letters cannot be printed: %(letters)s"),
}
_FOR_EVER = frozenset(
    {
        Why.REFUSED,
        Why.WITHDRAWN,
        Why.ABSENT,
        Why.CANCELLED,
        Why.SHARE_LOST,
        Why.MANDATORY_MISSED,
        Why.ASSESSMENT_FAILED,
        Why.SURVEY_LOST,
    }
)


class Reason(msgspec.Struct, frozen=True):
    """`params` fill the holes of its words."""

    why: Why
    params: dict[str, str | int] = {}


class Judgement(msgspec.Struct, frozen=True):
    """Where somebody stands. Never: only the reasons that are for ever."""

    chance: Chance
    reasons: tuple[Reason, ...] = ()


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one person towards a certificate. `line` None where no minutes are kept. Of an `event`,
    whoever is not active did not come.

    `open_mandatory` are titles of mandatory sessions that nobody marked; `survey_open`: one was not answered,
    `survey_lost`: nor can it be any more.
    `letters` of the names that no font has.
    """

    active: bool = True
    event: bool = False
    line: Line | None = None
    open_mandatory: tuple[str, ...] = ()
    assessment: Assessment = Assessment.OPEN
    exception: Exception_ = Exception_.NONE
    reason: str = ""
    survey_open: bool = False
    survey_lost: bool = False
    letters: str = ""


def judge(
    rules: CertificateRules, record: Record, *, cancelled: bool, running: bool, surveyed: bool = True
) -> Judgement:
    """An exception stands above every rule. `running`: a course's last day has not begun, an event is not over.
    `surveyed`: a survey about all of it was opened.
    """
    if record.exception is Exception_.GRANTED:
        return Judgement(Chance.ELIGIBLE, (Reason(Why.GRANTED, {"reason": record.reason}),))
    if record.exception is Exception_.REFUSED:
        return Judgement(Chance.NEVER, (Reason(Why.REFUSED, {"reason": record.reason}),))
    reasons = [*_place(record, cancelled=cancelled), *_attendance(rules, record)]
    if rules.assessment and record.assessment is not Assessment.PASSED:
        failed = record.assessment is Assessment.FAILED
        reasons.append(Reason(Why.ASSESSMENT_FAILED if failed else Why.ASSESSMENT_OPEN))
    if rules.survey and not surveyed:
        reasons.append(Reason(Why.SURVEY_NONE))
    elif rules.survey and record.survey_open:
        reasons.append(Reason(Why.SURVEY_LOST if record.survey_lost else Why.SURVEY))
    if record.letters:
        reasons.append(Reason(Why.LETTERS, {"letters": record.letters}))
    if running:
        reasons.append(Reason(Why.RUNNING))
    final = tuple(reason for reason in reasons if reason.why in _FOR_EVER)
    if final:
        return Judgement(Chance.NEVER, final)
    return Judgement(Chance.NOT_YET, tuple(reasons)) if reasons else Judgement(Chance.ELIGIBLE)


def _place(record: Record, *, cancelled: bool) -> list[Reason]:
    if cancelled:
        return [Reason(Why.CANCELLED)]
    if record.active:
        return []
    return [Reason(Why.ABSENT if record.event else Why.WITHDRAWN)]


def _attendance(rules: CertificateRules, record: Record) -> list[Reason]:
    line = record.line
    if line is None:
        return []
    found: list[Reason] = []
    if line.counted < line.needed:
        share: dict[str, str | int] = {"counted": line.counted, "needed": line.needed}
        found.append(Reason(Why.SHARE_LOST if line.spare < 0 else Why.SHARE_OPEN, share))
        if line.spare >= 0 and line.totals.unmarked:
            found.append(Reason(Why.UNMARKED, {"minutes": line.totals.unmarked}))
    if rules.mandatory and line.missed_mandatory:
        titles = ", ".join(each.title for each in line.missed_mandatory)
        found.append(Reason(Why.MANDATORY_MISSED, {"titles": titles}))
    elif rules.mandatory and record.open_mandatory:
        found.append(Reason(Why.MANDATORY_OPEN, {"titles": ", ".join(record.open_mandatory)}))
    return found
