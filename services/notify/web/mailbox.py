"""The mailbox of a local run: what was caught, as it looks, as text, in parts, with its headers, and raw."""

import re
from typing import Any

from litestar import Response, get

from services.notify.operations import mailbox
from services.notify.operations.mailbox import PAGE, Mail
from shared.errors import NotFound
from shared.i18n import mark
from shared.web.attachment import disposition
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader
from shared.web.pages import private_page
from shared.web.reader import Reader
from shared.web.security import PRIVATE, content_security_policy

VIEWS = ("look", "text", "calendar", "parts", "headers", "raw")
_FRAMED = content_security_policy(frame_src="'self'")
# The mail's own HTML: no script, nothing from elsewhere; its links open beside it.
_SANDBOX = "allow-popups allow-popups-to-escape-sandbox"
_MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; "
    f"frame-ancestors 'self'; sandbox {_SANDBOX}"
)
_FILE_POLICY = "default-src 'none'; sandbox"


@get("/mailbox")
async def listing(house: TheHouse, reader: TheReader, page: FromQuery[int] = 1) -> Response[str]:
    """Every mail, the newest first."""
    return private_page(reader, "mailbox.html", **await _list(house, reader, page), mail=None)


@get("/mailbox/{name:str}")
async def one(
    house: TheHouse, reader: TheReader, name: FromPath[str], view: FromQuery[str] = "", page: FromQuery[int] = 1
) -> Response[str]:
    """One mail beside the list."""
    raw, mail = await mailbox.opened(house, name)
    if view not in VIEWS:
        view = "look" if mail.body("text/html") else "text"
    text = mail.body("text/plain")
    calendar = mail.body("text/calendar")
    answer = private_page(
        reader,
        "mailbox.html",
        **await _list(house, reader, page),
        mail=mail,
        name=name,
        view=view,
        sandbox=_SANDBOX,
        text=text.text if text else "",
        calendar=calendar.text if calendar else "",
        facts=_calendar_facts(mail),
        raw=raw.decode("utf-8", "replace") if view == "raw" else "",
    )
    answer.headers["Content-Security-Policy"] = _FRAMED
    return answer


@get("/mailbox/{name:str}/html")
async def html(house: TheHouse, name: FromPath[str]) -> Response[str]:
    """The HTML part as the mail brings it, in a box of its own. Links open in a new tab."""
    _, mail = await mailbox.opened(house, name)
    part = mail.body("text/html")
    if part is None:
        raise NotFound(mark("This mail has no such part."))
    body = re.sub(r"(?i)(<head[^>]*>)", r'\1<base target="_blank">', part.text, count=1)
    return Response(
        body,
        media_type="text/html",
        headers={**PRIVATE, "Content-Security-Policy": _MAIL_POLICY, "X-Frame-Options": "SAMEORIGIN"},
    )


@get("/mailbox/{name:str}/raw")
async def raw_file(house: TheHouse, name: FromPath[str]) -> Response[bytes]:
    """The file, to keep or to open in a mail program."""
    raw, _ = await mailbox.opened(house, name)
    return _file(raw, name, "message/rfc822")


@get("/mailbox/{name:str}/parts/{number:int}")
async def part_file(house: TheHouse, name: FromPath[str], number: FromPath[int]) -> Response[bytes]:
    """One part, decoded, as a file. A calendar opens in the calendar program."""
    _, mail = await mailbox.opened(house, name)
    part = next((each for each in mail.parts if each.number == number), None)
    if part is None:
        raise NotFound(mark("This mail has no such part."))
    calendar = part.type in ("text/calendar", "application/ics")
    title = part.name or ("invite.ics" if calendar else f"part-{number}.txt")
    return _file(part.content, title, "text/calendar" if calendar else "application/octet-stream")


def _file(content: bytes, title: str, kind: str) -> Response[bytes]:
    headers = {
        **PRIVATE,
        "Content-Security-Policy": _FILE_POLICY,
        "Content-Disposition": disposition(title),
    }
    return Response(content, media_type=kind, headers=headers)


async def _list(house: TheHouse, reader: Reader, page: int) -> dict[str, Any]:
    page = max(page, 1)
    caught = await mailbox.listed(house, page)
    last = caught.first + len(caught.mails) - 1
    texts = reader.texts
    counted = texts.gettext("%(first)s to %(last)s of %(total)s", first=caught.first, last=last, total=caught.total)
    return {
        "caught": caught,
        "counted": counted,
        "page": page,
        "previous": f"/mailbox?page={page - 1}" if page > 1 else "",
        "next": f"/mailbox?page={page + 1}" if page * PAGE < caught.total else "",
    }


def _calendar_facts(mail: Mail) -> dict[str, str]:
    """The properties that tell one version of an entry from another."""
    wanted = ("METHOD", "UID", "SEQUENCE", "STATUS", "DTSTART", "DTEND")
    lines = dict(reversed(mail.calendar))
    return {name: lines[name] for name in wanted if name in lines}


HANDLERS = (listing, one, html, raw_file, part_file)
