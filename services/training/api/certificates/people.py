"""JSON for one person's certificate at the desk: what staff say, and what becomes of what was issued."""

from uuid import UUID

from litestar import post
from litestar.response import Response

from services.training.api.certificates.bodies import Correction, NewNumber, PersonSaid, Refusal, Revocation
from services.training.api.certificates.organize import ONE, TAGS
from services.training.given import TheOccasion, TheSent
from services.training.operations.certificates import renewing, replacing, saying
from shared.web.given import FromPath, TheHouse, TheStaff
from shared.web.openapi_body import takes
from shared.web.security import PRIVATE

_PERSON = ONE + "/people/{person:uuid}"


@post(_PERSON + "/say", status_code=200, tags=TAGS, operation_class=takes(PersonSaid))
async def say(
    house: TheHouse, staff: TheStaff, occasion: TheOccasion, person: FromPath[UUID], json_sent: TheSent
) -> Response[None]:
    """Whether the assessment was passed, and exceptions; what is left out stays as it is."""
    await saying.say(house, staff, occasion, person, json_sent)
    return Response(None, headers=PRIVATE)


@post(_PERSON + "/correct", status_code=201, tags=TAGS, operation_class=takes(Correction))
async def correct(
    house: TheHouse, staff: TheStaff, occasion: TheOccasion, person: FromPath[UUID], json_sent: TheSent
) -> Response[NewNumber]:
    """A new certificate takes the place of the valid one. Sent again it is 422: nothing differs any more."""
    number = await replacing.correct(house, staff, occasion, person, json_sent)
    return Response(NewNumber(number), status_code=201, headers=PRIVATE)


@post(_PERSON + "/refuse", status_code=200, tags=TAGS, operation_class=takes(Refusal))
async def refuse(
    house: TheHouse, staff: TheStaff, occasion: TheOccasion, person: FromPath[UUID], json_sent: TheSent
) -> Response[None]:
    """The correction that was asked for is not made, and the person is told. Sent again it is 409."""
    await replacing.refuse(house, staff, occasion, person, json_sent)
    return Response(None, headers=PRIVATE)


@post(_PERSON + "/revoke", status_code=200, tags=TAGS, operation_class=takes(Revocation))
async def revoke(
    house: TheHouse, staff: TheStaff, occasion: TheOccasion, person: FromPath[UUID], json_sent: TheSent
) -> Response[None]:
    """It counts no more; with `revision`, only the one that was looked at. Sent again it is 409."""
    await replacing.revoke(house, staff, occasion, person, json_sent)
    return Response(None, headers=PRIVATE)


@post(_PERSON + "/link", status_code=200, tags=TAGS)
async def renew_link(house: TheHouse, staff: TheStaff, occasion: TheOccasion, person: FromPath[UUID]) -> Response[None]:
    """Of people of an event: their link leads nowhere any more, and they get a new one by mail."""
    await renewing.renew(house, staff, occasion, person)
    return Response(None, headers=PRIVATE)


HANDLERS = (say, correct, refuse, revoke, renew_link)
