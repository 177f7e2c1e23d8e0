"""veraPDF, the validator of PDF/A and PDF/UA that its makers wrote for the PDF Association, run by Java.

Its own packages are on Maven Central alone; npm's `@opendataloader/pdf` carries the whole library and its rules.
"""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).parent
_JAR = HERE / "node_modules" / "@opendataloader" / "pdf" / "lib" / "opendataloader-pdf-cli.jar"
PROFILES = ("3a", "ua1")


def missing() -> str:
    """Why it cannot run here; empty where it can."""
    if shutil.which("javac") is None:
        return "there is no JDK (17 or later)"
    if not _JAR.is_file():
        return "@opendataloader/pdf is not installed: npm ci --prefix tests/interop"
    return ""


def broken(files: Mapping[str, bytes], folder: Path) -> dict[tuple[str, str], set[str]]:
    """For each file and each of PROFILES the rules it breaks. `folder` is written to."""
    for name, content in files.items():
        (folder / name).write_bytes(content)
    done = subprocess.run(
        ["java", "-cp", _JAR, HERE / "ValidatePdf.java", *(folder / name for name in files)],
        check=True,
        capture_output=True,
        text=True,
        timeout=500,
    )
    found: dict[tuple[str, str], set[str]] = {}
    for line in done.stdout.splitlines():
        name, profile, says = line.split("\t")
        rules = found.setdefault((name, profile), set())
        if says.isdecimal():
            assert int(says) > 100, f"{name}: {profile} looked at {says} things only"
        else:
            rules.add(says)
    return found
