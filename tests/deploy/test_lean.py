"""What a process at rest does not carry: libraries for work that few processes do, and those seldom."""

import subprocess
import sys

import pytest

from shared.settings import SERVICES
from tests.deploy.running import ROOT

SELDOM = ("cryptography.hazmat", "pyld", "lxml", "xlsxwriter", "python_calamine")


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("process", ["app", "worker"])
def test_a_process_loads_what_it_seldom_needs_when_it_needs_it(service: str, process: str) -> None:
    asked = f"import sys, services.{service}.{process}; print([name for name in {SELDOM} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=ROOT)
    assert told.stdout == "[]\n"
