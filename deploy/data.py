"""The DATA folder: who uses it, its secret, and where its servers are."""

import fcntl
import os
import secrets
from pathlib import Path
from typing import Any

import msgspec

from deploy.trouble import Trouble

_SECRET_BYTES = 32


class Running(msgspec.Struct, frozen=True, kw_only=True):
    """DATA/run.json: how commands reach the system that runs on this DATA. Holds no secret."""

    pid: int
    public_url: str
    database_url: str
    redis_url: str
    smtp_url: str
    local_mail: str = ""


class Data:
    """One folder: files, postgres, redis, mail, log, run, secret.key, run.json, lock."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: int | None = None

    @property
    def files(self) -> Path:
        """Where uploaded files lie."""
        return self.path.resolve() / "files"

    def claim(self) -> None:
        """Make the folder if need be and hold it against every other `up`. Raises Trouble."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            for name in ("files", "log", "mail"):
                (self.path / name).mkdir(mode=0o700, exist_ok=True)
            self._lock = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise Trouble(
                f"{self.path} cannot be written to ({error.strerror}). Choose another folder with --data."
            ) from error
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            running = self.running()
            where = f" at {running.public_url} (process {running.pid})" if running else ""
            raise Trouble(
                f"WeGO already runs on {self.path}{where}. "
                "Stop it there with Ctrl-C, or start another one with --data and --port."
            ) from None

    def running(self) -> Running | None:
        """The system that was last started here, None where there is none. It may have died: asking it tells."""
        try:
            return msgspec.json.decode((self.path / "run.json").read_bytes(), type=Running)
        except (OSError, msgspec.DecodeError):
            return None

    def announce(self, running: Running) -> None:
        self._write("run.json", msgspec.json.format(msgspec.json.encode(running)) + b"\n")

    def release(self) -> None:
        """Nothing runs here any more."""
        (self.path / "run.json").unlink(missing_ok=True)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def secret(self) -> str:
        """The secret of this DATA, made once, readable for its owner only. Links and sessions depend on it."""
        path = self.path / "secret.key"
        if not path.exists():
            self._write("secret.key", secrets.token_urlsafe(_SECRET_BYTES).encode() + b"\n")
        return path.read_text("utf-8").strip()

    def _write(self, name: str, content: bytes) -> None:
        """Whole or not at all, readable for the owner only."""
        aside = self.path / f".{name}.new"
        aside.unlink(missing_ok=True)
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.rename(self.path / name)


def environment(data: Path, environ: dict[str, str]) -> dict[str, str]:
    """The variables a command works with: what is set, completed by what runs on DATA. Raises Trouble without both."""
    folder = Data(data)
    running = folder.running()
    found: dict[str, Any] = {}
    if running is not None:
        found = {
            "WEGO_DATABASE_URL": running.database_url,
            "WEGO_REDIS_URL": running.redis_url,
            "WEGO_SMTP_URL": running.smtp_url,
            "WEGO_PUBLIC_URL": running.public_url,
            "WEGO_LOCAL_MAIL": running.local_mail,
            "WEGO_FILES": str(folder.files),
        }
    if running is not None and not environ.get("WEGO_SECRET_KEY"):
        found["WEGO_SECRET_KEY"] = folder.secret()
    if running is None and not environ.get("WEGO_DATABASE_URL"):
        raise Trouble(
            f"Nothing runs on {data}. Start it with `wego up` (or name its folder with --data), "
            "or set WEGO_DATABASE_URL and the other variables of docs/operate.md."
        )
    return {**found, **environ}
