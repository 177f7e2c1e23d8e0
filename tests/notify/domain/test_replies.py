"""What servers say, and what it means for the mail."""

import pytest

from services.notify.domain.deliveries import Outcome
from services.notify.domain.replies import of_greeting, of_recipient, of_sender


@pytest.mark.parametrize(
    ("code", "text", "outcome"),
    [
        (450, "4.2.0 <a@b.example>: Recipient address rejected: Greylisted", Outcome.DEFERRED),
        (451, "Temporary local problem", Outcome.DEFERRED),
        (452, "4.2.2 Mailbox full", Outcome.DEFERRED),
        (421, "4.7.0 Too many connections, slow down", Outcome.THROTTLED),
        (432, "4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded", Outcome.THROTTLED),
        (550, "Connection frequency limited http://service.mail.qq.com", Outcome.THROTTLED),
        (550, "5.1.1 The email account that you tried to reach does not exist", Outcome.NO_MAILBOX),
        (550, "5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found", Outcome.NO_MAILBOX),
        (550, "Mailbox not found", Outcome.NO_MAILBOX),
        (550, "No such user here", Outcome.NO_MAILBOX),
        (553, "sorry, that recipient address doesn't exist", Outcome.NO_MAILBOX),
        (550, "5.7.1 Message rejected as spam", Outcome.REFUSED),
        (550, "5.7.26 This mail has been blocked because the sender is unauthenticated (DMARC)", Outcome.REFUSED),
        (552, "5.3.4 Message too big", Outcome.REFUSED),
        (554, "5.7.1 <a@b.example>: Relay access denied", Outcome.NOT_ALLOWED),
        (530, "5.7.0 Authentication required", Outcome.NOT_ALLOWED),
    ],
)
def test_of_a_recipient(code: int, text: str, outcome: Outcome) -> None:
    assert of_recipient(code, text) is outcome


@pytest.mark.parametrize(
    ("code", "text", "outcome"),
    [
        (553, "5.7.1 Sender address rejected: not owned by user", Outcome.NOT_ALLOWED),
        (530, "5.7.0 Must issue a STARTTLS command first", Outcome.NOT_ALLOWED),
        (451, "4.3.0 Try again", Outcome.DEFERRED),
        (450, "Rate limit reached", Outcome.THROTTLED),
    ],
)
def test_of_a_sender(code: int, text: str, outcome: Outcome) -> None:
    assert of_sender(code, text) is outcome


@pytest.mark.parametrize(
    ("code", "outcome"),
    [(421, Outcome.DEFERRED), (554, Outcome.NOT_ALLOWED), (535, Outcome.NOT_ALLOWED), (454, Outcome.NOT_ALLOWED)],
)
def test_of_a_greeting_or_a_sign_in(code: int, outcome: Outcome) -> None:
    assert of_greeting(code) is outcome
