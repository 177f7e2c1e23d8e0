"""Whose hands mark attendance: a member of staff, or whoever holds the link of the cohort's trainers."""

from uuid import UUID

import msgspec

from services.training.domain.course import LINK, Course
from services.training.store import attendance, staffing
from shared.db import Tx
from shared.errors import Forbidden, Gone, SignInNeeded
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.roles import NOT_YOURS, require
from shared.identity.staff import Role, Staff

_NOBODY = mark("Open the link that the secretariat sent to the trainers, or sign in.")
_REVOKED = mark("This link was replaced by a newer one. Ask the secretariat for it.")

BY_LINK = "link"
"""The actor where the link of the trainers let somebody in."""


class Link(msgspec.Struct, frozen=True):
    """What a link of trainers says, its signature checked."""

    cohort_id: UUID
    version: int


class Hands(msgspec.Struct, frozen=True):
    """Who is there: either, both or nobody. At most one link of each cohort, the one opened last first."""

    staff: Staff | None = None
    links: tuple[Link, ...] = ()

    def link_of(self, cohort_id: UUID) -> Link | None:
        return next((each for each in self.links if each.cohort_id == cohort_id), None)


class Hand(msgspec.Struct, frozen=True):
    """Who marks, as the ledger keeps it: "staff:ID", "token:ID" or "link", and their name where it is known."""

    actor: str
    by: str


def read_link(house: House, token: str) -> Link:
    """Raises NotFound for what we did not make."""
    return Link(*house.links.read(LINK, token))


async def admit(tx: Tx, hands: Hands, course: Course) -> Hand:
    """Raises SignInNeeded, Gone for a link that was replaced, Forbidden."""
    refusal: SignInNeeded | Gone | Forbidden = SignInNeeded(_NOBODY)
    if hands.staff is not None:
        try:
            await _check(tx, hands.staff, course.id)
        except Forbidden as error:
            refusal = error
        else:
            return Hand(hands.staff.trail, hands.staff.name)
    link = hands.link_of(course.id)
    if link is not None:
        if link.version == course.trainer_link_version:
            return Hand(BY_LINK, "")
        refusal = Gone(_REVOKED, code="link-replaced")
    raise refusal


async def courses(tx: Tx, hands: Hands) -> list[Course]:
    """Every cohort that may be marked now. Raises SignInNeeded, Gone where every link was replaced."""
    own: list[Course] = []
    for link in hands.links:
        course = await attendance.course_by_id(tx, link.cohort_id)
        if course is not None and course.trainer_link_version == link.version:
            own.append(course)
    if hands.links and not own and hands.staff is None:
        raise Gone(_REVOKED, code="link-replaced")
    if hands.staff is not None:
        require(hands.staff, Role.ORGANIZER, Role.TRAINER)
        only = await staffing.cohorts_of_staff(tx, hands.staff.id) if hands.staff.role is Role.TRAINER else None
        known = {course.id for course in own}
        own += [each for each in await attendance.courses_to_mark(tx, only) if each.id not in known]
    elif not hands.links:
        raise SignInNeeded(_NOBODY)
    return own


async def _check(tx: Tx, staff: Staff, cohort_id: UUID) -> None:
    require(staff, Role.ORGANIZER, Role.TRAINER)
    if staff.role is Role.TRAINER and not await staffing.is_staff(tx, staff.id, cohort_id):
        raise Forbidden(NOT_YOURS)
