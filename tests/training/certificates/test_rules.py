"""Who gets a certificate: eligible, not yet and why, never and why."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from services.training.domain.attendance import Says, Standing, State
from services.training.domain.certificates.rules import (
    Assessment,
    CertificateRules,
    Chance,
    Exception_,
    Reason,
    Record,
    Why,
    judge,
)
from services.training.domain.record import Attendee, Lesson, Line, cells, line
from services.training.domain.rules import Rules

START = datetime(2027, 10, 4, tzinfo=UTC)
WHO = UUID(int=1)
USUAL = CertificateRules()
EVERYTHING = CertificateRules(survey=True, assessment=True)


def attended(*minutes: int | None, mandatory: int = -1, threshold: int = 80) -> Line:
    """Sessions of 100 minutes, held one a day; None: nobody marked it."""
    lessons, marks = [], {}
    for number, present in enumerate(minutes):
        begins = START + timedelta(days=number)
        lesson = Lesson(
            id=UUID(int=100 + number),
            title=f"Part {number}",
            day=date(2027, 10, 4) + timedelta(days=number),
            starts_at=begins,
            ends_at=begins + timedelta(minutes=100),
            mandatory=number == mandatory,
        )
        lessons.append(lesson)
        if present is not None:
            said = Says(State.ABSENT) if present == 0 else Says(State.PRESENT)
            if 0 < present < 100:
                said = Says(State.LATE, late_minutes=100 - present)
            marks[(lesson.id, WHO)] = Standing(says=said)
    found = cells([Attendee(WHO)], lessons, marks, START + timedelta(days=20))
    return line(WHO, found, Rules(threshold=threshold))


def stands(record: Record, rules: CertificateRules = USUAL, **more: bool) -> tuple[Chance, list[Why]]:
    judged = judge(rules, record, **({"cancelled": False, "running": False} | more))
    return judged.chance, [reason.why for reason in judged.reasons]


def test_whoever_reached_the_share_is_eligible() -> None:
    assert stands(Record(line=attended(100, 100, 100, 100, 0))) == (Chance.ELIGIBLE, [])


def test_unmarked_minutes_are_not_yet_and_lost_ones_never() -> None:
    open_ = judge(CertificateRules(), Record(line=attended(100, 100, 100, None, 0)), cancelled=False, running=False)
    assert open_.chance is Chance.NOT_YET
    assert open_.reasons == (
        Reason(Why.SHARE_OPEN, {"counted": 300, "needed": 400}),
        Reason(Why.UNMARKED, {"minutes": 100}),
    )
    assert stands(Record(line=attended(100, 100, 100, 0, 0))) == (Chance.NEVER, [Why.SHARE_LOST])
    assert stands(Record(line=attended(100, 100, 100, 99, 0))) == (Chance.NEVER, [Why.SHARE_LOST])


def test_a_mandatory_session_that_was_missed_is_for_ever_unless_it_is_not_asked() -> None:
    missed = Record(line=attended(100, 100, 100, 100, 0, mandatory=4))
    assert stands(missed) == (Chance.NEVER, [Why.MANDATORY_MISSED])
    assert stands(missed, CertificateRules(mandatory=False)) == (Chance.ELIGIBLE, [])
    assert stands(Record(line=attended(100), open_mandatory=("Part 4",))) == (Chance.NOT_YET, [Why.MANDATORY_OPEN])


def test_every_reason_why_not_yet_is_told_at_once() -> None:
    record = Record(line=attended(100), survey_open=True)
    assert stands(record, EVERYTHING, running=True) == (
        Chance.NOT_YET,
        [Why.ASSESSMENT_OPEN, Why.SURVEY, Why.RUNNING],
    )


def test_of_never_only_what_is_for_ever_is_told() -> None:
    record = Record(line=attended(100), survey_open=True, assessment=Assessment.FAILED)
    assert stands(record, EVERYTHING, running=True) == (Chance.NEVER, [Why.ASSESSMENT_FAILED])
    assert stands(Record(active=False)) == (Chance.NEVER, [Why.WITHDRAWN])
    assert stands(Record(), cancelled=True) == (Chance.NEVER, [Why.CANCELLED])


def test_an_exception_stands_above_the_rules_with_its_reason() -> None:
    granted = Record(line=attended(0), exception=Exception_.GRANTED, reason="Ill, wrote a paper")
    assert judge(EVERYTHING, granted, cancelled=False, running=True).reasons == (
        Reason(Why.GRANTED, {"reason": "Ill, wrote a paper"}),
    )
    assert stands(granted)[0] is Chance.ELIGIBLE
    refused = Record(line=attended(100), exception=Exception_.REFUSED, reason="Sent somebody else")
    assert stands(refused) == (Chance.NEVER, [Why.REFUSED])


def test_of_an_event_it_is_enough_to_have_come() -> None:
    assert stands(Record()) == (Chance.ELIGIBLE, [])


def test_letters_that_cannot_be_printed_wait_for_others() -> None:
    assert judge(USUAL, Record(letters="བ ཀ"), cancelled=False, running=False).reasons == (
        Reason(Why.LETTERS, {"letters": "བ ཀ"}),
    )
