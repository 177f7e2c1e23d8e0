"""Surveys on the desk: the list, a new one, and one whole with what stands in its way."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Request, Response, get, post

from services.training.domain.surveys.answer_readers import said
from services.training.domain.surveys.desk import PAGE, read_filter
from services.training.domain.surveys.survey import BLOCK, State
from services.training.domain.surveys.templates import Sort
from services.training.domain.surveys.type_entry import Type
from services.training.domain.surveys.types import TYPES
from services.training.operations.surveys import checking, drafts, listing, making
from services.training.operations.surveys.checking import Checked
from services.training.web.surveys import desk_words as words
from services.training.web.surveys.builder_list import stretches
from services.training.web.surveys.question_view import views_of
from shared.errors import Invalid
from shared.i18n import LANGUAGES, language_of
from shared.i18n.formats import full_day
from shared.i18n.moments import moment_words
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader

PATH = "/organize/surveys"
_ONE = PATH + "/{survey:uuid}"
_ACTED = ("ready", "stopped")


@get(PATH)
async def table(request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff) -> Response[str]:
    """Open ones first, then what is being written; every view has its address."""
    query = {name: request.query_params.get(name) or "" for name in ("q", "state", "cohort", "page", "done")}
    chosen = read_filter(query)
    found = await listing.listed(house, staff, chosen)

    def link(**changes: str) -> str:
        kept = {name: value for name, value in query.items() if value and name not in ("page", "done")} | changes
        return f"{PATH}?{urlencode(kept)}"

    first = (chosen.page - 1) * PAGE
    return private_page(
        reader,
        "surveys/list.html",
        chosen=chosen,
        found=found,
        done=query["done"],
        acted=[int(number) if (number := request.query_params.get(name) or "").isdecimal() else 0 for name in _ACTED],
        session_drafts=sum(bool(each.course) and each.state is State.DRAFT for each in found.surveys),
        link=link,
        first=first + 1,
        last=min(first + PAGE, found.total),
        states=[(state.value, reader.texts.gettext(text)) for state, text in words.STATES.items()],
        looks={state.value: look for state, look in words.LOOKS.items()},
        title_of=lambda survey: words.title_of(survey, reader),
        made_of=lambda survey: words.made_words(survey, reader),
        when_of=lambda survey: words.when_of(survey, reader),
        day=lambda on: full_day(on, reader.language.code),
        moment=lambda at: moment_words(at, reader.timezone or "Asia/Seoul", reader.language.code),
    )


@get(PATH + "/new")
async def new_form(
    *,
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    about: FromQuery[str] = "",
    copy: FromQuery[UUID | None] = None,
) -> Response[str]:
    """First what it is about, then template, languages, anonymous or named."""
    values = {"about": about, "languages": [reader.language.code], "first": reader.language.code, "anonymous": "true",
              "minimum": "5", "copy": str(copy or "")}  # fmt: skip
    context = await _new(house, reader, staff, Form.holding(values))
    form = Form.holding(values | {"template": context["templates"][0][0]})
    return private_page(reader, "surveys/new.html", form=FormView.of(reader.texts, form), **context)


@post(PATH + "/new")
async def create(request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff) -> Response[Any]:
    """On to the draft, or to the list where several were made."""
    form = await read_form(request)
    body = form.body() | {"languages": form.all("languages")}
    try:
        made = await making.create(house, staff, body)
    except Invalid as error:
        context = await _new(house, reader, staff, form)
        return invalid_page(reader, "surveys/new.html", form, error, private=True, **context)
    cohort = form.one("about").partition(":")[2] if form.one("about").startswith(("sessions:", "cohort:")) else ""
    several = f"{PATH}?{urlencode({'done': 'made', 'state': 'draft', 'cohort': cohort})}"
    return go(f"{PATH}/{made[0]}?done=made" if len(made) == 1 else several)


async def _new(house: TheHouse, reader: Reader, staff: TheStaff, form: Form) -> dict[str, Any]:
    texts, about = reader.texts, form.one("about")
    kind, _, name = about.partition(":")
    cohort = form.one("cohort") or (name if kind in ("cohort", "sessions") else "")
    offer = await listing.offered(house, staff, cohort)
    own = next((each for each in offer.subjects if each.value in (about, f"cohort:{cohort}")), None)
    sort = {"event": Sort.EVENT, "cohort": Sort.COHORT, "sessions": Sort.SESSION, "session": Sort.SESSION}.get(kind)
    abouts: list[tuple[str, str]] = []
    if own is not None and cohort:
        abouts = [(f"cohort:{cohort}", texts.gettext("The course as a whole"))]
        if offer.sessions:
            each = texts.ngettext("Each session, %(num)s survey", "Each session, %(num)s surveys", len(offer.sessions))
            abouts.append((f"sessions:{cohort}", each))
        abouts += [
            (f"session:{id_}", f"{title} ({words.wall_words(starts, texts)})") for id_, title, starts in offer.sessions
        ]
    copied = await drafts.show(house, staff, UUID(form.one("copy"))) if _is_id(form.one("copy")) else None
    return {
        "own": own,
        "cohort": cohort,
        "abouts": abouts,
        "copied": words.title_of(copied, reader) if copied else "",
        "subjects": [
            (texts.gettext("Courses"), [_subject(one, reader) for one in offer.subjects if _is_course(one)]),
            (texts.gettext("Events"), [_subject(one, reader) for one in offer.subjects if not _is_course(one)]),
        ],
        "templates": words.templates_for(sort, texts),
        "languages": [(language.code, language.name, "") for language in LANGUAGES],
    }


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _is_course(subject: Any) -> bool:
    return str(subject.value).startswith("cohort:")


def _subject(subject: Any, reader: Reader) -> tuple[str, str]:
    when = reader.when(subject.when, subject.timezone).date
    words_ = reader.texts.pgettext("survey subject", "%(title)s, %(when)s", title=subject.title, when=when)
    return subject.value, words_


@get(_ONE)
async def page(
    *,
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    survey: FromPath[UUID],
    done: FromQuery[str] = "",
    moved: FromQuery[str] = "",
) -> Response[str]:
    """Its questions in their order, what stands in its way, and what can be done with it. `moved`: "KEY up" or "KEY
    down": that button has the focus, so that the next press goes on.
    """
    checked = await checking.check(house, staff, survey, reading=reader.language.code)
    return private_page(reader, "surveys/survey.html", done=done, **one(checked, reader) | {"moved": moved})


def one(checked: Checked, reader: Reader) -> dict[str, Any]:
    """The page of one survey."""
    survey, texts = checked.survey, reader.texts
    open_text = survey.state is State.OPEN and survey.closes_at is not None
    return words.base(survey, reader) | {
        "stretches": stretches(checked, reader),
        "stopping": words.finding_lines(checked.findings, texts, stops=True),
        "warnings": words.finding_lines(checked.findings, texts, stops=False),
        "when": words.when_of(survey, reader),
        "schedule": words.schedule_words(survey.schedule, texts),
        "block": max(BLOCK, survey.minimum),
        "made_from": words.template_words(survey.template, texts),
        "names": [language_.name for code in survey.languages if (language_ := language_of(code))],
        "opens": words.moment(survey.opens_at, survey, reader) if survey.opens_at else "",
        "closes": words.moment(survey.closes_at, survey, reader) if survey.closes_at else "",
        "closed": full_day(survey.closed_on, reader.language.code) if survey.closed_on else "",
        "types": [
            (tag, texts.gettext(entry.words), texts.gettext(entry.about))
            for tag, entry in sorted(TYPES.items(), key=_asks_first)
        ],
        "is_open": open_text,
        "moved": "",
    }


def _asks_first(entry: tuple[str, Type]) -> bool:
    return not entry[1].asks


@get(_ONE + "/preview")
async def preview(
    house: TheHouse, reader: TheReader, staff: TheStaff, survey: FromPath[UUID], language: FromQuery[str] = ""
) -> Response[str]:
    """As people meet it on a phone; nothing is kept."""
    found = await drafts.show(house, staff, survey)
    chosen = language if language in found.languages else reader.language.code
    if chosen not in found.languages:
        chosen = found.languages[0]
    return private_page(
        reader,
        "surveys/preview.html",
        **words.base(found, reader)
        | {
            "views": views_of(found.items, chosen, reader.texts),
            "chosen": chosen,
            "lang": getattr(language_of(chosen), "tag", chosen),
            "own_title": said(found.title, chosen),
            "intro": said(found.intro, chosen),
            "languages": [(code, getattr(language_of(code), "name", code)) for code in found.languages],
        },
    )


HANDLERS: tuple[Any, ...] = (table, new_form, create, page, preview)
