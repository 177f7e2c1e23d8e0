"""An event that changes: dates to move it to, the end of the quiet time, and what a mail says."""

import email
import email.policy
from datetime import datetime
from typing import Literal

import msgspec

from services.notify.operations import updates
from shared.contracts.common import Person
from shared.contracts.notify import MessageSend
from shared.house import House
from shared.when import Precision, When
from tests.notify.jobs import (
    ASHA,
    letter,
)  # fmt: skip
from tests.support.clock import FakeClock

QUIET = 300
LATER = When(precision=Precision.TIME, start=datetime(2027, 6, 2, 15), end=datetime(2027, 6, 2, 17))
EVEN_LATER = When(precision=Precision.TIME, start=datetime(2027, 6, 9, 15), end=datetime(2027, 6, 9, 17))
LIA = Person(email="lia@example.org", name="Lia Cruz", language="es", timezone="America/Mexico_City")


async def quiet_over(house: House, clock: FakeClock) -> int:
    clock.advance(seconds=QUIET)
    return await updates.send_due(house)


def calendar(mail: bytes) -> dict[str, str]:
    part = next(
        part
        for part in email.message_from_bytes(mail, policy=email.policy.default).walk()
        if part.get_content_type() == "text/calendar"
    )
    lines = str(part.get_content()).replace("\r\n ", "").split("\r\n")
    return {line.partition(":")[0].partition(";")[0]: line.partition(":")[2] for line in lines}


def text(mail: bytes, kind: Literal["plain", "html"] = "plain") -> str:
    body = email.message_from_bytes(mail, policy=email.policy.default).get_body((kind,))
    assert body is not None
    return str(body.get_content())


def kept(template: str, occasion: str) -> MessageSend:
    return msgspec.structs.replace(letter(ASHA, template, f"{template}:{occasion}"), with_update=True)
