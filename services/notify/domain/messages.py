"""Every message the system writes: one table. A new one is an entry here, its template and a row in its test.

The words stand in `mail/templates/messages/{name}.txt`; the two layouts, HTML and plain text, make the same facts of
them. Owners name an entry in `shared.contracts.notify.Message.template`.
"""

from services.notify.domain.certificate_messages import CERTIFICATES
from services.notify.domain.date_letters import DATE_LETTERS
from services.notify.domain.message_kind import BY_COURSE, BY_TEACHING, BY_WISH_LAST, WHY, Category, MessageKind
from services.notify.domain.nomination_messages import NOMINATIONS
from services.notify.domain.selection_messages import SELECTION
from services.notify.domain.survey_messages import SURVEYS
from shared.i18n import mark

__all__ = ["MESSAGES", "WISHES", "Category", "MessageKind", "UnknownMessage", "message_kind"]


_KINDS = (
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
    *DATE_LETTERS,
    MessageKind(
        name="interest.cancelled",
        category=Category.WISH,
        subject=mark("Cancelled by the organizer: %(title)s"),
        may=WHY,
        leads_to="page",
        because=BY_WISH_LAST,
    ),
    MessageKind(
        name="place.confirmed",
        category=Category.NOTICE,
        subject=mark("Your place: %(title)s"),
        because=BY_COURSE,
    ),
    MessageKind(
        name="place.withdrawn",
        category=Category.NOTICE,
        subject=mark("Withdrawn: %(title)s"),
        may=frozenset({"by"}),
        leads_to="page",
        because=BY_COURSE,
    ),
    MessageKind(
        name="place.arrival",
        category=Category.NOTICE,
        subject=mark("When do you arrive? %(title)s"),
        because=BY_COURSE,
    ),
    MessageKind(
        name="attendance.out_of_reach",
        category=Category.NOTICE,
        subject=mark("About your attendance: %(title)s"),
        because=BY_COURSE,
    ),
    MessageKind(
        name="attendance.excuse",
        category=Category.NOTICE,
        subject=mark("About your excuse: %(title)s"),
        needs=frozenset({"answer", "session", "when"}),
        may=frozenset({"needed"}),
        because=BY_COURSE,
    ),
    MessageKind(
        name="timetable.published",
        category=Category.NOTICE,
        subject=mark("Timetable: %(title)s"),
        because=BY_COURSE,
    ),
    MessageKind(
        name="timetable.changed",
        category=Category.NOTICE,
        subject=mark("Timetable changed: %(title)s"),
        because=BY_COURSE,
    ),
    MessageKind(
        name="teaching.changed",
        category=Category.NOTICE,
        subject=mark("Timetable changed: %(title)s"),
        leads_to="page",
        because=BY_TEACHING,
    ),
    *NOMINATIONS,
    *SELECTION,
    *CERTIFICATES,
    *SURVEYS,
    MessageKind(
        name="teaching.moved",
        category=Category.NOTICE,
        subject=mark("Changed: %(title)s"),
        leads_to="page",
        because=BY_TEACHING,
        when_fixed=True,
    ),
    MessageKind(
        name="teaching.cancelled",
        category=Category.NOTICE,
        subject=mark("Cancelled by the organizer: %(title)s"),
        leads_to="page",
        because=BY_TEACHING,
    ),
    MessageKind(
        name="sign-in.code",
        category=Category.TRANSACTIONAL,
        subject=mark("Your code to sign in"),
        needs=frozenset({"code"}),
        because=mark(
            "You get this because somebody typed this address into our sign-in page. If it was not you, there is "
            "nothing to do: without this message nobody gets in."
        ),
        alone=True,
    ),
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
MESSAGES: dict[str, MessageKind] = {kind.name: kind for kind in _KINDS}
WISHES = sorted(kind.name for kind in _KINDS if kind.category is Category.WISH)
"""To who asked to be told of a date."""


class UnknownMessage(ValueError):
    """An owner named a template that is not in the table, or did not give the facts it needs: the owner's mistake."""


def message_kind(name: str, facts: dict[str, str]) -> MessageKind:
    """The entry of a message. Raises UnknownMessage. Facts that it does not know are not told."""
    kind = MESSAGES.get(name)
    if kind is None:
        raise UnknownMessage(f"no message {name!r}")
    if missing := kind.needs - facts.keys():
        raise UnknownMessage(f"{name} needs {sorted(missing)}")
    return kind
