"""How many certificates a second one process signs and checks, and what the quick way to canonical form saves."""

import time
from collections.abc import Callable
from typing import Any

from pyld import jsonld  # type: ignore[import-untyped]  # ships no types

from services.training.domain.certificates.credential import credential
from services.training.operations.certificates.checking import check
from shared.credentials import contexts
from shared.credentials.canonical import canonical
from shared.credentials.keys import PublicKey, public_multibase
from shared.credentials.proof import sign
from tests.training.certificates.badges import ISSUER, KEY, WHEN, facts, signed_file

_WHOLE = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": contexts.load}


def credentials(seconds: float) -> None:
    """Without a system: no database and no PDF."""
    keys = {KEY.method: PublicKey(KEY.method, ISSUER.address, public_multibase(KEY.seed))}
    document, file = credential(facts(), ISSUER), signed_file()
    numbers = iter(range(10**9))
    print("\nCredentials, one process       a second   ms of processor each")
    lines: dict[str, Callable[[], Any]] = {
        "written and signed": lambda: sign(credential(_facts(next(numbers)), ISSUER), KEY, WHEN),
        "canonical form, our way": lambda: canonical(document),
        "canonical form, pyld alone": lambda: jsonld.normalize(document, _WHOLE),
        "checked, as JSON": lambda: check(file, keys),
    }
    for name, act in lines.items():
        act()
        count, began, used = 0, time.perf_counter(), time.process_time()
        while (took := time.perf_counter() - began) < seconds / 2:
            act()
            count += 1
        print(f"  {name:<28} {count / took:8.0f} {1000 * (time.process_time() - used) / count:10.2f}")


def _facts(number: int) -> Any:
    """Each person another."""
    return facts(name=f"Person {number}", native_name=f"사람 {number}", number=f"WeGO-2026-{number}")
