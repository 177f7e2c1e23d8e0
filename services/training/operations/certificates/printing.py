"""From what was frozen to the PDF: the same certificate gives the same bytes, so none is stored.

What is kept is the snapshot, the signed credential, the logos by their content and the version of the template; a
version that was printed with is never changed. So a backup of the database is a backup of every certificate.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from services.training.domain.certificates.certificate import Whole
from services.training.domain.certificates.credential import FILE
from services.training.domain.certificates.snapshot import Sheet, Signatory, Snapshot
from services.training.store.certificates import occasions
from shared.db import Tx
from shared.documents.press import Attachment, newest, press
from shared.documents.qr import drawn

TEMPLATE = "certificate"
_SAMPLE = "SAMPLE"


def version() -> int:
    """Of the template that is printed with now."""
    return newest(TEMPLATE)


async def pdf_of(
    tx: Tx, paper: Snapshot, *, credential: str | None = None, issued_at: datetime, sample: bool = False
) -> bytes:
    """`credential` is attached where there is one. Raises NotPrinted."""
    pictures = {each.sha256.hex(): each.content for each in await occasions.logos(tx, paper.pictures)}
    return await rendered(paper, pictures, credential=credential, issued_at=issued_at, sample=sample)


async def pdf_of_certificate(tx: Tx, whole: Whole) -> bytes:
    """As it was issued."""
    return await pdf_of(tx, whole.snapshot, credential=whole.credential, issued_at=whole.issued_at)


async def rendered(
    paper: Snapshot, pictures: Mapping[str, bytes], *, credential: str | None, issued_at: datetime, sample: bool = False
) -> bytes:
    """With the pictures at hand, by their SHA-256 in hex. Raises NotPrinted."""
    own = {digest: pictures[digest] for digest in paper.pictures if digest in pictures}
    return await press().print(
        TEMPLATE,
        data_of(paper, sample=sample, pictures=own),
        created=issued_at,
        version=paper.version,
        pictures=own,
        attachments=attachments_of(credential),
    )


def attachments_of(credential: str | None) -> Sequence[Attachment]:
    if credential is None:
        return ()
    return (
        Attachment(
            name=FILE,
            content=credential.encode(),
            media_type="application/ld+json",
            description="Open Badges 3.0 credential, signed",
        ),
    )


def data_of(paper: Snapshot, *, sample: bool = False, pictures: Collection[str] = ()) -> dict[str, Any]:
    """What the template reads."""
    first, *others = paper.sheets
    data: dict[str, Any] = {
        **_words(first),
        "name": paper.names.name,
        "native": paper.names.native_name,
        "native_lang": paper.names.native_name_language,
        "honorific": paper.honorific,
        "organisation": paper.organisation,
        "design": paper.design,
        "signatories": [_signs(each, two=bool(others)) for each in paper.signatories],
        "logos": [{"picture": digest} for digest in paper.logos if digest in pictures],
        "number": paper.number,
        "verify": paper.address.partition("://")[2],
        "address": paper.address,
        "qr": drawn(paper.address),
        "watermark": _SAMPLE if sample else "",
    }
    if others:
        data["second"] = _words(others[0])
    return data


def _signs(who: Signatory, *, two: bool) -> dict[str, str]:
    """`two`: the paper speaks a second language."""
    second = who.second_title if two else ""
    return {"name": who.name, "title": who.title, "second_title": second, "picture": who.picture}


def _words(sheet: Sheet) -> dict[str, Any]:
    return {
        "lang": sheet.language,
        "words": sheet.words,
        "programme": sheet.programme,
        "dates": sheet.dates,
        "place": sheet.place,
        "hours": sheet.hours,
        "awarded_on": sheet.awarded_on,
    }
