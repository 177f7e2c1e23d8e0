"""Settings from the environment: one frozen Struct; no secret has a default. The table is in docs/operate.md."""

import os
from collections.abc import Mapping
from email.utils import parseaddr
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from shared.errors import SaidPlainly
from shared.plain_address import is_plain

Network = IPv4Network | IPv6Network
Service = Literal["registration", "training", "notify"]
SERVICES: tuple[Service, ...] = ("registration", "training", "notify")
NO_SENDER = "WeGO <events@wego.invalid>"
"""Where WEGO_MAIL_FROM is not set: good for a mail sink, refused by every mail server (RFC 2606)."""


class SettingsError(SaidPlainly):
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
    mail_from: str = NO_SENDER
    rate_limits: bool = True
    trusted_proxies: tuple[Network, ...] = ()
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
    own_database = f"WEGO_DATABASE_URL_{service.upper()}"
    has_own = bool(environ.get(own_database))
    local_mail = environ.get("WEGO_LOCAL_MAIL", "")
    return Settings(
        service=service,
        database_url=_database(environ, own_database if has_own else "WEGO_DATABASE_URL"),
        database_role="" if has_own else f"wego_{service}",
        redis_url=_url(environ, "WEGO_REDIS_URL", ("redis", "rediss", "unix"), "redis://cache:6379/0"),
        smtp_url=_server(environ, "WEGO_SMTP_URL", ("smtp", "smtps"), "smtp://user:password@mail.example.org:587"),
        public_url=_public(environ),
        secret_key=_secret(environ),
        mail_from=_sender(environ),
        rate_limits=_switch(environ, "WEGO_RATE_LIMITS", default=True),
        trusted_proxies=_networks(environ, "WEGO_TRUSTED_PROXIES"),
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


def _server(environ: Mapping[str, str], name: str, schemes: tuple[str, ...], example: str) -> str:
    """An address that names a host, and a port that is a number where it names one."""
    value = _url(environ, name, schemes, example)
    parts = urlsplit(value)
    try:
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:  # of the port
        named = False
    if not named:
        raise SettingsError(f"{name} names no host, or a port that is no number. Example: {example}")
    return value


def _database(environ: Mapping[str, str], name: str) -> str:
    return _url(environ, name, ("postgresql", "postgres"), "postgresql://wego:password@db/wego")


def _public(environ: Mapping[str, str]) -> str:
    """Scheme and host alone: pages link to each other from "/" on."""
    name, example = "WEGO_PUBLIC_URL", "https://events.example.org"
    value = _server(environ, name, ("http", "https"), example).rstrip("/")
    parts = urlsplit(value)
    if parts.path or parts.query or parts.fragment:
        raise SettingsError(f"{name} is an address without a path. Example: {example}")
    return value


def _secret(environ: Mapping[str, str]) -> bytes:
    name, how = "WEGO_SECRET_KEY", "openssl rand -hex 32"
    value = _required(environ, name, f"at least 32 random characters, for example from: {how}")
    if len(value) < 32:
        raise SettingsError(f"{name} is too short: it takes at least 32 characters. Try: {how}")
    return value.encode()


def _sender(environ: Mapping[str, str]) -> str:
    value = environ.get("WEGO_MAIL_FROM", "").strip() or NO_SENDER
    if not is_plain(parseaddr(value)[1]):
        raise SettingsError(f"WEGO_MAIL_FROM is no address: {value!r}. Example: WeGO <events@wego.example>")
    return value


def _networks(environ: Mapping[str, str], name: str) -> tuple[Network, ...]:
    found = []
    for part in environ.get(name, "").split(","):
        if not part.strip():
            continue
        try:
            found.append(ip_network(part.strip(), strict=False))
        except ValueError:
            raise SettingsError(
                f"{name}: {part.strip()!r} is neither an address nor a network. Example: 10.0.0.5, 10.1.0.0/16"
            ) from None
    return tuple(found)


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
