"""One certificate after the other, from the order to what is kept: number, snapshot, signature, print, mail."""

import asyncio
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from uuid import UUID, uuid4

import msgspec

from services.training.domain.certificates.certificate import Award
from services.training.domain.certificates.issue import Order, Run
from services.training.domain.certificates.numbering import ALPHABET, TAIL, series_of
from services.training.domain.certificates.snapshot import Snapshot
from services.training.operations.certificates.keys import Signer
from services.training.operations.certificates.lettering import lost_of_paper
from services.training.operations.certificates.letters import letter
from services.training.operations.certificates.lines import Line, Roll
from services.training.operations.certificates.printing import rendered, version
from services.training.operations.certificates.proving import signed
from services.training.operations.certificates.writing import awarded_on, paper_of, snapshot_of
from services.training.store.certificates import certificates, occasions
from shared import outbox
from shared.credentials.lifting import NotCovered
from shared.db import Tx
from shared.documents.press import NotPrinted
from shared.errors import Invalid
from shared.house import House


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


async def make(house: House, tx: Tx, roll: Roll, order: Order, hand: Signer) -> Made | None:
    """None for somebody who has one already. Raises NotMade."""
    line = roll.line(order.person_id)
    if line is None or not line.who.email:
        raise NotMade(order, "this person is not known any more")
    if line.held:
        return None
    award = await certificates.lock(tx, order.occasion, order.person_id)
    if award is None:
        if not may_award(roll):  # since it was set, the last day moved
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
        credential = await signed(house, tx, hand, paper, award, certificate_id=new_id, zone=roll.occasion.timezone)
    except NotCovered as error:
        raise NotMade(order, f"not signed: {error}") from error
    before = line.certificate.version if line.certificate else 0
    return Made(order=order, line=line, award=award, version=before + 1, paper=paper, id=new_id, credential=credential)


def may_award(roll: Roll) -> bool:
    """Whether the day of award that staff set, if they did, holds today."""
    on = roll.setup.design.awarded_on
    return on is None or roll.occasion.may_award(on, roll.now)


async def keep(house: House, tx: Tx, roll: Roll, made: Sequence[Made], run: Run) -> None:
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


def new_tail() -> str:
    """40 random bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(TAIL))
