"""Messages about an event to those who registered for it."""

from services.notify.domain.message_kind import WHY, Category, MessageKind
from shared.i18n import mark

REGISTRATIONS = (
    MessageKind(
        name="registration.confirmed",
        category=Category.TRANSACTIONAL,
        subject=mark("Confirmed: %(title)s"),
    ),
    MessageKind(
        name="registration.waitlisted",
        category=Category.TRANSACTIONAL,
        subject=mark("Waiting list: %(title)s"),
        may=frozenset({"place"}),
    ),
    MessageKind(
        name="registration.pending",
        category=Category.TRANSACTIONAL,
        subject=mark("Registration received: %(title)s"),
    ),
    MessageKind(
        name="registration.link",
        category=Category.TRANSACTIONAL,
        subject=mark("Your link: %(title)s"),
        may=frozenset({"by"}),
    ),
    MessageKind(
        name="registration.promoted",
        category=Category.NOTICE,
        subject=mark("A place is yours: %(title)s"),
    ),
    MessageKind(
        name="registration.cancelled",
        category=Category.TRANSACTIONAL,
        subject=mark("Cancelled: %(title)s"),
        may=frozenset({"by"}),
        leads_to="page",
    ),
    MessageKind(
        name="registration.moved_address",
        category=Category.NOTICE,
        subject=mark("Another address: %(title)s"),
        leads_to="",
    ),
    MessageKind(
        name="event.moved",
        category=Category.NOTICE,
        subject=mark("Changed: %(title)s"),
        may=WHY,
    ),
    MessageKind(
        name="event.fixed",
        category=Category.NOTICE,
        subject=mark("The date is fixed: %(title)s"),
        may=WHY,
    ),
    MessageKind(
        name="event.cancelled",
        category=Category.NOTICE,
        subject=mark("Cancelled by the organizer: %(title)s"),
        may=WHY,
        leads_to="page",
    ),
)

REMINDERS = (
    MessageKind(
        name="reminder.week",
        category=Category.REMINDER,
        subject=mark("In a week: %(title)s"),
    ),
    MessageKind(
        name="reminder.day",
        category=Category.REMINDER,
        subject=mark("Reminder: %(title)s"),
    ),
    MessageKind(
        name="reminder.hours",
        category=Category.REMINDER,
        subject=mark("Soon: %(title)s"),
    ),
)
