"""What nominees and their coordinators are told of a selection: a part of the table of messages."""

from services.notify.domain.message_kind import Category, MessageKind
from shared.i18n import mark

BY_NOMINATION = mark("You get this because you were nominated for this course. Questions? Answer this message.")
BY_COORDINATING = mark("You get this because you nominated somebody for this course. Questions? Answer this message.")

SELECTION = (
    MessageKind(
        name="training.offer",
        called=mark("Offer of a seat"),
        category=Category.NOTICE,
        subject=mark("A seat for you: %(title)s"),
        needs=frozenset({"until"}),
        because=BY_NOMINATION,
    ),
    MessageKind(
        name="training.offer_reminder",
        called=mark("Reminder of an offer"),
        category=Category.NOTICE,
        subject=mark("We wait for your answer: %(title)s"),
        needs=frozenset({"until"}),
        because=BY_NOMINATION,
    ),
    MessageKind(
        name="training.offer_extended",
        called=mark("More time for an offer"),
        category=Category.NOTICE,
        subject=mark("More time for your answer: %(title)s"),
        needs=frozenset({"until"}),
        because=BY_NOMINATION,
    ),
    MessageKind(
        name="training.offer_declined",
        called=mark("Offer declined"),
        category=Category.TRANSACTIONAL,
        subject=mark("You leave your seat to others: %(title)s"),
        leads_to="page",
        because=BY_NOMINATION,
    ),
    MessageKind(
        name="training.offer_lapsed",
        called=mark("Offer lapsed"),
        category=Category.NOTICE,
        subject=mark("Your seat was not taken: %(title)s"),
        leads_to="page",
        because=BY_NOMINATION,
    ),
    MessageKind(
        name="training.offer_withdrawn",
        called=mark("Offer taken back"),
        category=Category.NOTICE,
        subject=mark("No seat any more: %(title)s"),
        leads_to="page",
        because=BY_NOMINATION,
    ),
    MessageKind(
        name="training.reserve",
        called=mark("Place on the reserve list"),
        category=Category.NOTICE,
        subject=mark("On the reserve list: %(title)s"),
        needs=frozenset({"place"}),
        leads_to="page",
        because=BY_NOMINATION,
    ),
    MessageKind(
        name="training.reserve_ended",
        called=mark("End of the reserve list"),
        category=Category.NOTICE,
        subject=mark("The reserve list is closed: %(title)s"),
        leads_to="page",
        because=BY_NOMINATION,
    ),
    MessageKind(
        name="training.not_selected",
        called=mark("Not selected"),
        category=Category.NOTICE,
        subject=mark("Our answer to your nomination: %(title)s"),
        leads_to="page",
        because=BY_NOMINATION,
    ),
    MessageKind(
        name="training.cancelled",
        called=mark("Cancellation of a course, for a nominee"),
        category=Category.NOTICE,
        subject=mark("Cancelled by the organizer: %(title)s"),
        leads_to="page",
        because=BY_NOMINATION,
    ),
    MessageKind(
        name="training.answer",
        called=mark("Answer to a nomination, for the coordinator"),
        category=Category.NOTICE,
        subject=mark("About your nominee: %(title)s"),
        needs=frozenset({"name", "answer"}),
        may=frozenset({"until"}),
        leads_to="page",
        because=BY_COORDINATING,
    ),
)
