"""A survey as JSON, under somebody's own link: what is asked, and the answers, once."""

from datetime import datetime
from typing import Any

import msgspec
from litestar import Request, get, post
from litestar.response import Response

from services.training.domain.surveys.questions import Texts
from services.training.limits import limit_answers
from services.training.operations.surveys import answer as operation
from services.training.operations.surveys.answer import MySurvey
from shared.web.forms import read_json
from shared.web.given import FromPath, TheHouse, TheReader
from shared.web.openapi_body import takes
from shared.web.security import PRIVATE

_PATH = "/api/v1/surveys/{token:str}"
_SECRET = ("right", "good", "bank")


class SurveyToAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """`state` is "soon", "open", "closed" or "answered". `questions` as the survey has them, each with its `type`, none
    before it opens; texts by language (BCP 47), of which the first of `languages` has all.
    """

    state: str
    anonymous: bool
    title: Texts
    intro: Texts
    about: str
    languages: tuple[str, ...]
    opens_at: datetime | None
    closes_at: datetime | None
    questions: tuple[dict[str, Any], ...]


class NewAnswers(msgspec.Struct, frozen=True, kw_only=True):
    """`answers` by the keys of the questions; what is not answered is left out."""

    answers: dict[str, Any]


class AnswersKept(msgspec.Struct, frozen=True):
    """The same whether they are taken now or were before: a link takes answers once."""

    state: str


@get(_PATH, tags=["Surveys"])
async def read_survey(house: TheHouse, token: FromPath[str]) -> Response[SurveyToAnswer]:
    """What is asked, and whether it may be answered."""
    return Response(_body(await operation.show(house, token)), headers=PRIVATE)


@post(_PATH, status_code=200, tags=["Surveys"], operation_class=takes(NewAnswers))
async def put_answers(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, token: FromPath[str]
) -> Response[AnswersKept]:
    """Answer. Safe to send again, with or without an Idempotency-Key: only the first answers are taken."""
    await limit_answers(request, house)
    given = (await read_json(request)).get("answers")
    raw = given if isinstance(given, dict) else {}
    await operation.answer(house, token, raw, reader.language.code)
    return Response(AnswersKept("answered"), headers=PRIVATE)


def _body(mine: MySurvey) -> SurveyToAnswer:
    survey = mine.survey
    asked = mine.phase == "open" and not mine.answered
    return SurveyToAnswer(
        state="answered" if mine.answered else mine.phase,
        anonymous=survey.anonymous,
        title=survey.title,
        intro=survey.intro,
        about=mine.occasion.title,
        languages=survey.languages,
        opens_at=survey.opens_at,
        closes_at=survey.closes_at,
        questions=tuple(_question(item) for item in survey.items) if asked else (),
    )


def _question(item: Any) -> dict[str, Any]:
    """Without what would tell the right answer."""
    body: dict[str, Any] = msgspec.to_builtins(item)
    return {name: value for name, value in body.items() if name not in _SECRET}


HANDLERS: tuple[Any, ...] = (read_survey, put_answers)
