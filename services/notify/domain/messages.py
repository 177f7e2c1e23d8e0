"""Every message the system writes: one table. A new one is an entry of a family, its template and a row in its test.

The words stand in `mail/templates/messages/{name}.txt`; the two layouts, HTML and plain text, make the same facts of
them. Owners name an entry in `shared.contracts.notify.Message.template`.
"""

from services.notify.domain.certificate_messages import CERTIFICATES
from services.notify.domain.course_messages import COURSES
from services.notify.domain.date_letters import DATE_LETTERS
from services.notify.domain.event_messages import REGISTRATIONS, REMINDERS
from services.notify.domain.message_kind import BY_WISH_LAST, WHY, Category, MessageKind
from services.notify.domain.nomination_messages import NOMINATIONS
from services.notify.domain.selection_messages import SELECTION
from services.notify.domain.survey_messages import SURVEYS
from shared.i18n import mark

__all__ = ["MESSAGES", "WISHES", "Category", "MessageKind", "UnknownMessage", "message_kind"]


_KINDS = (
    *REGISTRATIONS,
    *DATE_LETTERS,
    MessageKind(
        name="interest.cancelled",
        called=mark("Cancellation of the event, for those who asked"),
        category=Category.WISH,
        subject=mark("Cancelled by the organizer: %(title)s"),
        may=WHY,
        leads_to="page",
        because=BY_WISH_LAST,
    ),
    *COURSES,
    *NOMINATIONS,
    *SELECTION,
    *CERTIFICATES,
    *SURVEYS,
    MessageKind(
        name="sign-in.code",
        called=mark("Code to sign in"),
        category=Category.TRANSACTIONAL,
        subject=mark("Your code to sign in"),
        needs=frozenset({"code"}),
        because=mark(
            "You get this because somebody typed this address into our sign-in page. If it was not you, there is "
            "nothing to do: without this message nobody gets in."
        ),
        alone=True,
    ),
    *REMINDERS,
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
