"""/organize, the desk: what needs me today, what comes next, what happened since yesterday."""

from typing import Any

import msgspec
from litestar import Response, get

from services.registration.domain.desk import SETTLE
from services.registration.heartbeats import heartbeats
from services.registration.operations.desk import desk_of, to_check_in
from services.registration.operations.mail_flow import mail_flow
from services.registration.web.desk_words import Said, news_of, said
from shared.identity.staff import Staff
from shared.web.given import TheHouse, TheReader, TheStaff
from shared.web.pages import go, private_page


@get("/organize")
async def desk(house: TheHouse, reader: TheReader, staff: TheStaff) -> Response[Any]:
    """The home of the staff; whose home is another page is led there."""
    if not staff.sees_desk:
        return go(staff.home)
    shown = await desk_of(house, staff, timezone=reader.timezone)
    flow = mail_flow(house, staff, await heartbeats(house))
    return private_page(
        reader,
        "organize.html",
        staff=staff,
        tasks=[_offered(said(task, reader, house.clock()), task.kind, staff) for task in shown.tasks],
        next=shown.next,
        news=[news_of(each, reader.texts) for each in shown.registrations],
        done=shown.events,
        trouble=flow.trouble,
        waiting=flow.waiting,
    )


@get("/organize/check-in")
async def check_in(house: TheHouse, reader: TheReader, staff: TheStaff) -> Response[str]:
    """The home of those at the door."""
    return private_page(reader, "organize_check_in.html", events=await to_check_in(house, staff))


def _offered(task: Said, kind: str, staff: Staff) -> Said:
    """A date is settled by organizers alone."""
    return task if staff.may_organize or kind != SETTLE else msgspec.structs.replace(task, button="")


HANDLERS = (desk, check_in)
