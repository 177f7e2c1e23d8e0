"""Reviewers of a call: who they are, what each has to score, and what they wrote. Hidden from each other until done."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from services.training.domain.nomination import UNDER_REVIEW, Nomination
from services.training.domain.review_form import read_review, read_reviewer
from services.training.domain.scores import Review, Reviewer, assigned, has_interest, is_complete, sees_others
from services.training.domain.stored_file import StoredFile
from services.training.operations import choosing, uploads
from services.training.operations.access import NO_COHORT, locked
from services.training.operations.choosing import NO_NOMINATION, Choosing
from services.training.operations.nomination_letters import review_asked
from services.training.operations.selection_desk import take_off, tell_desk
from services.training.store import desk, files, reviews
from shared import outbox
from shared.db import Tx
from shared.errors import Conflict, Forbidden, Invalid, NotFound, Problem
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import NOT_YOURS
from shared.identity.staff import Role, Staff
from shared.identity.store import staff_by_email

_DECIDED = mark("The selection is published, so reviews are closed.")
_NOT_STAFF = mark("There is no account of staff with this address. An administrator can make one.")
_HAS_BEGUN = mark("This reviewer has begun to review, so they stay on the list.")
_INTEREST = mark("You come from the same organisation or city, so somebody else scores this one.")


class Progress(msgspec.Struct, frozen=True):
    """A reviewer with how much is done of what is theirs."""

    reviewer: Reviewer
    done: int
    of: int


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """A reviewer's list. `mine` None for an organizer who reviews nothing; `progress` only for organizers."""

    own: Choosing
    mine: Reviewer | None
    to_do: tuple[Nomination, ...]
    done: tuple[tuple[Nomination, Review], ...]
    progress: tuple[Progress, ...]
    now: datetime

    @property
    def closed(self) -> bool:
        return self.own.selection.published_at is not None


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One nomination for one reviewer. `others` only once all of their own are closed; `next` is what is left to do."""

    desk: Desk
    nomination: Nomination
    review: Review | None
    files: tuple[StoredFile, ...]
    others: tuple[tuple[str, Review], ...]
    next: Nomination | None

    @property
    def interest(self) -> bool:
        """The same organisation or city: not theirs to score."""
        mine = self.desk.mine
        return mine is not None and has_interest(mine, self.nomination.organisation, self.nomination.city)


async def show(house: House, actor: Staff, slug: str) -> Desk:
    """Raises Forbidden for who neither reviews nor organizes, NotFound, Conflict without a call."""
    async with house.db.reading() as tx:
        return await _desk(tx, actor, slug)


async def one(house: House, actor: Staff, slug: str, id: UUID) -> Sheet:  # noqa: A002  # the row's id
    """Raises Forbidden, NotFound, Conflict."""
    async with house.db.reading() as tx:
        return await _sheet(tx, await _desk(tx, actor, slug), id)


async def put(house: House, actor: Staff, slug: str, id: UUID, body: Mapping[str, object]) -> Sheet:  # noqa: A002
    """What a reviewer wrote; with every criterion scored it is done. Raises Forbidden, NotFound, Invalid, Conflict."""
    async with house.db.transaction() as tx:
        await desk.lock(tx, slug)  # the desk is told how many are left
        sheet = await _sheet(tx, await _desk(tx, actor, slug), id)
        if sheet.desk.mine is None:
            raise Forbidden(NOT_YOURS)
        if sheet.desk.closed or sheet.nomination.state not in UNDER_REVIEW:
            raise Conflict(_DECIDED, code="published")
        if sheet.interest:
            raise Forbidden(_INTEREST, code="conflict-of-interest")
        criteria = sheet.desk.own.call.criteria
        fields = read_review(body, criteria)
        review = Review(
            nomination_id=id,
            reviewer_id=actor.id,
            scores=fields.scores,
            comment=fields.comment,
            recused=fields.recused,
            done_at=tx.now if not fields.recused and is_complete(fields.scores, criteria) else None,
        )
        await reviews.put(tx, sheet.desk.own.cohort.id, review)
        old, new = _said(sheet.review), _said(review)
        if old != new:
            await record(tx, actor.trail, "review.kept", f"review:{id}:{actor.id}", old=old, new=new)
        await tell_desk(tx, sheet.desk.own)
        return await _sheet(tx, await _desk(tx, actor, slug), id)


async def open_file(house: House, actor: Staff, slug: str, id: UUID, kind: str) -> uploads.Opened:  # noqa: A002
    """For whoever may see the nomination. Raises Forbidden, NotFound, Gone."""
    async with house.db.reading() as tx:
        sheet = await _sheet(tx, await _desk(tx, actor, slug), id)
        return await uploads.open_file(house, tx, sheet.nomination.file_owner, kind)


async def add_reviewer(house: House, actor: Staff, slug: str, body: Mapping[str, object]) -> Reviewer:
    """Ask somebody with an account to review, by mail, or change their interest.

    Raises Forbidden, NotFound, Invalid.
    """
    async with house.db.transaction() as tx:
        cohort = await locked(tx, actor, slug)
        fields = read_reviewer(body)
        staff = await staff_by_email(tx, fields.email)
        if staff is None or staff.disabled_at is not None:
            raise Invalid([Problem("email", _NOT_STAFF)])
        made = Reviewer(
            cohort_id=cohort.id,
            staff_id=staff.id,
            email=staff.email,
            name=staff.name or staff.email,
            organisation=fields.organisation,
            city=fields.city,
        )
        before = next((each for each in await reviews.reviewers(tx, cohort.id) if each.staff_id == staff.id), None)
        if made != before:
            await reviews.put_reviewer(tx, made)
            await record(tx, actor.trail, "reviewer.kept", f"cohort:{cohort.id}", old=_who(before), new=_who(made))
        if own := await choosing.find(tx, cohort):
            await tell_desk(tx, own)
        if before is None:
            await outbox.put(tx, review_asked(house, cohort, made, tx.now), to="notify")
        return made


async def remove_reviewer(house: House, actor: Staff, slug: str, staff_id: UUID) -> None:
    """Only before they began. Twice is once. Raises Forbidden, NotFound, Conflict."""
    async with house.db.transaction() as tx:
        cohort = await locked(tx, actor, slug)
        before = next((each for each in await reviews.reviewers(tx, cohort.id) if each.staff_id == staff_id), None)
        if before is None:
            return
        if not await reviews.remove_reviewer(tx, cohort.id, staff_id):
            raise Conflict(_HAS_BEGUN, code="has-begun")
        await take_off(tx, cohort, before)
        if own := await choosing.find(tx, cohort):
            await tell_desk(tx, own)
        await record(tx, actor.trail, "reviewer.removed", f"cohort:{cohort.id}", old=_who(before))


async def _desk(tx: Tx, actor: Staff, slug: str) -> Desk:
    cohort = await desk.cohort(tx, slug)
    if cohort is None:
        raise NotFound(NO_COHORT)
    people = await reviews.reviewers(tx, cohort.id)
    mine = next((each for each in people if each.staff_id == actor.id), None)
    organizes = actor.role in (Role.ADMIN, Role.ORGANIZER)
    if actor.disabled_at is not None or (mine is None and not organizes):
        raise Forbidden(NOT_YOURS)
    own = await choosing.load(tx, cohort)
    every = await reviews.of_cohort(tx, cohort.id)
    closed = {each.nomination_id: each for each in every if each.reviewer_id == actor.id and each.closed}
    theirs = assigned(own.nominations, mine) if mine is not None else []
    return Desk(
        own=own,
        mine=mine,
        to_do=tuple(each for each in theirs if each.id not in closed),
        done=tuple((each, closed[each.id]) for each in own.nominations if each.id in closed),
        progress=tuple(_progress(own, each, every) for each in people) if organizes else (),
        now=tx.now,
    )


async def _sheet(tx: Tx, found: Desk, id: UUID) -> Sheet:  # noqa: A002  # the row's id
    """Those who came from a city see no nomination of theirs."""
    nomination = found.own.nomination(id)
    every = await reviews.of_cohort(tx, found.own.cohort.id)
    me = found.mine.staff_id if found.mine is not None else None
    mine = [each for each in every if each.reviewer_id == me]
    open_ = found.mine is None or sees_others(mine, [each.id for each in assigned(found.own.nominations, found.mine)])
    if (
        found.mine is not None
        and not found.progress
        and has_interest(found.mine, nomination.organisation, nomination.city)
    ):
        raise NotFound(NO_NOMINATION)
    names = {each.staff_id: each.name for each in await reviews.reviewers(tx, found.own.cohort.id)}
    return Sheet(
        desk=found,
        nomination=nomination,
        review=next((each for each in mine if each.nomination_id == id), None),
        files=tuple(await files.of_owners(tx, [nomination.file_owner])),
        others=tuple(
            (names[each.reviewer_id], each)
            for each in every
            if open_ and each.nomination_id == id and each.reviewer_id != me and each.closed
        ),
        next=next((each for each in found.to_do if each.id != id), None),
    )


def _progress(own: Choosing, reviewer: Reviewer, every: Sequence[Review]) -> Progress:
    theirs = {each.id for each in assigned(own.nominations, reviewer)}
    done = {each.nomination_id for each in every if each.reviewer_id == reviewer.staff_id and each.closed}
    return Progress(reviewer, len(theirs & done), len(theirs))


def _said(review: Review | None) -> dict[str, str] | None:
    if review is None:
        return None
    return {**{key: str(score) for key, score in review.scores.items()}, "recused": str(review.recused)}


def _who(reviewer: Reviewer | None) -> dict[str, str] | None:
    if reviewer is None:
        return None
    return {"reviewer": str(reviewer.staff_id), "organisation": reviewer.organisation, "city": reviewer.city}
