"""The web process of training: its pages and its part of the API.

A module of `web/` or `api/`, or of a subpackage there, is served by exporting HANDLERS; nothing else lists it.
"""

from pathlib import Path

from litestar import Litestar
from litestar.di import Provide

from services.training import api, given, web
from services.training.hands import the_hands
from services.training.web.nominators import the_nominator
from shared.house import House
from shared.settings import Settings
from shared.web import app
from shared.web.handlers import handlers_of

TEMPLATES = Path(__file__).parent / "web" / "templates"


def create_app(settings: Settings, *, house: House | None = None) -> Litestar:
    """The application; without a `house` it opens and closes its own."""
    return app.create_app(
        settings,
        pages=handlers_of(web),
        api=handlers_of(api),
        templates=[TEMPLATES],
        house=house,
        dependencies={"hands": Provide(the_hands), "who": Provide(the_nominator)}
        | {name: Provide(find) for name, find in given.DEPENDENCIES.items()},
    )
