"""What a coordinator writes is kept, with its files, and submitted: one operation for the form and the API."""

import hashlib
from collections.abc import Mapping
from uuid import UUID

import asyncpg
import msgspec

from services.training.domain.coordinator import Coordinator
from services.training.domain.nomination import OPEN_TO_CHANGE, FileKind, Nomination, NominationFields, State
from services.training.domain.nomination_files import MISSING, delete_after, problem_of, too_large
from services.training.domain.nomination_form import body_of, read_nomination
from services.training.operations import uploads
from services.training.operations.nomination_letters import invitation, receipt
from services.training.operations.nominators import Called, Nominator
from services.training.operations.own_nominations import again, changed, note, open_call, own, step
from services.training.store import files, idempotency, nominations
from shared import outbox
from shared.db import Tx
from shared.errors import Conflict, DomainError, Invalid, Problem, TooLarge
from shared.files.cabinet import Arriving
from shared.house import House
from shared.i18n.mark import mark

_FIXED = mark("This nomination is being looked at and can no longer be changed. It can be withdrawn.")
_TWICE = mark("This official is nominated for this training already. An official is nominated once.")
_ENOUGH = mark("Your organisation may nominate %(most)d officials and has done so. Withdraw one first.")


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """What was sent. `body` None: files alone. `revision` is of what the form was filled in from, where it was;
    `form_key` the form's own, so that what is sent twice is kept once.
    """

    body: Mapping[str, object] | None = None
    files: Mapping[FileKind, Arriving] = {}
    revision: int | None = None
    submit: bool = False
    form_key: str = ""

    def use(self, id: UUID) -> idempotency.KeyUse | None:  # noqa: A002  # the row's id
        """None for what no form sent."""
        if not self.form_key:
            return None
        content = {kind.value: each.sha256.hex() for kind, each in self.files.items()}
        said = msgspec.json.encode([self.body, content, self.submit], order="sorted")
        return idempotency.KeyUse(f"nomination:{id}", self.form_key[:36], hashlib.sha256(said).digest())


async def write(house: House, who: Nominator, slug: str, id: UUID, written: Written) -> Nomination:  # noqa: A002
    """Keep what was written and, with `submit`, send it off.

    A draft is kept also where it is not yet fit to be submitted; what was submitted stays whole. The same form sent
    again gets the first answer. Raises NotFound,
    Invalid (TooLarge) with every problem, Conflict: `call-closed`, `changed-meanwhile`, `already-nominated`, `enough`.
    """
    try:
        async with house.db.transaction() as tx:
            found = await open_call(tx, slug)
            before, by = await own(tx, who, found, id)
            use = written.use(id)
            earlier = await idempotency.find(tx, use) if use is not None else None
            if use is not None and earlier is not None and earlier.body_sha256 == use.body_sha256:
                return before
            if before.state not in OPEN_TO_CHANGE:
                raise Conflict(_FIXED)
            if written.revision not in (None, before.revision):
                raise changed()
            work = _Work(house, tx, found, before, by)
            fields = _read(work, written)
            if not await nominations.change(tx, before, fields, by.id):
                raise changed()
            replaced = await _keep(work, written.files)
            refusal = await _settle(work, fields, submit=written.submit)
            if use is not None and earlier is None and refusal is None:
                await idempotency.keep(tx, use, idempotency.Answer(id))
            after = await again(tx, id)
            await note(tx, who, "nomination.written", after)
    except asyncpg.UniqueViolationError as error:
        raise Conflict(_TWICE, code="already-nominated") from error
    house.cabinet.delete(replaced)
    if refusal is not None:  # only now: the draft stays kept
        raise refusal
    return after


class _Work(msgspec.Struct, frozen=True):
    """One nomination under the lock of its call, and whose hand writes."""

    house: House
    tx: Tx
    found: Called
    before: Nomination
    by: Coordinator


def _read(work: _Work, written: Written) -> NominationFields:
    """Fields and files, all their problems at once."""
    problems: list[Problem] = []
    fields: NominationFields = work.before
    if written.body is not None:
        whole = work.before.state is not State.DRAFT
        try:
            questions = work.found.call.questions
            fields = read_nomination(written.body, questions, whole=whole, timezone=work.by.timezone)
        except Invalid as error:
            problems += error.problems
    large = [too_large(kind, each.size, each.limit) for kind, each in written.files.items() if each.too_large]
    small = {kind: each for kind, each in written.files.items() if not each.too_large}
    wrong = [problem_of(kind, each.size, each.kind) for kind, each in small.items()]
    problems += [*large, *(each for each in wrong if each is not None)]
    if problems:
        raise (TooLarge if large else Invalid)(problems)
    return fields


async def _keep(work: _Work, arrived: Mapping[FileKind, Arriving]) -> list[UUID]:
    """Returns the files to delete."""
    replaced: list[UUID] = []
    for kind, each in arrived.items():
        replaced += await uploads.keep(
            work.house,
            work.tx,
            each,
            owner=work.before.file_owner,
            kind=kind,
            by=f"coordinator:{work.by.id}",
            delete_after=delete_after(work.found.cohort.over_at),
        )
    return replaced


async def _settle(work: _Work, fields: NominationFields, *, submit: bool) -> DomainError | None:
    """What speaks against submitting, if that was wanted."""
    if submit and work.before.state is State.DRAFT:
        return await _submit(work)
    await _ask_again(work, fields)
    return None


async def _submit(work: _Work) -> DomainError | None:
    """What speaks against it; None where it is done and both are told. The call is held, so counts hold too."""
    tx, found = work.tx, work.found
    draft = await again(tx, work.before.id)
    problems = _lacking(found, draft, {file.kind for file in await files.of_owners(tx, [draft.file_owner])})
    if problems:
        return Invalid(problems)
    most = found.call.per_organisation
    if most and await nominations.count(tx, found.cohort.id, draft.organisation_id) >= most:
        return Conflict(_ENOUGH, code="enough", most=most)
    try:
        async with tx.conn.transaction():  # so that the draft stays kept
            await step(tx, draft, State.SUBMITTED)
    except asyncpg.UniqueViolationError:
        return Conflict(_TWICE, code="already-nominated")
    after = await again(tx, draft.id)
    slug = found.cohort.slug
    letters = [receipt(work.house, slug, after, work.by), invitation(work.house, slug, after)]
    await outbox.put_many(tx, letters, to="notify")
    return None


def _lacking(found: Called, draft: Nomination, has: set[str]) -> list[Problem]:
    problems = [Problem(kind, words) for kind, words in MISSING.items() if kind not in has]
    try:
        read_nomination(body_of(draft), found.call.questions, whole=True)
    except Invalid as error:
        return [*error.problems, *problems]
    return problems


async def _ask_again(work: _Work, fields: NominationFields) -> None:
    """Where what the official confirmed has changed, or the address, they are asked again."""
    before, tx = work.before, work.tx
    if before.state is State.DRAFT:
        return
    moved = fields.email.lower() != before.email.lower()
    if moved:
        await nominations.renew_link(tx, before.id)
    if not moved and (before.state is not State.CONFIRMED or _of_official(fields) == _of_official(before)):
        return
    if before.state is State.CONFIRMED:
        await step(tx, before, State.SUBMITTED)
        await nominations.set_confirmed(tx, before.id, confirmed=False)
    letter = invitation(work.house, work.found.cohort.slug, await again(tx, before.id))
    await outbox.put(tx, letter, to="notify")


def _of_official(fields: NominationFields) -> tuple[object, ...]:
    return fields.official, fields.department, fields.city, fields.country
