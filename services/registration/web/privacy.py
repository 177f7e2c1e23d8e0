"""The page that says what is kept of people, made from the one table of domain/privacy.py."""

from email.utils import parseaddr

from litestar import Response, get

from services.registration.domain.privacy import TABLE
from shared.web.given import TheHouse, TheReader
from shared.web.pages import page


@get("/privacy", sync_to_thread=False)
def privacy_page(house: TheHouse, reader: TheReader) -> Response[str]:
    """What, why, how long, where; and whom to write to."""
    words = reader.texts.gettext
    rows = [[words(kept.what), words(kept.why), words(kept.how_long), words(kept.where)] for kept in TABLE]
    return page(reader, "privacy.html", rows=rows, address=parseaddr(house.settings.mail_from)[1])


HANDLERS = (privacy_page,)
