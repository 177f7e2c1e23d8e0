"""The web process of notify: calendar files, preferences, mail as organizers see it; in a local run the mailbox."""

from pathlib import Path

from litestar import Litestar

from services.notify.api import messages as messages_api
from services.notify.web import feeds, mailbox, messages, preferences
from services.notify.web.moments import moment
from shared.house import House
from shared.settings import Settings
from shared.web import app

TEMPLATES = Path(__file__).parent / "web" / "templates"


def create_app(settings: Settings, *, house: House | None = None) -> Litestar:
    """The application; without a `house` it opens and closes its own."""
    local = mailbox.HANDLERS if settings.local_mail is not None else ()
    return app.create_app(
        settings,
        pages=[*feeds.HANDLERS, *preferences.HANDLERS, *messages.HANDLERS, *local],
        api=messages_api.HANDLERS,
        templates=[TEMPLATES],
        extras={"moment": moment},
        house=house,
    )
