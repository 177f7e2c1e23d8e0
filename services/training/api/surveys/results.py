"""Results of a survey as JSON, by the operation of the page: what is hidden there is hidden here."""

from typing import Any
from uuid import UUID

from litestar import Response, get

from services.training.api.surveys.result_bodies import ComparisonBody, ResultsBody, body_of, compared_body
from services.training.hands import TheHands
from services.training.operations.surveys import comparing
from services.training.operations.surveys import results as operation
from services.training.operations.surveys.comparing import By
from services.training.operations.surveys.readers import NO_SURVEY
from shared.errors import NotFound
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader
from shared.web.security import PRIVATE

_API = "/api/v1/organize/surveys/{survey:str}/results"
_TAGS = ["Desk: surveys"]


@get(_API, tags=_TAGS)
async def read_results(house: TheHouse, hands: TheHands, survey: FromPath[str]) -> Response[ResultsBody]:
    """What may be seen of the answers. Nothing is told of fewer people than the survey's minimum."""
    return Response(body_of(await operation.show(house, hands, _id(survey))), headers=PRIVATE)


@get("/organize/surveys/{survey:str}/results.json", include_in_schema=False)
async def download_results(house: TheHouse, hands: TheHands, survey: FromPath[str]) -> Response[ResultsBody]:
    """The same, for who downloads it from the page."""
    return Response(body_of(await operation.show(house, hands, _id(survey))), headers=PRIVATE)


@get("/api/v1/organize/training/{slug:str}/survey-results", tags=_TAGS)
async def compare_sessions(
    house: TheHouse, reader: TheReader, hands: TheHands, slug: FromPath[str], by: FromQuery[By] = By.SESSION
) -> Response[ComparisonBody]:
    """The surveys of a cohort's sessions, put together by session, trainer or module."""
    found = await comparing.sessions_of(house, hands, slug, by, reader.language.code)
    return Response(ComparisonBody(found.title, tuple(compared_body(each) for each in found.lines)), headers=PRIVATE)


@get("/api/v1/organize/surveys/{survey:str}/comparison", tags=_TAGS)
async def compare_cohorts(
    house: TheHouse, reader: TheReader, hands: TheHands, survey: FromPath[str]
) -> Response[ComparisonBody]:
    """A survey beside all that took the same version of a question of the bank."""
    found = await comparing.cohorts_beside(house, hands, _id(survey), reader.language.code)
    return Response(ComparisonBody(found.title, tuple(compared_body(each) for each in found.lines)), headers=PRIVATE)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound(NO_SURVEY) from error


HANDLERS: tuple[Any, ...] = (read_results, download_results, compare_sessions, compare_cohorts)
