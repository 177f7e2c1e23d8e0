"""What coordinators and officials are told while nominations are sent: a part of the table of messages."""

from services.notify.domain.message_kind import Category, MessageKind
from services.notify.domain.selection_messages import BY_NOMINATION
from shared.i18n import mark

BY_NOMINATING = mark(
    "You get this because you nominate officials for your organisation. Questions? Answer this message."
)

BY_REVIEWING = mark("You get this because you are asked to review nominations. Questions? Answer this message.")

NOMINATIONS = (
    MessageKind(
        name="nomination.received",
        called=mark("Receipt of a nomination"),
        category=Category.TRANSACTIONAL,
        subject=mark("Nomination received: %(title)s"),
        needs=frozenset({"official"}),
        because=BY_NOMINATING,
    ),
    MessageKind(
        name="nomination.nominee",
        called=mark("Nomination, to be confirmed by the official"),
        category=Category.NOTICE,
        subject=mark("You are nominated: %(title)s"),
        needs=frozenset({"organisation"}),
        because=BY_NOMINATION,
    ),
    MessageKind(
        name="nomination.withdrawn",
        called=mark("Nomination withdrawn"),
        category=Category.NOTICE,
        subject=mark("Nomination withdrawn: %(title)s"),
        needs=frozenset({"organisation"}),
        leads_to="page",
        because=BY_NOMINATION,
    ),
    MessageKind(
        name="review.asked",
        called=mark("Request to review nominations"),
        category=Category.NOTICE,
        subject=mark("You are asked to review nominations"),
        needs=frozenset({"cohort"}),
        because=BY_REVIEWING,
        alone=True,
    ),
    MessageKind(
        name="coordinator.approved",
        called=mark("Coordinator approved"),
        category=Category.NOTICE,
        subject=mark("You may nominate officials"),
        needs=frozenset({"organisation"}),
        because=BY_NOMINATING,
        alone=True,
    ),
    MessageKind(
        name="coordinator.refused",
        called=mark("Coordinator refused"),
        category=Category.NOTICE,
        subject=mark("About your question to nominate officials"),
        needs=frozenset({"organisation"}),
        leads_to="",
        because=mark("You get this because somebody asked with this address to nominate officials."),
        alone=True,
    ),
)
