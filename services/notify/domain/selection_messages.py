"""What nominees and their coordinators are told of a selection: a part of the table of messages."""

from services.notify.domain.message_kind import Category, MessageKind
from shared.i18n import mark

BY_NOMINATION = mark("You get this because you were nominated for this course. Questions? Answer this message.")
BY_COORDINATING = mark("You get this because you nominated somebody for this course. Questions? Answer this message.")

SELECTION = (
    MessageKind(
        name="training.offer",
        category=Category.NOTICE,
        subject=mark("A seat for you: %(title)s"),
        needs=frozenset({"until"}),
        because=BY_NOMINATION,
    ),
    MessageKind(
        name="training.offer_reminder",
        category=Category.NOTICE,
        subject=mark("We wait for your answer: %(title)s"),
        needs=frozenset({"until"}),
        because=BY_NOMINATION,
    ),
    MessageKind(
        name="training.offer_extended",
        category=Category.NOTICE,
        subject=mark("More time for your answer: %(title)s"),
        needs=frozenset({"until"}),
        because=BY_NOMINATION,
    ),
    MessageKind(
        name="training.offer_declined",
        category=Category.TRANSACTIONAL,
        subject=mark("You leave your seat to others: %(title)s"),
        leads_to="page",
        because=BY_NOMINATION,
    ),
    MessageKind(
        name="training.offer_lapsed",
        category=Category.NOTICE,
        subject=mark("Your seat was not taken: %(title)s"),
        leads_to="page",
        because=BY_NOMINATION,
    ),
    MessageKind(
        name="training.offer_withdrawn",
        category=Category.NOTICE,
        subject=mark("No seat any more: %(title)s"),
        leads_to="page",
        because=BY_NOMINATION,
    ),
    MessageKind(
        name="training.reserve",
        category=Category.NOTICE,
        subject=mark("On the reserve list: %(title)s"),
        needs=frozenset({"place"}),
        leads_to="page",
        because=BY_NOMINATION,
    ),
    MessageKind(
        name="training.reserve_ended",
        category=Category.NOTICE,
        subject=mark("The reserve list is closed: %(title)s"),
        leads_to="page",
        because=BY_NOMINATION,
    ),
    MessageKind(
        name="training.not_selected",
        category=Category.NOTICE,
        subject=mark("Our answer to your nomination: %(title)s"),
        leads_to="page",
        because=BY_NOMINATION,
    ),
    MessageKind(
        name="training.cancelled",
        category=Category.NOTICE,
        subject=mark("Cancelled by the organizer: %(title)s"),
        leads_to="page",
        because=BY_NOMINATION,
    ),
    MessageKind(
        name="training.answer",
        category=Category.NOTICE,
        subject=mark("About your nominee: %(title)s"),
        needs=frozenset({"name", "answer"}),
        may=frozenset({"until"}),
        leads_to="page",
        because=BY_COORDINATING,
    ),
)
