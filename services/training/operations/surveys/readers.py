"""Who may read results. A trainer sees those of sessions that they teach, and nobody else's."""

from uuid import UUID

from services.training.domain.session import Session
from services.training.domain.surveys.survey import Survey
from services.training.operations.hands import BY_LINK, Hand, Hands
from services.training.store import attendance, staffing
from services.training.store.surveys import live, results
from shared.db import Tx
from shared.errors import Forbidden, Gone, NotFound, SignInNeeded
from shared.i18n.mark import mark
from shared.identity.roles import NOT_YOURS, require
from shared.identity.staff import Role, Staff

NO_SURVEY = mark("There is no such survey. Look for it in the list of surveys.")
SIGN_IN = mark("Sign in to read the answers to this survey.")
OF_TEACHERS = mark(
    "Only who teaches a session reads what people say of it. The secretariat writes your address beside your name "
    "among the trainers."
)
SEVERAL = mark("The trainers' link does not say which of you reads. Sign in to read what people say of your sessions.")
_REVOKED = mark("This link was replaced by a newer one. Ask the secretariat for it.")


async def admit(tx: Tx, hands: Hands, survey_id: UUID) -> Survey:
    """The survey, for who may read its results. Raises NotFound, SignInNeeded, Gone, Forbidden."""
    staff = hands.staff
    if staff is None and not hands.links:
        raise SignInNeeded(SIGN_IN)
    survey = await live.by_id(tx, survey_id)
    if survey is None:
        raise NotFound(NO_SURVEY)
    if staff is not None and staff.role is not Role.TRAINER:
        require(staff, Role.ORGANIZER, Role.VIEWER)
        return survey
    own = await own_sessions(tx, hands, survey.cohort_id)
    if survey.session_id is None or survey.session_id not in own:
        raise Forbidden(OF_TEACHERS if staff is not None else SEVERAL)
    return survey


async def own_sessions(tx: Tx, hands: Hands, cohort_id: UUID | None) -> set[UUID]:
    """Sessions of a cohort that this trainer teaches. An account is known by its address; the link of a cohort with one
    trainer by that, of one with several by nothing.

    Raises Forbidden where the account was not given the cohort, Gone.
    """
    if cohort_id is None:
        return set()
    if hands.staff is not None:
        if not await staffing.is_staff(tx, hands.staff.id, cohort_id):
            raise Forbidden(NOT_YOURS)
        return set(await results.taught_by(tx, cohort_id, hands.staff.email)) if hands.staff.email else set()
    link = hands.link_of(cohort_id)
    if link is None:
        return set()
    course = await attendance.course_by_id(tx, cohort_id)
    if course is None or course.trainer_link_version != link.version:
        raise Gone(_REVOKED, code="link-replaced")
    return set(await results.taught_alone(tx, cohort_id))


async def teaches(tx: Tx, hands: Hands, hand: Hand, session: Session | None) -> bool | None:
    """Whether whoever `hand` let in organizes, or teaches this session. False: others teach it. None where nobody can
    say: the link of several trainers, an account without a session of its own, or None for the whole course.
    """
    known = Hands(links=hands.links) if hand.actor == BY_LINK else hands
    if known.staff is not None and known.staff.role is not Role.TRAINER:
        return True
    if session is None:
        return None
    own = await own_sessions(tx, known, session.cohort_id)
    return True if session.id in own else False if own and session.trainer_ids else None


def may_sort(staff: Staff | None) -> bool:
    """Whether this is somebody who tags comments and chooses quotes."""
    return staff is not None and staff.may_organize
