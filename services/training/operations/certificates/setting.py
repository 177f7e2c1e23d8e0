"""Setting certificates up on the desk: rules, wording, design, and what staff say of single people."""

from collections.abc import Mapping
from uuid import UUID

import msgspec

from services.training.domain.certificates.certificate import Certificate
from services.training.domain.certificates.design import Design, body_of, read_design
from services.training.domain.certificates.occasion import Listed, Occasion, Setup
from services.training.domain.certificates.rules import Assessment, CertificateRules, Exception_
from services.training.operations.certificates.outlook import count
from services.training.operations.certificates.roll import Roll, roll_of
from services.training.store.certificates import certificates, occasions, people
from shared.db import Tx
from shared.errors import Invalid, NotFound, Problem
from shared.fields import Fields
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

LOOKERS = (Role.ORGANIZER, Role.VIEWER)
_NOTHING = mark("There is no such course or event. Open the list of certificates again.")
_NOBODY = mark("This person did not take part in it. Load the page again.")
_REASON = mark("Say why: it stands in the record of changes")
_ASSESSMENT = mark("Choose one of the list")
_AWARDED = mark("Choose a day that has come, from the last day on")
_FOUND = 50


async def listed(house: House, actor: Staff, search: str = "") -> tuple[list[Listed], list[Certificate]]:
    """Courses and events, what needs work first; where something is looked for, certificates too. Raises Forbidden."""
    require(actor, *LOOKERS)
    text = search.strip()
    async with house.db.reading() as tx:
        found = await certificates.search(tx, text, _FOUND) if text else []
        return sorted(await occasions.every(tx, text), key=lambda each: each.turn(tx.now)), found


async def show(house: House, actor: Staff, key: str) -> Roll:
    """Raises Forbidden, NotFound."""
    require(actor, *LOOKERS)
    async with house.db.reading() as tx:
        return await roll_of(tx, await occasion_of(tx, key))


async def export(house: House, actor: Staff, key: str) -> Roll:
    """The list as a file: who takes people's data out is in the audit trail. Raises Forbidden, NotFound."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        roll = await roll_of(tx, await occasion_of(tx, key))
        await record(tx, actor.trail, "certificates.listed", key)
        return roll


async def occasion_of(tx: Tx, key: str) -> Occasion:
    """`key` is "cohort:<uuid>" or "event:<uuid>". Raises NotFound."""
    found = await occasions.by_key(tx, key)
    if found is None:
        raise NotFound(_NOTHING)
    return found


async def set_rules(house: House, actor: Staff, key: str, body: Mapping[str, object]) -> None:
    """The share of minutes is the cohort's own rule: its record goes by it too. Raises Forbidden, NotFound, Invalid."""
    require(actor, Role.ORGANIZER)
    form = Fields(body, {})
    share = form.number("share", 0, 100, 80)
    rules = CertificateRules(
        mandatory=form.flag("mandatory"), survey=form.flag("survey"), assessment=form.flag("assessment")
    )
    form.check()
    async with house.db.transaction() as tx:
        await occasions.lock(tx, key)
        occasion = await occasion_of(tx, key)
        before = await occasions.setup(tx, occasion.key)
        if occasion.threshold is None:
            rules = msgspec.structs.replace(rules, mandatory=before.rules.mandatory)
        old, new = _said(before.rules), _said(rules)
        if occasion.threshold is not None:
            old["share"], new["share"] = str(occasion.threshold), str(share)
            if share != occasion.threshold:
                await occasions.set_threshold(tx, occasion.id, share)
        await occasions.put_setup(tx, occasion.key, rules, before.design)
        await _note(tx, actor, "certificates.rules", occasion.key, old=old, new=new)
        await count(tx, await occasion_of(tx, key))


async def set_design(
    house: House,
    actor: Staff,
    key: str,
    body: Mapping[str, object],
    *,
    whole: bool = True,
) -> None:
    """What is issued from now on looks so; what was issued stays. Not `whole`: what the body leaves out stays too.

    Raises Forbidden, NotFound, Invalid.
    """
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        await occasions.lock(tx, key)
        occasion = await occasion_of(tx, key)
        before = await occasions.setup(tx, occasion.key)
        design = read_design(body if whole else {**body_of(before.design, occasion.language), **body}, before.design)
        if design.awarded_on is not None and not occasion.may_award(design.awarded_on, tx.now):
            raise Invalid([Problem("awarded_on", _AWARDED)])
        await put_design(tx, actor, occasion, before, design)


async def say(
    house: House,
    actor: Staff,
    key: str,
    person_id: UUID,
    body: Mapping[str, object],
) -> None:
    """Whether somebody passed the assessment, and exceptions, each with its reason. An assessment that is not sent, or
    is still what `was` says the page showed, stays as it is: a trainer may have said it meanwhile.

    Raises Forbidden, NotFound, Invalid.
    """
    require(actor, Role.ORGANIZER)
    form = Fields(body, {"reason": 300})
    left = form.given("assessment") is None or form.given("assessment") == form.given("was")
    assessment = None if left else form.choice("assessment", Assessment, _ASSESSMENT)
    exception = form.choice("exception", Exception_, _ASSESSMENT)
    reason = form.text("reason", missing=_REASON if exception else "")
    form.check()
    assert exception is not None, "checked"
    async with house.db.transaction() as tx:
        occasion = await occasion_of(tx, key)
        await occasions.lock(tx, occasion.key)
        if not await occasions.candidates(tx, occasion, person_id):
            raise NotFound(_NOBODY)
        before = await people.said_of(tx, occasion.key, person_id)
        assessment = before.assessment if assessment is None else assessment
        await people.set_assessment(tx, occasion.key, person_id, assessment)
        await people.set_exception(tx, occasion.key, person_id, exception, reason if exception else "")
        old = {"assessment": before.assessment, "exception": before.exception, "reason": before.reason}
        new = {"assessment": assessment, "exception": exception, "reason": reason if exception else ""}
        await _note(tx, actor, "certificates.person", f"participant:{person_id}", old=_texts(old), new=_texts(new))
        await count(tx, occasion)


async def put_design(tx: Tx, actor: Staff, occasion: Occasion, before: Setup, design: Design) -> None:
    """With the change in the audit trail."""
    await occasions.put_setup(tx, occasion.key, before.rules, design)
    await _note(tx, actor, "certificates.design", occasion.key, old=_said(before.design), new=_said(design))


async def _note(tx: Tx, actor: Staff, action: str, subject: str, *, old: dict[str, str], new: dict[str, str]) -> None:
    """In the audit trail: only what changed."""
    changed = [name for name in old.keys() | new.keys() if old.get(name, "") != new.get(name, "")]
    if changed:
        before = {name: old.get(name, "") for name in changed}
        after = {name: new.get(name, "") for name in changed}
        await record(tx, actor.trail, action, subject, old=before, new=after)


def _said(part: msgspec.Struct) -> dict[str, str]:
    """Every field, also those that are as usual."""
    values = {name: msgspec.to_builtins(value) for name, value in msgspec.structs.asdict(part).items()}
    return {name: "" if value in (None, [], {}) else str(value) for name, value in values.items()}


def _texts(values: Mapping[str, str]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}
