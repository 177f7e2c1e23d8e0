"""Before a session is changed for people who chose it: how many are told."""

from typing import Any
from urllib.parse import quote

from litestar import Response

from services.registration.operations.sessions import Programme
from services.registration.web.told_words import change_told_words
from shared.web.forms import Form
from shared.web.pages import private_page
from shared.web.reader import Reader


def confirm(reader: Reader, seen: Programme, session: str, form: Form, deed: str = "") -> Response[str]:
    """`seen` is what it would be; what was typed goes along. `deed` is the end of the address that is asked again."""
    one, was = seen.known(session), next(one for one in seen.before if one.slug == session)
    path = f"/organize/events/{quote(seen.event.slug)}/programme"
    action = f"{path}/{quote(session)}" + (f"/{deed}" if deed else "")
    context: dict[str, Any] = {"event": seen.event, "path": path, "action": action, "typed": form}
    entry = reader.texts.gettext("The entry in their calendar names it as it is now.")
    words = change_told_words(seen.told, seen.unreached, entry, reader.texts)
    reached = seen.told - seen.unreached.no_mailbox
    context |= {"told": seen.told, "reached": reached, "told_words": words}
    return private_page(reader, "organize_session_confirm.html", session=one, was=was, **context)
