"""The code for the room: whoever scans it comes to their own survey, or asks for their own link by mail."""

from uuid import UUID, uuid4

import msgspec

from services.training.domain.session import Session
from services.training.domain.surveys.asking import Occasion, Phase, phase
from services.training.domain.surveys.survey import Survey
from services.training.operations import hands as trainers
from services.training.operations.check_in import person_of
from services.training.operations.hands import Hands
from services.training.operations.surveys import letters, people, readers
from services.training.operations.surveys.readers import NO_SURVEY, SIGN_IN
from services.training.store import attendance, sessions
from services.training.store.surveys import invitations, live
from services.training.store.surveys.invitations import Counts
from services.training.store.surveys.live import OfRoom
from shared import outbox
from shared.address import same_person
from shared.db import Tx
from shared.errors import Forbidden, Gone, NotFound, SignInNeeded
from shared.fields import Fields
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

LINK = "survey room"
_OLD = mark("This code was replaced by a newer one. Scan the one on the wall now.")


class Wall(msgspec.Struct, frozen=True, kw_only=True):
    """What the room sees. `url` is in the code; `may_renew`: makes it lead nowhere and shows another. `counts` None:
    whoever shows the code is not known to teach the session, so how many have answered is not told.
    """

    survey: Survey
    occasion: Occasion
    phase: Phase
    counts: Counts | None
    url: str
    may_renew: bool


class Door(msgspec.Struct, frozen=True, kw_only=True):
    """Where the code leads. `own`: the path of the reader's own survey, "" where nobody knows whose telephone it is."""

    survey: Survey
    occasion: Occasion
    phase: Phase
    own: str


async def wall(house: House, hands: Hands, survey_id: UUID) -> Wall:
    """For organizers, and for who marks attendance in the course, but for surveys of sessions that others teach.

    Raises SignInNeeded, Gone, Forbidden, NotFound.
    """
    async with house.db.reading() as tx:
        survey = await live.by_id(tx, survey_id)
        if survey is None:
            raise NotFound(NO_SURVEY)
        told = await _admit(tx, hands, survey)
        return Wall(
            survey=survey,
            occasion=await live.occasion(tx, survey.id),
            phase=phase(survey, tx.now),
            counts=await invitations.count(tx, survey.id) if told else None,
            url=house.url("/s/room/" + house.links.token(LINK, survey.id, survey.link_version)),
            may_renew=hands.staff is not None and hands.staff.role in (Role.ADMIN, Role.ORGANIZER),
        )


async def of_session(house: House, hands: Hands, session_id: UUID) -> list[OfRoom]:
    """Surveys that are open for the people in a session's room. Raises SignInNeeded, Gone, Forbidden, NotFound."""
    async with house.db.reading() as tx:
        session = await sessions.by_id(tx, session_id)
        if session is None:
            raise NotFound(NO_SURVEY)
        await _at_home(tx, hands, session.cohort_id, session)
        return await live.of_room(tx, session_id)


async def renew(house: House, actor: Staff | None, survey_id: UUID) -> None:
    """The code that hangs anywhere leads nowhere from now on. Raises SignInNeeded, Forbidden, NotFound."""
    if actor is None:
        raise SignInNeeded(SIGN_IN)
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        version = await live.renew_link(tx, survey_id)
        if version is None:
            raise NotFound(NO_SURVEY)
        versions = {"old": {"version": str(version - 1)}, "new": {"version": str(version)}}
        await record(tx, actor.trail, "survey.code_renewed", f"survey:{survey_id}", **versions)


async def door(house: House, token: str, place: str) -> Door:
    """`place` is the personal link of a place in a course that the browser keeps, or "". Raises NotFound, Gone."""
    async with house.db.reading() as tx:
        survey = await _by_token(house, tx, token)
        return Door(
            survey=survey,
            occasion=await live.occasion(tx, survey.id),
            phase=phase(survey, tx.now),
            own=await _own(house, tx, survey, place) if place else "",
        )


async def send_link(house: House, token: str, body: dict[str, object]) -> str:
    """Mails the link to who is asked and has this address; returns the address. To others nothing is sent, and nothing
    tells the difference. Raises Invalid, NotFound, Gone.
    """
    form = Fields(body, {"email": 254})
    address = form.email("email")
    form.check()
    async with house.db.transaction() as tx:
        survey = await _by_token(house, tx, token)
        if phase(survey, tx.now) is Phase.OPEN:
            await _mail(house, tx, survey, address)
    return address


async def _mail(house: House, tx: Tx, survey: Survey, address: str) -> None:
    invited = {each.person_id: each for each in await invitations.of_survey(tx, survey.id)}
    known = await people.known(tx, survey, list(invited))
    person = next((id_ for id_, each in known.items() if same_person(each.email) == same_person(address)), None)
    if person is None:
        return
    occasion = await live.occasion(tx, survey.id)
    to = invited[person]
    mail = letters.letter(house, survey, occasion, known[person], to, kind="link", number=uuid4())
    await outbox.put(tx, mail, to="notify")


async def _own(house: House, tx: Tx, survey: Survey, place: str) -> str:
    try:
        _, person = await person_of(tx, house, place)
    except (NotFound, Gone):
        return ""
    invitation = await invitations.of_person(tx, survey.id, person.id)
    return letters.path(house, invitation.id, invitation.link_version) if invitation else ""


async def _by_token(house: House, tx: Tx, token: str) -> Survey:
    id_, version = house.links.read(LINK, token)
    survey = await live.by_id(tx, id_)
    if survey is None:
        raise NotFound(NO_SURVEY)
    if survey.link_version != version:
        raise Gone(_OLD, code="link-replaced")
    return survey


async def _admit(tx: Tx, hands: Hands, survey: Survey) -> bool:
    """Whether they may know how many have answered."""
    if survey.cohort_id is not None:
        session = await sessions.by_id(tx, survey.session_id) if survey.session_id is not None else None
        return await _at_home(tx, hands, survey.cohort_id, session)
    if hands.staff is None:
        raise SignInNeeded(SIGN_IN)
    require(hands.staff, Role.ORGANIZER)
    return True


async def _at_home(tx: Tx, hands: Hands, cohort_id: UUID, session: Session | None) -> bool:
    """False where nobody can say whether they teach it. No session: it is about the whole course, and no trainer's."""
    course = await attendance.course_by_id(tx, cohort_id)
    assert course is not None, "a survey and a session refer to their cohort"
    teaches = await readers.teaches(tx, hands, await trainers.admit(tx, hands, course), session)
    if teaches is False:
        raise Forbidden(readers.OF_TEACHERS)
    return teaches is True
