"""The answers to a survey that is not anonymous, with names, as JSON. For organizers alone."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Response, get

from services.training.domain.surveys.questions import Answers
from services.training.operations.surveys import named as operation
from shared.web.given import FromPath, TheHouse, TheStaff
from shared.web.security import PRIVATE


class NamedAnswersBody(msgspec.Struct, frozen=True, kw_only=True):
    """`answers` by the key of the question, as they were sent; `words`: what was written, by question."""

    person: UUID
    name: str
    email: str
    answers: Answers
    words: dict[str, str]


class NamedSurveyBody(msgspec.Struct, frozen=True):
    """By name."""

    survey: UUID
    people: tuple[NamedAnswersBody, ...]


@get("/api/v1/organize/surveys/{survey:uuid}/answers", tags=["Desk: surveys"])
async def read_answers(house: TheHouse, staff: TheStaff, survey: FromPath[UUID]) -> Response[NamedSurveyBody]:
    """Who answered what, of a survey that is not anonymous; others have no such answers (404). Noted in the trail."""
    told = await operation.export(house, staff, survey)
    people = tuple(
        NamedAnswersBody(
            person=each.id, name=each.person.name, email=each.person.email, answers=each.answers, words=each.words
        )
        for each in told.people
    )
    return Response(NamedSurveyBody(survey, people), headers=PRIVATE)


HANDLERS: tuple[Any, ...] = (read_answers,)
