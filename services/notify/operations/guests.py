"""Who is invited to what: `calendar.invite`, `calendar.withdraw` and `message.send`, in the job's transaction."""

from datetime import timedelta
from uuid import UUID

import msgspec

from services.notify.domain.attendees import Attendee, Desired, Method, Sent, on_invite, on_withdraw
from services.notify.domain.date_letters import alike
from services.notify.domain.items import Item, Shown, item_id
from services.notify.domain.messages import message_kind
from services.notify.operations.note import Note, note_of
from services.notify.operations.updates import BELL
from services.notify.operations.write import write_down
from services.notify.store import attendees, deliveries, failures, items, people
from services.notify.store.people import Met
from shared.contracts import notify as contract
from shared.contracts.notify import CalendarInvite, CalendarRename, CalendarWithdraw, MessageSend, Part
from shared.db import Tx
from shared.house import House
from shared.identity.people import person_id


async def invite(house: House, tx: Tx, job: CalendarInvite) -> None:
    """Each of these people takes part now: one mail each, with the invite where the date is fixed."""
    for part in job.parts:
        alone = msgspec.structs.replace(job, parts=(part,))
        item = await _item_or_hold(tx, job.key, part.attendee.person.email, alone, job.item_revision)
        if item is not None:
            await _invite(house, tx, item, part)


async def withdraw(house: House, tx: Tx, job: CalendarWithdraw) -> None:
    """Each of these people takes part no more: one mail each, with a CANCEL where there was an invite; or none."""
    for part in job.parts:
        alone = msgspec.structs.replace(job, parts=(part,))
        item = await _item_or_hold(tx, job.key, part.attendee.person.email, alone)
        if item is not None:
            await _withdraw(house, tx, item, part, quiet=job.quiet)


async def rename(house: House, tx: Tx, job: CalendarRename) -> None:
    """Later mails and calendars of who takes part say the new name; nobody is written to, but their entry follows the
    sessions they chose with the next update.
    """
    attendee = _attendee(tx, item_id(job.owner, job.key), job.attendee, Desired.INVITED)
    chose_others = await attendees.rename(tx, attendee)
    if chose_others is not None:
        await people.meet(tx, attendee.person_id, attendee.person)
    if chose_others:
        await _wake(house, tx, attendee.item_id)


async def send(house: House, tx: Tx, job: MessageSend) -> None:
    """Mail without a calendar part, about an item or, of a kind that stands alone, about none.

    Raises UnknownMessage, also for what is kept until the next update; ValueError without an item it needs.
    """
    if not job.item:
        if not message_kind(job.message.template, job.message.facts).alone:
            raise ValueError(f"message {job.message.template} names no item")
        await write_down(house, tx, note_of(job, None))
        return
    item = await _item_or_hold(tx, job.item, job.to.email, job, job.item_revision)
    if item is None:
        return
    if job.with_update:
        kind = message_kind(job.message.template, job.message.facts)  # a mistake shows now, not with the update
        await items.keep(tx, item.id, person_id(job.to.email), job, instead_of=alike(kind.name))
        if item.has_entry or job.item_revision:  # it may have come after its update
            await _wake(house, tx, item.id)
        return
    await write_down(house, tx, note_of(job, item))


async def _wake(house: House, tx: Tx, item_id: UUID) -> None:
    """Somebody has to be told of the item as it is, by the next update."""
    await items.wake(tx, item_id, tx.now + timedelta(seconds=house.settings.update_quiet))
    tx.ring(BELL)


async def _item_or_hold(tx: Tx, key: str, email: str, job: items.ForItem, revision: int = 0) -> Item | None:
    """The item, at that revision or a later one; or None, and the change is kept until it comes: else it would tell a
    date that its owner had changed before.
    """
    id_ = item_id(job.owner, key)
    item = await items.find(tx, id_)
    if item is None:
        await items.lock_unknown(tx, id_)
        item = await items.find(tx, id_)
    if item is None or item.revision < revision:
        await items.hold(tx, id_, person_id(email), job, revision=revision)
        return None
    return item


async def _invite(house: House, tx: Tx, item: Item, part: Part) -> None:
    attendee = _attendee(tx, item.id, part.attendee, Desired.INVITED)
    if not await attendees.put(tx, attendee):
        return
    met = await people.meet(tx, attendee.person_id, attendee.person)
    last = await deliveries.last_part(tx, item.id, attendee.person_id)
    sent = await _stepped(tx, item, on_invite(has_entry=item.has_entry and item.takes_guests), last)
    chosen = await attendees.chosen(tx, item.id, attendee.person_id) if item.sessions else ()
    about = item.shown.to(chosen)
    note = _note(item, part, met, sent, about=about, withheld=not item.takes_guests)
    await write_down(house, tx, msgspec.structs.replace(note, chosen=chosen))
    if not item.takes_guests:  # the confirmation came after the cancellation: they are told of that
        await _wake(house, tx, item.id)


async def _withdraw(house: House, tx: Tx, item: Item, part: Part, *, quiet: bool) -> None:
    attendee = _attendee(tx, item.id, part.attendee, Desired.WITHDRAWN)
    if not await attendees.put(tx, attendee):
        return
    met = await people.meet(tx, attendee.person_id, attendee.person)
    others = await attendees.others_invited(tx, item.id, attendee.person_id, attendee.id)
    if not others:
        await deliveries.withhold_unsent(tx, item.id, attendee.person_id)
    last = await deliveries.last_part(tx, item.id, attendee.person_id)
    sent = await _stepped(tx, item, on_withdraw(last, still_invited=others), last)
    await write_down(house, tx, _note(item, part, met, sent, withheld=quiet))
    if quiet and not others:
        await failures.look_past(tx, item.id, attendee.person_id)


async def _stepped(tx: Tx, item: Item, method: Method | None, last: Sent | None) -> Sent | None:
    """The calendar part. A CANCEL names the date that stands in the person's calendar.

    After a CANCEL the counter rises, so that the calendar takes the person back: n+1 withdrew, n+2 invites. Whoever
    comes while a change waits to be told gets the number that the others are told it under.
    """
    if method is None:
        return None
    if method == "CANCEL":
        assert last is not None, "only what was sent is cancelled"
        return Sent("CANCEL", await items.raise_sequence(tx, item.id), last.when, last.timezone)
    sequence = await items.number_facts(tx, item)
    if last is not None and last.method == "CANCEL" and last.sequence >= sequence:
        sequence = await items.raise_sequence(tx, item.id)
    return Sent("REQUEST", sequence, item.when, item.timezone)


def _attendee(tx: Tx, item_id: UUID, a: contract.Attendee, desired: Desired) -> Attendee:
    return Attendee(
        item_id=item_id,
        id=a.id,
        person_id=person_id(a.person.email),
        revision=a.revision,
        desired=desired,
        person=a.person,
        manage_url=a.manage_url,
        role=a.role,
        changed_at=tx.now,
        sessions=a.sessions,
    )


def _note(
    item: Item, part: Part, met: Met, sent: Sent | None, *, about: Shown | None = None, withheld: bool = False
) -> Note:
    a = part.attendee
    return Note(
        owner=item.owner,
        message=part.message,
        to=a.person,
        met=met,
        item=item,
        attendee_id=a.id,
        part=sent,
        about=about,
        role=a.role,
        manage_url=a.manage_url,
        join_url=about.join_url if about else "",
        withheld=withheld,
    )
