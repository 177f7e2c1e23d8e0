"""What people are told of their certificates: a part of the table of messages. The title is the one that is printed."""

from services.notify.domain.message_kind import Category, MessageKind
from shared.i18n import mark

BY_TAKING_PART = mark("You get this because you took part in it. Questions? Answer this message.")

CERTIFICATES = (
    MessageKind(
        name="certificate.names",
        called=mark("Question how a name is written"),
        category=Category.NOTICE,
        subject=mark("How is your name written? %(title)s"),
        needs=frozenset({"title"}),
        because=BY_TAKING_PART,
        alone=True,
    ),
    MessageKind(
        name="certificate.issued",
        called=mark("Certificate issued"),
        category=Category.NOTICE,
        subject=mark("Your certificate: %(title)s"),
        needs=frozenset({"title", "number"}),
        because=BY_TAKING_PART,
        alone=True,
    ),
    MessageKind(
        name="certificate.replaced",
        called=mark("Certificate replaced"),
        category=Category.NOTICE,
        subject=mark("Your new certificate: %(title)s"),
        needs=frozenset({"title", "number", "before"}),
        may=frozenset({"reason"}),
        because=BY_TAKING_PART,
        alone=True,
    ),
    MessageKind(
        name="certificate.revoked",
        called=mark("Certificate revoked"),
        category=Category.NOTICE,
        subject=mark("Your certificate was revoked: %(title)s"),
        needs=frozenset({"title", "number"}),
        may=frozenset({"reason"}),
        because=BY_TAKING_PART,
        alone=True,
    ),
    MessageKind(
        name="certificate.link",
        called=mark("New link to a certificate"),
        category=Category.NOTICE,
        subject=mark("A new link to your certificate: %(title)s"),
        needs=frozenset({"title"}),
        because=BY_TAKING_PART,
        alone=True,
    ),
    MessageKind(
        name="certificate.kept",
        called=mark("Certificate not corrected"),
        category=Category.NOTICE,
        subject=mark("Your certificate stays as it is: %(title)s"),
        needs=frozenset({"title"}),
        may=frozenset({"reason"}),
        because=BY_TAKING_PART,
        alone=True,
    ),
)
