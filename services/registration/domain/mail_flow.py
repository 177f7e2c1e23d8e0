"""Whether mail is flowing: what the banner of the desk says, from what the workers say of themselves."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

LATE = timedelta(minutes=10)


class Trouble(StrEnum):
    """Why messages wait; the first that holds."""

    QUEUE = "queue"
    WORKER = "worker"
    SMTP = "smtp"
    LATE = "late"


class Signs(Protocol):
    """A worker's heartbeat. `smtp` is "", "ok", or what is wrong."""

    @property
    def smtp(self) -> str: ...
    @property
    def oldest_waiting(self) -> datetime | None: ...
    @property
    def waiting(self) -> int: ...


def mail_trouble(heartbeats: Mapping[str, Signs] | None, now: datetime) -> Trouble | None:
    """`heartbeats` by service, None where the queue cannot be asked: itself a finding."""
    if heartbeats is None:
        return Trouble.QUEUE
    if set(heartbeats) < {"registration", "training", "notify"}:
        return Trouble.WORKER
    notify = heartbeats["notify"]
    if notify.smtp not in ("", "ok"):
        return Trouble.SMTP
    if notify.oldest_waiting is not None and now - notify.oldest_waiting > LATE:
        return Trouble.LATE
    return None
