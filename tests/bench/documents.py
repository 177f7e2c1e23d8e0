"""Certificates a second, and memory before and after.

By processor time first: whatever else runs takes the processor away, and the clock counts that too.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from services.training.domain.certificates.credential import credential
from shared.credentials.proof import sign
from shared.documents.press import Attachment, Press
from shared.documents.qr import drawn
from tests.training.certificates.badges import ISSUER, KEY, WHEN, facts

CERTIFICATES = 1000
_CORES = 2
_CREATED = datetime(2026, 5, 20, tzinfo=UTC)


def _credential(number: int) -> Attachment:
    """Written and signed for this person."""
    about = facts(name=f"Person {number}", native_name=f"김견본 {number}", number=f"SEO-2026-{number:04}")
    signed = sign(credential(about, ISSUER), KEY, WHEN)
    return Attachment("credential.json", msgspec.json.encode(signed), "application/ld+json", "The credential")


def _sheet(number: int, *, code: bool) -> dict[str, Any]:
    address = f"https://wego.example/verify/7Q2KJ9XC{number:06}"
    return {
        "name": f"Person {number}",
        "native": f"김견본 {number}",
        "native_lang": "ko",
        "organisation": f"City {number % 200}",
        "programme": "Smart City Training Seoul",
        "dates": "1 to 20 May 2026",
        "place": "Seoul",
        "hours": "63 of 66",
        "number": f"SEO-2026-{number:04}",
        "verify": address.partition("://")[2],
        "qr": drawn(address) if code else None,
        "signatories": [{"name": "Sample", "title": "Secretary General"}, {"name": "Other", "title": "Director"}],
    }


def print_documents() -> None:
    """A thousand certificates with two threads, each way."""
    press = Press()
    for number in range(20):  # what is read once is no cost of a thousand
        press.pdf("certificate", _sheet(number, code=True), created=_CREATED, attachments=[_credential(number)])
    print(f"\n{CERTIFICATES} certificates, {_CORES} threads   ms of processor   a second on {_CORES}   here   MiB")
    base = 0.0
    for name, code, signed in (
        ("without a code", False, False),
        ("with a QR code", True, False),
        ("and a credential, signed", True, True),
    ):
        before = _resident()
        begun, used = time.perf_counter(), time.process_time()

        def one(number: int, code: bool = code, signed: bool = signed) -> None:
            attachments = [_credential(number)] if signed else []
            press.pdf("certificate", _sheet(number, code=code), created=_CREATED, attachments=attachments)

        with ThreadPoolExecutor(_CORES) as hands:
            list(hands.map(one, range(CERTIFICATES)))
        each = (time.process_time() - used) / CERTIFICATES
        base = base or each
        print(
            f"  {name:<30} {1000 * each:12.1f} ({each / base:.2f}) {_CORES / each:22.0f}"
            f" {CERTIFICATES / (time.perf_counter() - begun):12.0f}   {before:.0f} -> {_resident():.0f}"
        )


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1_048_576


if __name__ == "__main__":
    print_documents()
