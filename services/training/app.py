"""The web process of training: its pages and its part of the API."""

from pathlib import Path

from litestar import Litestar
from litestar.di import Provide

from services.training.api import attendance as attendance_api
from services.training.api import cohorts as cohorts_api
from services.training.api import nominations as nominations_api
from services.training.api import organize as organize_api
from services.training.api import selection as selection_api
from services.training.hands import the_hands
from services.training.web import (
    call,
    cancel_cohort,
    check_in,
    code_screen,
    cohorts,
    coordinators,
    desk,
    my_attendance,
    my_place,
    nominate,
    nominations,
    nominee,
    offer,
    offers,
    participants,
    participants_file,
    record,
    review,
    selection,
    staffing,
    timetable,
    timetable_file,
    trainer,
)
from services.training.web.nominators import the_nominator
from shared.house import House
from shared.settings import Settings
from shared.web import app

PAGES = (
    call,
    cancel_cohort,
    check_in,
    code_screen,
    cohorts,
    coordinators,
    desk,
    my_attendance,
    my_place,
    nominate,
    nominations,
    nominee,
    offer,
    offers,
    participants,
    participants_file,
    record,
    review,
    selection,
    staffing,
    timetable,
    timetable_file,
    trainer,
)
TEMPLATES = Path(__file__).parent / "web" / "templates"


def create_app(settings: Settings, *, house: House | None = None) -> Litestar:
    """The application; without a `house` it opens and closes its own."""
    return app.create_app(
        settings,
        pages=[handler for module in PAGES for handler in module.HANDLERS],
        api=[
            *cohorts_api.HANDLERS,
            *attendance_api.HANDLERS,
            *nominations_api.HANDLERS,
            *organize_api.HANDLERS,
            *selection_api.HANDLERS,
        ],
        templates=[TEMPLATES],
        house=house,
        dependencies={"hands": Provide(the_hands), "who": Provide(the_nominator)},
    )
