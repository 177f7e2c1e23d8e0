"""The desk as JSON, for programs with a token and for members of staff who are signed in."""

from datetime import datetime

import msgspec
from litestar import get
from litestar.response import Response

from services.registration.domain.desk import DeskEvent, EventNews, RegistrationNews, Task
from services.registration.domain.mail_flow import Trouble
from services.registration.heartbeats import heartbeats
from services.registration.operations.desk import desk_of
from services.registration.operations.mail_flow import mail_flow
from shared.web.given import TheHouse, TheReader, TheStaff
from shared.web.security import PRIVATE
from shared.when import When


class DeskTask(msgspec.Struct, frozen=True, kw_only=True):
    """Something that waits for a person. `kind` is "event.approve", "event.settle" (`facts` hold what the sources say)
    or what another service calls it, like "mail.failed"; `title` is the event's, or that service's. `link` is a path.
    """

    kind: str
    title: str
    count: int
    link: str
    facts: dict[str, str]
    due: datetime | None
    late: bool


class DeskNext(msgspec.Struct, frozen=True, kw_only=True):
    """An event ahead, drafts included. `capacity` null: as many as come."""

    slug: str
    title: str
    when: When
    timezone: str
    published: bool
    capacity: int | None
    confirmed: int
    waitlisted: int
    pending: int


class DeskSince(msgspec.Struct, frozen=True, kw_only=True):
    """What happened since yesterday began (`at`, UTC), where the reader is: in Seoul, unless the zone is known."""

    at: datetime
    registrations: list[RegistrationNews]
    events: list[EventNews]


class DeskBody(msgspec.Struct, frozen=True, kw_only=True):
    """`tasks`: overdue first, then by what is due, then by how many. `next`: the nearest events."""

    tasks: list[DeskTask]
    next: list[DeskNext]
    since: DeskSince


@get("/api/v1/organize", tags=["Desk"])
async def read_desk(house: TheHouse, reader: TheReader, staff: TheStaff) -> Response[DeskBody]:
    """What needs somebody today, what comes next, what happened since yesterday."""
    shown = await desk_of(house, staff, timezone=reader.timezone)
    tasks = [_task(task, house.clock()) for task in shown.tasks]
    since = DeskSince(at=shown.since, registrations=shown.registrations, events=shown.events)
    return Response(DeskBody(tasks=tasks, next=[_next(event) for event in shown.next], since=since), headers=PRIVATE)


def _task(task: Task, now: datetime) -> DeskTask:
    found = {name: value for name, value in msgspec.structs.asdict(task).items() if name != "spoken"}
    return DeskTask(**found, late=task.is_late(now))


def _next(event: DeskEvent) -> DeskNext:
    return DeskNext(
        slug=event.slug,
        title=event.title,
        when=event.when,
        timezone=event.timezone,
        published=event.published,
        capacity=event.capacity,
        confirmed=event.confirmed_count,
        waitlisted=event.waitlisted_count,
        pending=event.pending_count,
    )


class MailFlowBody(msgspec.Struct, frozen=True, kw_only=True):
    """`trouble` null: messages go out. Else why they wait, and none is lost: "queue" (Redis cannot be asked), "worker"
    (one does not run), "smtp" (the mail server does not take them), "late" (the oldest waits longer than ten minutes).
    `waiting` null: nobody can be asked.
    """

    trouble: Trouble | None
    waiting: int | None
    oldest_waiting: datetime | None


@get("/api/v1/organize/mail-flow", tags=["Desk"])
async def read_mail_flow(house: TheHouse, staff: TheStaff) -> Response[MailFlowBody]:
    """What the banner of the desk says: whether mail is flowing."""
    flow = mail_flow(house, staff, await heartbeats(house))
    body = MailFlowBody(trouble=flow.trouble, waiting=flow.waiting, oldest_waiting=flow.oldest_waiting)
    return Response(body, headers=PRIVATE)


HANDLERS = (read_desk, read_mail_flow)
