"""The page of a survey under somebody's own link. No sign-in; opening it changes nothing."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from litestar import Request, Response, get, post

from services.training.domain.surveys.answering import conditioned, raw_of
from services.training.domain.surveys.asking import ANONYMOUS, NAMED, Phase
from services.training.domain.surveys.survey import Survey
from services.training.domain.surveys.types import type_of
from services.training.limits import limit_answers
from services.training.operations.surveys import answer as operation
from services.training.operations.surveys.answer import MySurvey
from services.training.operations.surveys.letters import said, until
from services.training.web.surveys.question_view import QuestionView, views_of
from services.training.web.surveys.result_words import labelled
from shared.errors import Conflict, Invalid, Problem
from shared.http import FieldError
from shared.i18n import Translator
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader
from shared.web.pages import go, private_page
from shared.web.reader import Reader


@get("/s/{token:str}")
async def survey(house: TheHouse, reader: TheReader, token: FromPath[str], sent: FromQuery[str] = "") -> Response[str]:
    """The questions; or that they are answered, not asked yet, or no more."""
    return _page(reader, token, await operation.show(house, token), sent=sent)


@post("/s/{token:str}")
async def send(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, token: FromPath[str]
) -> Response[Any]:
    """Once only: a link that was used takes nothing more, and says that the answers are in."""
    await limit_answers(request, house)
    form = await read_form(request)
    mine = await operation.show(house, token)
    raw = raw_of(mine.survey.items, form)
    try:
        first = await operation.answer(house, token, raw, _language(mine.survey, reader))
    except Invalid as error:
        return _page(reader, token, mine, raw=raw, problems=error.problems)
    except Conflict:
        return _page(reader, token, await operation.show(house, token), status=409)
    return go(f"/s/{token}?sent={'now' if first else 'before'}")


def _page(
    reader: Reader,
    token: str,
    mine: MySurvey,
    *,
    raw: Mapping[str, object] | None = None,
    problems: tuple[Problem, ...] = (),
    status: int = 200,
    sent: str = "",
) -> Response[str]:
    survey, texts = mine.survey, reader.texts
    language = _language(survey, reader)
    shown = {
        "survey": survey,
        "about": mine.occasion,
        "held": reader.when(mine.occasion.when, mine.occasion.timezone).plain,
        "token": token,
        "keep": kept_under(token),
        "honesty": texts.gettext(ANONYMOUS if survey.anonymous else NAMED),
        "title": said(survey.title, survey.languages, language),
        "words_in": language,
        "opens": _moment(mine, reader, opens=True),
        "closes": _moment(mine, reader, opens=False),
        "early": survey.closes_at is not None and mine.now < survey.closes_at,
    }
    if mine.answered or mine.phase is not Phase.OPEN:
        standing = "answered" if mine.answered else str(mine.phase)
        return private_page(
            reader, "surveys/standing.html", status=status, standing=standing, too_few=mine.too_few, sent=sent, **shown
        )
    views = views_of(survey.items, language, texts, raw, problems)
    return private_page(
        reader,
        "surveys/answer.html",
        status=422 if problems else status,
        form=_summed_up(FormView.of(texts, Form(), problems), views, reader),
        views=views,
        intro=said(survey.intro, survey.languages, language),
        length=_length(survey, texts),
        typed="" if raw is None else _print(token, raw),
        **shown,
    )


def _summed_up(form: FormView, views: Sequence[QuestionView], reader: Reader) -> FormView:
    """On top each problem names its question: "Answer this question" alone could be any."""
    names = {view.item.key: view.say(view.item.text) for view in views}
    return FormView(
        form.values,
        tuple(
            FieldError(each.field, labelled(names.get(each.field, ""), each.message, reader.texts))
            for each in form.problems
        ),
    )


def _length(survey: Survey, texts: Translator) -> str:
    """How many questions; where some depend on answers, nobody gets more than that."""
    many = sum(type_of(item).asks for item in survey.items)
    if any(conditions for _, conditions in conditioned(survey.items)):
        return texts.ngettext("%(num)s question at most.", "%(num)s questions at most.", many)
    return texts.ngettext("%(num)s question.", "%(num)s questions.", many)


def kept_under(token: str) -> str:
    """The name under which a browser keeps what is typed: it leads nobody back to the link."""
    return hashlib.sha256(b"survey " + token.encode()).hexdigest()[:24]


def _print(token: str, raw: Mapping[str, object]) -> str:
    """Alike for the same answers sent again: a page loaded again is known, and what was typed since is newer."""
    return hashlib.sha256(token.encode() + msgspec.json.encode(raw, order="sorted")).hexdigest()[:24]


def _language(survey: Survey, reader: Reader) -> str:
    """The reader's, where the survey speaks it."""
    own = reader.language.code
    return own if own in survey.languages else survey.languages[0]


def _moment(mine: MySurvey, reader: Reader, *, opens: bool) -> str:
    instant = mine.survey.opens_at if opens else mine.survey.closes_at
    return until(instant, mine.occasion.timezone, reader.timezone, reader.language.code) if instant else ""


HANDLERS: tuple[Any, ...] = (survey, send)
