"""What the desk answers instead of a form for an event that cannot be changed any more."""

from litestar import Response

from shared.errors import Conflict
from shared.web.pages import private_page
from shared.web.reader import Reader


def stays(reader: Reader, refusal: Conflict, back: str, *, to_list: bool = False) -> Response[str]:
    """The reason, and the way back to `back`, the path of the event or `to_list` of its registrations."""
    why = reader.texts.gettext(refusal.message, **refusal.params)
    return private_page(reader, "organize_stays.html", status=409, why=why, back=back, to_list=to_list)
