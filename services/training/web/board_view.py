"""The board in the reader's words."""

from collections.abc import Mapping
from datetime import datetime
from uuid import uuid4

import msgspec

from services.training.domain.attendance import Mark, Says, Standing, State, told
from services.training.domain.mark_form import MARKED_BEFORE
from services.training.domain.participant import Participant
from services.training.domain.session import Session
from services.training.operations.classes import OpenBoard
from services.training.web.marks_form import written
from shared.errors import Problem
from shared.i18n import Translator
from shared.i18n.dates import WhenWords
from shared.i18n.lists import comma_list
from shared.i18n.mark import mark
from shared.i18n.names import country_name
from shared.web.forms import Form
from shared.web.reader import Reader

STATES = {
    State.PRESENT: mark("Present"),
    State.LATE: mark("Late"),
    State.LEFT_EARLY: mark("Left early"),
    State.EXCUSED: mark("Excused"),
    State.ABSENT: mark("Absent"),
    State.UNMARKED: mark("Not marked"),
}
SHOWN = (State.PRESENT, State.LATE, State.EXCUSED, State.ABSENT)


class Tile(msgspec.Struct, frozen=True, kw_only=True):
    """One person. `chosen` is the button that is down, `was` and `heads` what a posted form tells of this page.

    `claims` are the words of each mark of a conflict; `minutes` sums up lateness; `why` is the reason of an excuse that
    was made on a board; `error` is what was refused; `known` are the heads as JSON, as the API tells them.
    """

    id: str
    name: str
    native_name: str
    native_name_language: str
    about: str
    chosen: str
    late: str
    left: str
    was: str
    heads: str
    conflict: bool
    claims: tuple[str, ...]
    minutes: str
    why: str
    error: str
    known: str


class BoardView(msgspec.Struct, frozen=True, kw_only=True):
    """`tally` are the counts by state; `page` is this page's own number, `now` the server's clock when it was made.
    `opens_at`: from when marks are taken. `asks`: the code of its survey is offered.
    """

    slug: str
    course: str
    session: Session
    words: WhenWords
    tiles: tuple[Tile, ...]
    tally: tuple[tuple[str, str, int], ...]
    day: tuple[tuple[str, str, bool], ...]
    ahead: tuple[Session, ...]
    search: str
    page: str
    now: datetime
    opens_at: datetime
    asks: bool


def board_view(
    opened: OpenBoard, reader: Reader, *, words: str, form: Form | None, problems: Mapping[str, Problem]
) -> BoardView:
    """`form` is what was typed where something of it was refused."""
    board, texts = opened.board, reader.texts
    people = [each for each in board.people if _found(each, words)]
    tiles = tuple(_tile(each, board.standing(each.id), reader, form, problems.get(str(each.id))) for each in people)
    said = [board.standing(each.id).says.state for each in board.people]
    said = [State.PRESENT if each is State.LEFT_EARLY else each for each in said]
    return BoardView(
        slug=board.course.slug,
        course=board.course.title,
        session=board.session,
        words=reader.when(board.session.when, board.session.timezone),
        tiles=tiles,
        tally=tuple((each.value, texts.gettext(STATES[each]), said.count(each)) for each in (*SHOWN, State.UNMARKED)),
        day=tuple(
            (str(each.id), f"{each.starts:%H:%M} {each.title}", each.id == board.session.id) for each in opened.day
        ),
        ahead=opened.ahead,
        search=words,
        page=form.one("page") if form else str(uuid4()),
        now=board.now,
        opens_at=board.session.starts_at - MARKED_BEFORE,
        asks=opened.asks,
    )


def says_words(says: Says, texts: Translator) -> str:
    """ "Late, by 12 min, left 5 min early"."""
    return comma_list((texts.gettext(STATES[says.state]), minutes_words(says, texts)), texts)


def minutes_words(says: Says, texts: Translator) -> str:
    """The minutes alone, "" where there are none."""
    late = texts.gettext("by %(minutes)s min", minutes=says.late_minutes) if says.late_minutes else ""
    left = texts.gettext("left %(minutes)s min early", minutes=says.left_minutes) if says.left_minutes else ""
    return comma_list((late, left), texts)


def marker_words(head: Mark, texts: Translator) -> str:
    """Who made a mark."""
    match head.source, head.by:
        case "self", _:
            return texts.gettext("checked in by themselves")
        case _, "":
            return texts.gettext("with the trainers’ link")
        case _, by:
            return by


def _tile(person: Participant, standing: Standing, reader: Reader, form: Form | None, problem: Problem | None) -> Tile:
    texts, says, id_ = reader.texts, standing.says, str(person.id)
    heads = [told(head) for head in standing.heads]
    typed = form.one if form is not None and f"was.{id_}" in form else None
    state = State.PRESENT if says.state is State.LEFT_EARLY else says.state
    country = country_name(person.country, reader.language.code) if person.country else ""
    return Tile(
        id=id_,
        name=person.official.name,
        native_name=person.official.native_name,
        native_name_language=person.official.native_name_language,
        about=comma_list((person.organisation, country), texts),
        chosen=typed(f"s.{id_}") if typed else state.value,
        late=typed(f"late.{id_}") if typed else str(says.late_minutes or ""),
        left=typed(f"left.{id_}") if typed else str(says.left_minutes or ""),
        was=written(says),
        heads=" ".join(str(head.client_id) for head in standing.heads),
        conflict=standing.conflict,
        claims=tuple(_claim(head, texts) for head in standing.heads) if standing.conflict else (),
        minutes=minutes_words(says, texts),
        why=typed(f"why.{id_}") if typed else next((each.why for each in heads), ""),
        error=texts.gettext(problem.message, **problem.params) if problem else "",
        known=msgspec.json.encode(heads).decode(),
    )


def _claim(head: Mark, texts: Translator) -> str:
    return f"{says_words(head.says, texts)} ({marker_words(head, texts)})"


def _found(person: Participant, words: str) -> bool:
    official = person.official
    text = f"{official.name} {official.native_name} {person.organisation} {person.city}".casefold()
    return all(word in text for word in words.casefold().split())
