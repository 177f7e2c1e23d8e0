"""JSON for whoever checks a certificate."""

import re
from datetime import date
from typing import Any

import msgspec
from litestar import Request, get
from litestar.response import Response

from services.training.domain.certificates.certificate import Whole
from services.training.limits import limit_verification
from services.training.operations.certificates import verifying
from services.training.operations.certificates.verifying import Answer, Checked
from shared.errors import Gone, NotFound
from shared.i18n.mark import mark
from shared.web.given import FromPath, TheHouse
from shared.web.security import PRIVATE

_UNKNOWN = mark("We know no certificate with this number. Compare it with the paper.")
_REVOKED = mark("This certificate was revoked: there is no copy of it any more.")
_LD = "application/ld+json"


class CertificateNames(msgspec.Struct, frozen=True):
    """`native_name_language` is BCP 47."""

    name: str
    native_name: str
    native_name_language: str


class CertificatePaper(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on the paper, in the language that leads on it; `language` is BCP 47."""

    language: str
    title: str
    programme: str
    place: str
    dates: str
    hours: str
    organisation: str
    awarded_on: date
    issued_on: date


class CertificateStatus(msgspec.Struct, frozen=True, kw_only=True):
    """`status` is "valid", "superseded" or "revoked"; of a revoked one neither names nor paper are told.

    `replaced_by` is the newest number of the same certificate, `reason` what the public may know.
    """

    number: str
    status: str
    names: CertificateNames | None = None
    paper: CertificatePaper | None = None
    ended_on: date | None = None
    reason: str = ""
    replaced_by: str | None = None
    address: str = ""


@get("/api/v1/certificates/{number:str}", tags=["Certificates"])
async def check(request: Request[Any, Any, Any], house: TheHouse, number: FromPath[str]) -> Response[Any]:
    """By number or by the id of the credential. As application/ld+json: the signed credential that holds now."""
    await limit_verification(request, house)
    checked = await verifying.check(house, number)
    if checked.answer is Answer.UNKNOWN or checked.certificate is None or checked.newest is None:
        raise NotFound(_UNKNOWN)
    if _linked(request.headers.get("accept", "")):
        return _credential(checked, checked.newest)
    return Response(_status(checked, checked.certificate, checked.newest), headers={**PRIVATE, "Vary": "Accept"})


def _linked(accept: str) -> bool:
    """Whether the credential is asked for, and not less than JSON (RFC 9110, 12.5.1)."""
    wanted = {}
    for part in accept.lower().split(","):
        media, *params = (each.strip() for each in part.split(";"))
        weight = next((each[2:] for each in params if each.startswith("q=")), "1")
        wanted[media] = float(weight) if re.fullmatch(r"[01](\.[0-9]{0,3})?", weight) else 0
    return wanted.get(_LD, 0) > 0 and wanted[_LD] >= wanted.get("application/json", 0)


def _credential(checked: Checked, newest: Whole) -> Response[Any]:
    """Of a corrected one, the one that took its place: the id of the credential is the same. Of a revoked one
    none, also where another was issued since.
    """
    if checked.answer is Answer.REVOKED:
        raise Gone(_REVOKED, code="revoked")
    if newest.credential is None:
        raise NotFound(_UNKNOWN)
    headers = {**PRIVATE, "Vary": "Accept"}
    return Response(newest.credential.encode(), media_type=_LD, headers=headers)


def _status(checked: Checked, found: Whole, newest: Whole) -> CertificateStatus:
    paper, answer, ended = found.snapshot, checked.answer, checked.ended_on
    if answer is Answer.REVOKED:
        reason = checked.ended.public_reason if checked.ended else ""
        return CertificateStatus(number=found.number, status=answer.value, ended_on=ended, reason=reason)
    sheet, names = paper.sheets[0], paper.names
    return CertificateStatus(
        number=found.number,
        status=answer.value,
        names=CertificateNames(names.name, names.native_name, names.native_name_language),
        paper=CertificatePaper(
            language=sheet.language,
            title=sheet.words.get("title", ""),
            programme=sheet.programme,
            place=sheet.place,
            dates=sheet.dates,
            hours=sheet.hours,
            organisation=paper.organisation,
            awarded_on=found.awarded_on,
            issued_on=paper.issued_on,
        ),
        ended_on=ended,
        reason=found.public_reason,
        replaced_by=newest.number if answer is Answer.SUPERSEDED else None,
        address=paper.address,
    )


HANDLERS = (check,)
