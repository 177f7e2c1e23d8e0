"""Issuing: what staff ask for is written down at once, the worker makes one certificate after the other from it.

A worker that is killed loses its batch and nothing else: the orders of it still wait, and no number is left out. Nobody
gets two: the database holds one award for each person and one valid certificate for each award.
"""

import asyncio
import logging
import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from uuid import UUID, uuid4

import msgspec

from services.training.domain.certificates.certificate import Award
from services.training.domain.certificates.issue import Order, Run
from services.training.domain.certificates.numbering import ALPHABET, TAIL, series_of
from services.training.domain.certificates.rules import Chance
from services.training.domain.certificates.snapshot import Snapshot
from services.training.operations.certificates.keys import Signer, signer
from services.training.operations.certificates.lettering import lost_of_paper
from services.training.operations.certificates.letters import letter
from services.training.operations.certificates.nobody import WORDS, why_nobody
from services.training.operations.certificates.printing import rendered, version
from services.training.operations.certificates.proving import signed
from services.training.operations.certificates.roll import Line, Roll, roll_of
from services.training.operations.certificates.setting import occasion_of
from services.training.operations.certificates.writing import awarded_on, paper_of, snapshot_of
from services.training.store.certificates import certificates, occasions, runs
from shared import outbox
from shared.credentials.canonical import NotCovered
from shared.db import Tx
from shared.documents.press import NotPrinted
from shared.errors import Conflict, Invalid
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

log = logging.getLogger(__name__)

BELL = "certificates"
BATCH = 25
_AWARD_DAY = mark("The day of award is not between the last day and today. Set it anew under wording and design.")


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """One certificate before it is printed."""

    order: Order
    line: Line
    award: Award
    version: int
    paper: Snapshot
    id: UUID
    credential: str


class NotMade(Exception):
    """One of a batch could not be made: the batch is undone, and goes on without it."""

    def __init__(self, order: Order, problem: str) -> None:
        super().__init__(problem)
        self.order = order
        self.problem = problem


def open_to(roll: Roll, only: Collection[UUID] | None, *, unconfirmed: bool) -> list[Line]:
    """Who would be issued one. Those who were revoked only where they are named; the names of the others confirmed,
    or `unconfirmed`.
    """
    found = []
    for line in roll.lines:
        named = only is not None and line.who.id in only
        again = named and line.certificate is not None and not line.held and line.order is None
        fit = line.judgement.chance is Chance.ELIGIBLE and bool(line.who.email)
        if (line.ready or again) and fit and (only is None or named) and (unconfirmed or line.said.names is not None):
            found.append(line)
    return found


async def begin(
    house: House, actor: Staff, key: str, only: Collection[UUID] | None = None, *, unconfirmed: bool = False
) -> int:
    """Write down who is to get one and wake the worker; the same people again change nothing. Returns how many.

    Raises Forbidden, NotFound, Conflict where nobody can be issued one, or the day of award does not hold.
    """
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        await occasions.lock(tx, key)
        roll = await roll_of(tx, await occasion_of(tx, key))
        if not _may_award(roll):
            raise Conflict(_AWARD_DAY, code="award-day")
        chosen = [line.who.id for line in open_to(roll, only, unconfirmed=unconfirmed)]
        if not chosen:
            why = why_nobody(roll, only, names_alone=bool(open_to(roll, only, unconfirmed=True)))
            raise Conflict(WORDS[why], code=why.value)
        _, count = await runs.insert(tx, key, actor.trail, chosen)
        await record(tx, actor.trail, "certificates.issued", key, new={"people": str(count)})
        tx.ring(BELL)
        return count


async def progress(house: House, actor: Staff, key: str) -> Run | None:
    """How far the newest act of issuing is. Raises Forbidden, NotFound."""
    require(actor, Role.ORGANIZER, Role.VIEWER)
    async with house.db.reading() as tx:
        await occasion_of(tx, key)
        return next(iter(await runs.of_occasion(tx, key)), None)


async def issue_waiting(house: House) -> int:
    """Serve everybody who waits. Returns how many certificates were made."""
    made = 0
    while True:
        try:
            count = await _batch(house)
        except NotMade as error:
            log.warning("a certificate could not be made", extra={"person": str(error.order.person_id)})
            await _fail(house, error)
            continue
        if count is None:
            return made
        made += count


