"""The web process of registration: its pages and its part of the API."""

from pathlib import Path

from litestar import Litestar

from services.registration.api import desk as desk_api
from services.registration.api import event_history, events, registrations
from services.registration.api import organisations as organisations_api
from services.registration.api import organize_after as after_api
from services.registration.api import organize_events as organize_events_api
from services.registration.api import organize_sessions as sessions_api
from services.registration.api import registrant as registrant_api
from services.registration.api import registrants as registrants_api
from services.registration.web import (
    cancel_event,
    desk,
    door,
    event,
    event_editor,
    interest,
    me,
    my_registration,
    name_papers,
    offered,
    organisation_import,
    organisations,
    organize,
    organize_after,
    organize_events,
    organize_sessions,
    privacy,
    programme,
    register,
    registrant,
    registrant_add,
    registrant_edit,
    registrants,
    session_deeds,
    sign_in,
    unmatched_organisations,
)
from services.registration.web.words import EXTRAS
from shared.house import House
from shared.settings import Settings
from shared.web import app

TEMPLATES = Path(__file__).parent / "web" / "templates"


def create_app(settings: Settings, *, house: House | None = None) -> Litestar:
    """The application; without a `house` it opens and closes its own."""
    return app.create_app(
        settings,
        pages=[
            *programme.HANDLERS,
            *event.HANDLERS,
            *register.HANDLERS,
            *my_registration.HANDLERS,
            *interest.HANDLERS,
            *sign_in.HANDLERS,
            *me.HANDLERS,
            *privacy.HANDLERS,
            *desk.HANDLERS,
            *organize.HANDLERS,
            *cancel_event.HANDLERS,
            *organize_events.HANDLERS,
            *event_editor.HANDLERS,
            *organize_sessions.HANDLERS,
            *session_deeds.HANDLERS,
            *organize_after.HANDLERS,
            *registrants.HANDLERS,
            *registrant.HANDLERS,
            *registrant_add.HANDLERS,
            *registrant_edit.HANDLERS,
            *name_papers.HANDLERS,
            *door.HANDLERS,
            *organisations.HANDLERS,
            *organisation_import.HANDLERS,
            *unmatched_organisations.HANDLERS,
            *offered.HANDLERS,
        ],
        api=[
            *events.HANDLERS,
            *registrations.HANDLERS,
            *desk_api.HANDLERS,
            *registrants_api.HANDLERS,
            *registrant_api.HANDLERS,
            *sessions_api.HANDLERS,
            *after_api.HANDLERS,
            *organisations_api.HANDLERS,
            *organize_events_api.HANDLERS,
            *event_history.HANDLERS,
        ],
        templates=[TEMPLATES],
        extras=EXTRAS,
        house=house,
    )
