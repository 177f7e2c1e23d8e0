"""JSON for trainers: who of their cohort passed the assessment."""

from uuid import UUID

import msgspec
from litestar import get, post
from litestar.response import Response

from services.training.api.certificates.organize import PATH, TAGS
from services.training.given import TheSent
from services.training.operations.certificates import assessing
from services.training.operations.certificates.assessing import Class
from shared.web.given import FromPath, TheHouse, TheStaff
from shared.web.openapi_body import takes
from shared.web.security import PRIVATE

_PATH = PATH + "/assessments/{cohort:uuid}"


class Assessed(msgspec.Struct, frozen=True, kw_only=True):
    """`assessment` is "", "passed" or "failed"; `settled`: a certificate is issued, only organizers change it."""

    id: UUID
    name: str
    assessment: str
    settled: bool


class AssessedPeople(msgspec.Struct, frozen=True):
    items: tuple[Assessed, ...]


class Assessments(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of each, by id. With `was`, only what differs from it is written."""

    people: dict[str, str]
    was: dict[str, str] = {}


@get(_PATH, tags=TAGS)
async def list_assessments(house: TheHouse, staff: TheStaff, cohort: FromPath[UUID]) -> Response[AssessedPeople]:
    """Of everybody with a place; for organizers, and for trainers of the cohort."""
    return Response(_shown(await assessing.show(house, staff, cohort)), headers=PRIVATE)


@post(_PATH, status_code=200, tags=TAGS, operation_class=takes(Assessments))
async def assess(
    house: TheHouse, staff: TheStaff, cohort: FromPath[UUID], json_sent: TheSent
) -> Response[AssessedPeople]:
    """All of it or nothing; doing it twice is doing it once."""
    await assessing.keep(house, staff, cohort, json_sent)
    return Response(_shown(await assessing.show(house, staff, cohort)), headers=PRIVATE)


def _shown(room: Class) -> AssessedPeople:
    return AssessedPeople(
        tuple(
            Assessed(id=line.who.id, name=line.names.name, assessment=line.said.assessment.value, settled=line.held)
            for line in room.lines
        )
    )


HANDLERS = (list_assessments, assess)
