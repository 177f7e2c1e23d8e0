"""The code on the wall of the room: to scan, to type, and who has arrived. It changes every 30 seconds."""

from typing import Any

import segno
from litestar import Response, get
from markupsafe import Markup, escape

from services.training.domain.check_in_code import SECONDS
from services.training.hands import TheHands
from services.training.operations.check_in import code_screen
from services.training.web.trainer import SESSION, read_id
from shared.web.given import FromPath, TheHouse, TheReader
from shared.web.pages import private_page

_INK = "#06211e"


@get(SESSION + "/code")
async def screen(house: TheHouse, reader: TheReader, hands: TheHands, session: FromPath[str]) -> Response[str]:
    """A script asks for it again every few seconds; without one the page does so itself when the code changes."""
    shown = await code_screen(house, hands, read_id(session))
    return private_page(
        reader,
        "code.html",
        shown=shown,
        session=shown.board.session,
        words=reader.when(shown.board.session.when, shown.board.session.timezone),
        picture=picture(shown.url, reader.texts.gettext("Code to scan for %(title)s", title=shown.board.session.title)),
        typed=f"{shown.code[:3]} {shown.code[3:]}",
        seconds=-(-shown.milliseconds_left // 1000),
        whole=SECONDS,
        address=house.settings.public_url.partition("://")[2] + "/t/here",
    )


def picture(url: str, label: str) -> Markup:
    """A QR code (ISO/IEC 18004) as SVG, with words for who does not see it."""
    drawn = segno.make(url, error="m", micro=False).svg_inline(border=2, omitsize=True, dark=_INK)
    return Markup(drawn.replace("<svg ", f'<svg role="img" aria-label="{escape(label)}" ', 1))  # noqa: S704  # segno's own drawing


HANDLERS: tuple[Any, ...] = (screen,)
