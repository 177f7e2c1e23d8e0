"""One thin function per job that notify receives; each runs in the transaction of the inbox."""

from services.notify.operations import followers, guests, items
from shared.contracts.notify import CalendarFollow, CalendarInvite, CalendarPut, CalendarWithdraw, MessageSend
from shared.inbox import Handlers

HANDLERS: Handlers = {
    CalendarPut: items.put,
    CalendarInvite: guests.invite,
    CalendarWithdraw: guests.withdraw,
    CalendarFollow: followers.follow,
    MessageSend: guests.send,
}
