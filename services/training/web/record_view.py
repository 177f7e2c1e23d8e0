"""The record of attendance in the reader's words, for the pages of the desk."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from services.training.domain.course import markable
from services.training.domain.excuse import ExcuseState
from services.training.domain.participant import HOME_ZONE, PlaceStatus
from services.training.domain.record import Cell, Outlook, by, costs_completion, totals, week_of
from services.training.operations.record import Ledger, Record
from services.training.web.board_view import STATES, marker_words, says_words
from services.training.web.record_words import columns, outlook, part_of, rates, spare, stands, totals_rows
from shared.i18n.formats import full_day
from shared.i18n.moments import moment_words
from shared.web.reader import Reader


def record_context(record: Record, reader: Reader, asked: str) -> dict[str, Any]:
    """What the page of the record names. `asked` is the day of the matrix, ISO 8601."""
    texts, language = reader.texts, reader.language.code
    own = {each.id for each in record.people if each.status is PlaceStatus.CONFIRMED}
    counted = [cell for cell in record.cells if cell.attendee in own]
    days = sorted({cell.lesson.day for cell in counted})
    day = next((each for each in days if each.isoformat() == asked), _nearest(days, record))
    first = days[0] if days else None
    return {
        "record": record,
        "cohort": record.cohort,
        "figures": totals_rows(totals(counted), record.cohort.rules.threshold, texts),
        "people": [(each, record.lines[each.id], *_person(record, each.id, reader)) for each in record.people],
        "at_risk": _count(record, own, Outlook.AT_RISK),
        "out_of_reach": _count(record, own, Outlook.OUT_OF_REACH),
        "conflicts": [cell for cell in counted if cell.standing.conflict],
        "tables": _tables(counted, first, record.cohort.rules.threshold, reader),
        "days": [(each.isoformat(), full_day(each, language), each == day) for each in days],
        "matrix": _matrix(record, day, reader),
        "asked": [_asked(record, each, reader) for each in record.excuses if each.state is ExcuseState.ASKED],
    }


def _tables(
    counted: list[Cell], first: date | None, threshold: int, reader: Reader
) -> list[tuple[str, list[str], list[list[str]]]]:
    """Sums by week, day and session: a caption, the headings, the lines."""
    texts, language = reader.texts, reader.language.code
    weeks = sorted(by(counted, lambda cell: week_of(cell.lesson.day, first or cell.lesson.day)).items())
    days = sorted(by(counted, lambda cell: cell.lesson.day).items())
    in_time = sorted(counted, key=lambda cell: (cell.lesson.starts_at, cell.lesson.id))
    titles = {cell.lesson.id: cell.lesson.title for cell in in_time}
    sessions = by(in_time, lambda cell: cell.lesson.id).items()
    named = (
        (
            texts.gettext("By week"),
            texts.gettext("Week"),
            [(texts.gettext("Week %(number)s", number=n), t) for n, t in weeks],
        ),
        (texts.gettext("By day"), texts.gettext("Day"), [(full_day(day, language), each) for day, each in days]),
        (texts.gettext("By session"), texts.gettext("Session"), [(titles[id_], each) for id_, each in sessions]),
    )
    return [(caption, columns(texts, name), rates(lines, threshold, texts)) for caption, name, lines in named]


def _count(record: Record, own: Iterable[UUID], wanted: Outlook) -> int:
    return sum(record.lines[each].outlook is wanted for each in own)


def _nearest(days: list[date], record: Record) -> date | None:
    """Today, or the last day before, or the first."""
    today = record.now.astimezone(ZoneInfo(record.cohort.timezone or HOME_ZONE)).date()
    return next((each for each in reversed(days) if each <= today), days[0] if days else None)


def _person(record: Record, person: UUID, reader: Reader) -> tuple[tuple[str, str], str, str, str]:
    line = record.lines[person]
    sums, texts = line.totals, reader.texts
    held, planned = (
        part_of(sums.attended, whole, record.cohort.rules.threshold, texts) for whole in (sums.held, sums.planned)
    )
    return outlook(line, texts), spare(line, texts), held, planned


def _matrix(record: Record, day: date | None, reader: Reader) -> tuple[list[Any], list[Any]]:
    """The sessions of a day, and for each person a cell for each of them, None where it is not theirs."""
    shown = [each for each in record.sessions if each.starts.date() == day]
    shown = [each for each in shown if any(cell.lesson.id == each.id for cell in record.cells)]
    found = {(cell.attendee, cell.lesson.id): cell for cell in record.cells}
    lines = []
    for person in record.people:
        own: list[Cell | None] = [found.get((person.id, each.id)) for each in shown]
        lines.append((person, [stands(cell.standing, reader.texts) if cell else None for cell in own]))
    return shown, lines


def _asked(record: Record, excuse: Any, reader: Reader) -> tuple[Any, str, str, bool]:
    """With name, session, and whether to approve it makes the course impossible to complete."""
    session = next(each for each in record.sessions if each.id == excuse.session_id)
    name = next((each.official.name for each in record.people if each.id == excuse.participant_id), "")
    words = f"{session.title}, {reader.when(session.when, session.timezone).plain}"
    return excuse, name, words, costs_completion(record.cohort.rules, mandatory=session.mandatory)


def ledger_context(shown: Ledger, reader: Reader) -> dict[str, Any]:
    """What the page of one person names."""
    texts, record = reader.texts, shown.record
    titles = {each.id: each for each in record.sessions}
    marks = {each.client_id: each for each in shown.marks}
    line = record.lines[shown.person.id]
    entries = [
        (
            each,
            titles[each.session_id].title,
            says_words(each.says, texts),
            [says_words(marks[old].says, texts) for old in each.replaces if old in marks],
            marker_words(each, texts),
            shown.devices.get(each.device_id) if each.device_id else None,
            moment_words(each.received_at, record.cohort.timezone, reader.language.code),
        )
        for each in shown.marks
    ]
    return {
        "cohort": record.cohort,
        "person": shown.person,
        "figures": totals_rows(line.totals, record.cohort.rules.threshold, texts),
        "outlook": outlook(line, texts),
        "spare": spare(line, texts),
        "sessions": [
            (cell, *stands(cell.standing, texts), full_day(cell.lesson.day, reader.language.code))
            for cell in record.of(shown.person.id)
        ],
        "all_sessions": [
            (str(each.id), f"{each.starts:%Y-%m-%d %H:%M} {each.title}") for each in markable(record.sessions)
        ],
        "states": [(state.value, texts.gettext(words)) for state, words in STATES.items()],
        "entries": entries,
    }
