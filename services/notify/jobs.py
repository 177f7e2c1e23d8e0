"""One thin function per job that notify receives; each runs in the transaction of the inbox."""

from services.notify.operations import guests, items
from shared.contracts.notify import CalendarInvite, CalendarPut, CalendarWithdraw, MessageSend
from shared.inbox import Handlers

HANDLERS: Handlers = {
    CalendarPut: items.put,
    CalendarInvite: guests.invite,
    CalendarWithdraw: guests.withdraw,
    MessageSend: guests.send,
}
