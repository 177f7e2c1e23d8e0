"""Messages about an event to those who registered for it."""

from services.notify.domain.message_kind import WHY, Category, MessageKind
from shared.i18n import mark

REGISTRATIONS = (
    MessageKind(
        name="registration.confirmed",
        called=mark("Confirmation"),
        category=Category.TRANSACTIONAL,
        subject=mark("Confirmed: %(title)s"),
    ),
    MessageKind(
        name="registration.waitlisted",
        called=mark("Waiting list"),
        category=Category.TRANSACTIONAL,
        subject=mark("Waiting list: %(title)s"),
        may=frozenset({"place"}),
    ),
    MessageKind(
        name="registration.pending",
        called=mark("Registration received"),
        category=Category.TRANSACTIONAL,
        subject=mark("Registration received: %(title)s"),
    ),
    MessageKind(
        name="registration.link",
        called=mark("Link sent again"),
        category=Category.TRANSACTIONAL,
        subject=mark("Your link: %(title)s"),
        may=frozenset({"by"}),
    ),
    MessageKind(
        name="registration.promoted",
        called=mark("A place became free"),
        category=Category.NOTICE,
        subject=mark("A place is yours: %(title)s"),
    ),
    MessageKind(
        name="registration.cancelled",
        called=mark("Cancellation of a registration"),
        category=Category.TRANSACTIONAL,
        subject=mark("Cancelled: %(title)s"),
        may=frozenset({"by"}),
        leads_to="page",
    ),
    MessageKind(
        name="registration.moved_address",
        called=mark("Another address"),
        category=Category.NOTICE,
        subject=mark("Another address: %(title)s"),
        leads_to="",
    ),
    MessageKind(
        name="event.moved",
        called=mark("Change of the event"),
        category=Category.NOTICE,
        subject=mark("Changed: %(title)s"),
        may=WHY,
    ),
    MessageKind(
        name="event.fixed",
        called=mark("Date fixed, for the registered"),
        category=Category.NOTICE,
        subject=mark("The date is fixed: %(title)s"),
        may=WHY,
    ),
    MessageKind(
        name="event.cancelled",
        called=mark("Cancellation of the event"),
        category=Category.NOTICE,
        subject=mark("Cancelled by the organizer: %(title)s"),
        may=WHY,
        leads_to="page",
    ),
)

REMINDERS = (
    MessageKind(
        name="reminder.week",
        called=mark("Reminder, a week before"),
        category=Category.REMINDER,
        subject=mark("In a week: %(title)s"),
    ),
    MessageKind(
        name="reminder.day",
        called=mark("Reminder, a day before"),
        category=Category.REMINDER,
        subject=mark("Reminder: %(title)s"),
    ),
    MessageKind(
        name="reminder.hours",
        called=mark("Reminder, two hours before"),
        category=Category.REMINDER,
        subject=mark("Soon: %(title)s"),
    ),
)
