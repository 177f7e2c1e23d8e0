"""All events on the desk: the list, one event with its history, its preview, publishing and withdrawing."""

from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response, get, post

from services.registration.domain.event_list import PAGE, EventState, read_filter
from services.registration.operations import event_desk, list_events, publish_event
from services.registration.web.cancel_words import cancelled_words
from services.registration.web.event import event_view, still_open
from services.registration.web.event_choices import event_choices
from services.registration.web.event_words import STATE_WORDS, history_lines
from services.registration.web.stays import stays
from shared.errors import Conflict
from shared.i18n.lists import comma_list
from shared.web.forms import Form, FormView
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader, TheStaff
from shared.web.pages import go, private_page

PATH = "/organize/events"
_FILTERS = ("q", "year", "state", "kind")


@get(PATH)
async def table(request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff) -> Response[str]:
    """One page of the list; every view has its address."""
    query = {name: request.query_params[name] for name in (*_FILTERS, "page") if request.query_params.get(name)}
    chosen = read_filter(query)
    found = await list_events.page(house, staff, chosen)

    def link(**changes: str) -> str:
        kept = {name: value for name, value in query.items() if name != "page"} | changes
        return f"{PATH}?{urlencode(kept)}"

    first = (chosen.page - 1) * PAGE
    return private_page(
        reader,
        "organize_events.html",
        chosen=chosen,
        found=found,
        states=[(state.value, reader.texts.gettext(words)) for state, (_, words) in STATE_WORDS.items()],
        marks={state.value: mark for state, (mark, _) in STATE_WORDS.items()},
        kinds=event_choices(reader)["kinds"],
        year_options=[(str(year), str(year)) for year in found.years],
        link=link,
        first=first + 1,
        last=first + len(found.events),
    )


@get(PATH + "/{slug:str}")
async def desk_event(
    house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str], done: FromQuery[str] = ""
) -> Response[str]:
    """One event: how it stands, what may be decided, and what was changed, by whom, when."""
    shown = await event_desk.event_desk(house, staff, slug)
    event = shown.event
    mark, words = STATE_WORDS[shown.state]
    return private_page(
        reader,
        "organize_event.html",
        staff=staff,
        seen=shown.seen,
        event=event,
        done=done,
        cancelled_words=cancelled_words,
        state=(mark, reader.texts.gettext(words)),
        is_draft=shown.state is EventState.DRAFT,
        missing=comma_list(still_open(event, reader.texts), reader.texts),
        history=history_lines(shown.history, event.timezone, reader),
    )


@get(PATH + "/{slug:str}/preview")
async def preview(house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]) -> Response[str]:
    """The public page as it would be; for staff, also of a draft."""
    shown = await event_desk.event_desk(house, staff, slug)
    view = event_view(shown.event, shown.window, reader)
    form = FormView.of(reader.texts, Form())
    return private_page(reader, "event_preview.html", event=shown.event, window=shown.window, view=view, form=form)


@get(PATH + "/{slug:str}/publish")
async def publish_form(house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]) -> Response[str]:
    """Asks once; says what is still open."""
    try:
        shown = await event_desk.event_desk(house, staff, slug, to_change=True)
    except Conflict as error:
        return stays(reader, error, f"{PATH}/{slug}")
    missing = comma_list(still_open(shown.event, reader.texts), reader.texts)
    asked = shown.seen.asked + shown.seen.told
    context: dict[str, Any] = {"missing": missing, "asked": asked, "window": shown.published}
    return private_page(reader, "organize_publish.html", event=shown.event, **context)


@post(PATH + "/{slug:str}/publish")
async def publish_post(house: TheHouse, staff: TheStaff, slug: FromPath[str]) -> Response[Any]:
    """Back to the event, which says so."""
    await publish_event.publish(house, staff, slug)
    return go(f"{PATH}/{slug}?done=published")


@get(PATH + "/{slug:str}/withdraw")
async def withdraw_form(house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]) -> Response[str]:
    """Asks once; while somebody is registered it leads to the cancellation."""
    try:
        shown = await event_desk.event_desk(house, staff, slug, to_change=True)
    except Conflict as error:
        return stays(reader, error, f"{PATH}/{slug}")
    return private_page(reader, "organize_withdraw.html", event=shown.event, seen=shown.seen)


@post(PATH + "/{slug:str}/withdraw")
async def withdraw_post(house: TheHouse, staff: TheStaff, slug: FromPath[str]) -> Response[Any]:
    """Back to the event; to the question where somebody registered meanwhile."""
    try:
        await publish_event.withdraw(house, staff, slug)
    except Conflict as error:
        if error.code != "registered":
            raise
        return go(f"{PATH}/{slug}/withdraw")
    return go(f"{PATH}/{slug}?done=withdrawn")


HANDLERS = (table, desk_event, preview, publish_form, publish_post, withdraw_form, withdraw_post)
