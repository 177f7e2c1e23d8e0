"""The project's own Python and SQL files, for rules about them."""

import importlib
from pathlib import Path

from shared.sql import File, registry

ROOT = Path(__file__).parents[2]
PACKAGES = ("shared", "services", "deploy")


def python_files() -> list[Path]:
    """Every module of the system itself, without tests."""
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def files_of_tests() -> list[Path]:
    """Every module of the tests."""
    return sorted((ROOT / "tests").rglob("*.py"))


def statement_files() -> list[Path]:
    """Every .sql file with named blocks: all but migrations."""
    files = (path for package in PACKAGES for path in (ROOT / package).rglob("*.sql"))
    return sorted(path for path in files if path.parent.name != "migrations")


def loaded_statements() -> list[File]:
    """The named blocks of all stores, each store imported."""
    for path in statement_files():
        importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    return registry()


def service_of(path: Path) -> str:
    """The service a file belongs to; "" for what all share."""
    parts = path.relative_to(ROOT).parts
    return parts[1] if parts[0] == "services" else ""


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))
