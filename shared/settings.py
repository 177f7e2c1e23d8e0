"""Settings from the environment: one frozen Struct; no secret has a default. The table is in docs/operate.md."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import msgspec

Service = Literal["registration", "training", "notify"]
SERVICES: tuple[Service, ...] = ("registration", "training", "notify")


class SettingsError(Exception):
    """A variable is missing or wrong; the text names it and says what to write."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a service process needs to know.

    `database_role` is taken by SET ROLE on connect; empty when the service has a URL (and so a login) of its own.
    `local_mail` is the folder of the local mail sink; None in production, and then there is no /mailbox.
    `files` is the folder of uploaded files. `update_quiet` in seconds. `calendar_copy`: mails with an invite carry it
    as a file too. `smtp_connections` are kept open side by side.
    """

    service: Service
    database_url: str
    redis_url: str
    smtp_url: str
    public_url: str
    secret_key: bytes
    database_role: str = ""
    mail_from: str = "WeGO <events@wego.invalid>"
    rate_limits: bool = True
    trusted_proxies: tuple[str, ...] = ()
    local_mail: Path | None = None
    files: Path = Path("/var/lib/wego/files")
    update_quiet: int = 300
    calendar_copy: bool = True
    smtp_connections: int = 4

    def __repr__(self) -> str:
        """Without the secret and without the passwords in URLs."""
        return f"Settings(service={self.service!r}, public_url={self.public_url!r})"

    @property
    def secure(self) -> bool:
        """Whether the public address is https, so that cookies may say Secure."""
        return self.public_url.startswith("https://")


def from_environment(service: Service, environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings of one service. Raises SettingsError naming the variable and the way out."""
    own_database = environ.get(f"WEGO_DATABASE_URL_{service.upper()}", "")
    secret = _required(
        environ, "WEGO_SECRET_KEY", "at least 32 random characters, for example from: openssl rand -hex 32"
    )
    if len(secret) < 32:
        raise SettingsError("WEGO_SECRET_KEY is too short: it takes at least 32 characters. Try: openssl rand -hex 32")
    public_url = _url(environ, "WEGO_PUBLIC_URL", ("http", "https"), "https://events.example.org").rstrip("/")
    local_mail = environ.get("WEGO_LOCAL_MAIL", "")
    return Settings(
        service=service,
        database_url=own_database
        or _url(environ, "WEGO_DATABASE_URL", ("postgresql", "postgres"), "postgresql://wego:password@db/wego"),
        database_role="" if own_database else f"wego_{service}",
        redis_url=_url(environ, "WEGO_REDIS_URL", ("redis", "rediss", "unix"), "redis://cache:6379/0"),
        smtp_url=_url(environ, "WEGO_SMTP_URL", ("smtp", "smtps"), "smtp://user:password@mail.example.org:587"),
        public_url=public_url,
        secret_key=secret.encode(),
        mail_from=environ.get("WEGO_MAIL_FROM", "WeGO <events@wego.invalid>"),
        rate_limits=_switch(environ, "WEGO_RATE_LIMITS", default=True),
        trusted_proxies=tuple(
            part.strip() for part in environ.get("WEGO_TRUSTED_PROXIES", "").split(",") if part.strip()
        ),
        local_mail=Path(local_mail) if local_mail else None,
        files=_folder(environ, "WEGO_FILES", "/var/lib/wego/files"),
        update_quiet=_number(environ, "WEGO_UPDATE_QUIET", 300),
        calendar_copy=_switch(environ, "WEGO_CALENDAR_COPY", default=True),
        smtp_connections=_number(environ, "WEGO_SMTP_CONNECTIONS", 4, least=1),
    )


def _required(environ: Mapping[str, str], name: str, example: str) -> str:
    value = environ.get(name, "").strip()
    if not value:
        raise SettingsError(f"{name} is not set. Write {example}")
    return value


def _url(environ: Mapping[str, str], name: str, schemes: tuple[str, ...], example: str) -> str:
    value = _required(environ, name, f"an address such as {example}")
    if urlsplit(value).scheme not in schemes:
        raise SettingsError(f"{name} begins with none of {', '.join(s + '://' for s in schemes)}. Example: {example}")
    return value


def _folder(environ: Mapping[str, str], name: str, default: str) -> Path:
    value = Path(environ.get(name, "").strip() or default)
    if not value.is_absolute():
        raise SettingsError(f"{name} is a whole path, for example {default}")
    return value


def _switch(environ: Mapping[str, str], name: str, *, default: bool) -> bool:
    value = environ.get(name, "on" if default else "off").lower()
    if value not in ("on", "off"):
        raise SettingsError(f"{name} is either on or off")
    return value == "on"


def _number(environ: Mapping[str, str], name: str, default: int, *, least: int = 0) -> int:
    value = environ.get(name, str(default))
    if not value.isdecimal() or int(value) < least:
        raise SettingsError(f"{name} is a whole number of at least {least}, for example {default}")
    return int(value)
