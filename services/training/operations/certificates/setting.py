"""Setting certificates up on the desk: rules, wording and design."""

from collections.abc import Mapping

import msgspec

from services.training.domain.certificates.certificate import Certificate
from services.training.domain.certificates.design import Design, body_of, read_design
from services.training.domain.certificates.occasion import Listed, Occasion, Setup
from services.training.domain.certificates.rules import CertificateRules
from services.training.operations.certificates.lines import Roll
from services.training.operations.certificates.outlook import count
from services.training.operations.certificates.roll import roll_of
from services.training.store.certificates import certificates, occasions
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
        await note(tx, actor, "certificates.rules", occasion.key, old=old, new=new)
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


async def put_design(tx: Tx, actor: Staff, occasion: Occasion, before: Setup, design: Design) -> None:
    """With the change in the audit trail."""
    await occasions.put_setup(tx, occasion.key, before.rules, design)
    await note(tx, actor, "certificates.design", occasion.key, old=_said(before.design), new=_said(design))


async def note(tx: Tx, actor: Staff, action: str, subject: str, *, old: dict[str, str], new: dict[str, str]) -> None:
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
