"""What a process at rest does not carry: libraries for work that few processes do, and those seldom."""

import subprocess
import sys

from shared.settings import SERVICES
from tests.deploy.running import ROOT

SELDOM = ("cryptography.hazmat", "pyld", "lxml", "xlsxwriter", "python_calamine")
NAMES = [f"services.{service}.{process}" for process in ("app", "worker") for service in SERVICES]


def test_a_process_loads_what_it_seldom_needs_when_it_needs_it() -> None:
    """One process that loads the code of all of them, and says after each what has come with it."""
    asked = f"""
import importlib, sys
for name in {NAMES}:
    importlib.import_module(name)
    print(name, [seldom for seldom in {SELDOM} if seldom in sys.modules])
"""
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=ROOT)
    assert told.stdout.splitlines() == [f"{name} []" for name in NAMES]