async def next_due(house: House) -> datetime | None:
    """None while nobody waits."""
    async with house.db.reading() as tx:
        return await runs.oldest(tx)


async def _batch(house: House) -> int | None:
    """One transaction. None: nobody waits, or another worker is at it."""
    async with house.db.transaction() as tx:
        run = await runs.claim(tx)
        if run is None:
            return None
        orders = await runs.waiting(tx, run.id, BATCH)
        if not orders:
            await runs.count(tx, run.id, done=0, failed=0, finished=True)
            return 0
        occasion = await occasions.by_key(tx, run.occasion)
        assert occasion is not None, "a run is of an occasion"
        roll = await roll_of(tx, occasion)
        hand = await signer(house, tx)
        made = [await _make(house, tx, roll, order, hand) for order in orders]
        await _keep(house, tx, roll, [each for each in made if each is not None], run)
        for order in orders:
            await runs.finish(tx, order)
        await runs.count(tx, run.id, done=len(orders), failed=0, finished=False)
        return len(orders)


async def _make(house: House, tx: Tx, roll: Roll, order: Order, hand: Signer) -> Made | None:
    """None for somebody who has one already. Raises NotMade."""
    line = roll.line(order.person_id)
    if line is None or not line.who.email:
        raise NotMade(order, "this person is not known any more")
    if line.held:
        return None
    award = await certificates.lock(tx, order.occasion, order.person_id)
    if award is None:
        if not _may_award(roll):  # since it was set, the last day moved
            raise NotMade(order, "the day of award is not between the last day and today")
        series = series_of(roll.setup.design.pattern, awarded_on(roll).year)
        serial = await certificates.next_serial(tx, series)
        award = Award(id=uuid4(), series=series, serial=serial, awarded_on=awarded_on(roll))
        await certificates.insert_award(tx, order.occasion, order.person_id, award)
    paper = snapshot_of(house, roll, paper_of(line), award, tail=new_tail(), version=version())
    if letters := lost_of_paper(paper):
        raise NotMade(order, f"these letters cannot be printed: {letters}")
    new_id = uuid4()
    try:
        credential = await signed(house, tx, hand, paper, award, certificate_id=new_id)
    except NotCovered as error:
        raise NotMade(order, f"not signed: {error}") from error
    before = line.certificate.version if line.certificate else 0
    return Made(order=order, line=line, award=award, version=before + 1, paper=paper, id=new_id, credential=credential)


def _may_award(roll: Roll) -> bool:
    """Whether the day of award that staff set, if they did, holds today."""
    on = roll.setup.design.awarded_on
    return on is None or roll.occasion.may_award(on, roll.now)


async def _keep(house: House, tx: Tx, roll: Roll, made: Sequence[Made], run: Run) -> None:
    """Printed once before it is kept: what cannot be printed is not issued. Raises NotMade."""
    digests = dict.fromkeys(digest for each in made for digest in each.paper.pictures)
    pictures = {each.sha256.hex(): each.content for each in await occasions.logos(tx, digests)}
    printed = await asyncio.gather(*(_print(each, pictures, tx.now) for each in made))
    for each, content in zip(made, printed, strict=True):
        await certificates.insert(
            tx,
            id=each.id,
            award_id=each.award.id,
            version=each.version,
            snapshot=each.paper,
            credential=each.credential,
            pdf_sha256=sha256(content).digest(),
            email=each.line.who.email,
            by=run.actor,
        )
        facts = {"number": each.paper.number}
        told = letter(house, roll.occasion, each.line.who, "certificate.issued", about=each.id, facts=facts)
        await outbox.put(tx, told, to="notify")


async def _print(made: Made, pictures: Mapping[str, bytes], at: datetime) -> bytes:
    try:
        return await rendered(made.paper, pictures, credential=made.credential, issued_at=at)
    except (NotPrinted, Invalid) as error:
        raise NotMade(made.order, f"not printed: {type(error).__name__}") from error


async def _fail(house: House, error: NotMade) -> None:
    async with house.db.transaction() as tx:
        await runs.fail(tx, error.order, error.problem)
        await runs.count(tx, error.order.run_id, done=0, failed=1, finished=False)


def new_tail() -> str:
    """40 random bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(TAIL))
