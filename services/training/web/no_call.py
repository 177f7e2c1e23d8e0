"""Where people are chosen before there is a call: what to do instead."""

from litestar import Response

from services.training.operations import desk_cohorts
from shared.house import House
from shared.identity.staff import Role, Staff
from shared.web.pages import private_page
from shared.web.reader import Reader


async def no_call_page(house: House, reader: Reader, staff: Staff, slug: str, here: str) -> Response[str]:
    """`here` is the step that was asked for: "review" or "selection". Raises Forbidden, NotFound."""
    seen = await desk_cohorts.overview(house, staff, slug)
    return private_page(
        reader,
        "organize_no_call.html",
        cohort=seen.cohort,
        here=here,
        opens=steps(staff, reviews=seen.reviews),
        may_change=staff.role in (Role.ADMIN, Role.ORGANIZER),
    )


def steps(staff: Staff, *, reviews: bool) -> frozenset[str]:
    """The steps of a selection that somebody may open; `reviews`: they are asked to score."""
    organizes = staff.role in (Role.ADMIN, Role.ORGANIZER)
    looks = {"selection", "offers"} if organizes or staff.role is Role.VIEWER else set()
    return frozenset(looks | ({"review"} if organizes or reviews else set()))
