"""A cohort is cancelled on the desk: asked once, with the number of those who will be told."""

from typing import Any

from litestar import Request, Response, get, post

from services.training.operations import cancel_cohort
from services.training.web.desk import told_words
from shared.web.forms import read_form
from shared.web.given import FromPath, TheHouse, TheReader, TheStaff
from shared.web.pages import go, private_page

PATH = "/organize/training/{slug:str}/cancel"


@get(PATH)
async def cancel_form(house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]) -> Response[str]:
    """Asks once, with the number of those who will be told."""
    seen = await cancel_cohort.concerned(house, staff, slug)
    return private_page(
        reader,
        "organize_cohort_cancel.html",
        cohort=seen.cohort,
        state=seen.cohort.state(house.clock()),
        told=told_words(reader, seen.cohort.participants, len(seen.trainers), seen.nominated),
    )


@post(PATH)
async def cancel_post(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """Back to the cohort, which says so."""
    form = await read_form(request)
    await cancel_cohort.cancel(house, staff, slug, at_once=form.checked("at_once"))
    return go(f"/organize/training/{slug}?done=cancelled")


HANDLERS: tuple[Any, ...] = (cancel_form, cancel_post)
