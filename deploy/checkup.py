"""The checks of `wego doctor`. Each asks one part whether it is well, and knows what to do when it is not."""

import shutil
import tempfile
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urlsplit

import asyncpg

from deploy.house import opened_here
from deploy.redis_check import check_redis
from deploy.schema import check_version, database_of, missing, place_of
from deploy.trouble import Trouble
from services.notify.smtp import Line, NotSent, server
from services.training.operations.certificates.keys import present_signer
from shared import queue
from shared.documents.fonts import SAMPLES, scripts
from shared.errors import Conflict
from shared.settings import NO_SENDER, SERVICES, SettingsError, from_environment

CLOCK_TOLERANCE = 2.0  # seconds
LEAST_FREE = 1e9  # bytes
WAITING_TOLERANCE = 900.0  # seconds a message may wait before somebody should look


class Finding(NamedTuple):
    """`todo` says what to do; empty where all is well."""

    part: str
    state: str
    todo: str = ""


Check = Callable[[Mapping[str, str]], Awaitable[list[Finding]]]


async def examine(environ: Mapping[str, str]) -> list[Finding]:
    """Every check, in the order in which things depend on each other."""
    findings: list[Finding] = []
    for check in (_settings, _fonts, _database, _certificates, _redis, _smtp, _files, _workers):
        findings += await check(environ)
    return findings


async def _settings(environ: Mapping[str, str]) -> list[Finding]:
    try:
        for service in SERVICES:
            settings = from_environment(service, environ)
    except SettingsError as error:
        return [Finding("settings", "incomplete", str(error))]
    if not settings.rate_limits:
        return [Finding("settings", "WEGO_RATE_LIMITS=off", "Remove it unless this is a load test.")]
    if settings.mail_from == NO_SENDER and settings.local_mail is None:
        todo = "Set WEGO_MAIL_FROM to an address that the mail server lets you use, and that people read."
        return [Finding("settings", f"mail comes from {NO_SENDER}", todo)]
    return [Finding("settings", f"for {settings.public_url}")]


async def _fonts(_environ: Mapping[str, str]) -> list[Finding]:
    """Of the documents: every script that certificates promise."""
    lacking = [script for script, letters in scripts().items() if letters]
    if lacking:
        return [Finding("fonts", f"none for {', '.join(lacking)}", "Install WeGO again: its fonts are packages.")]
    return [Finding("fonts", f"for {len(SAMPLES)} scripts")]


async def _database(environ: Mapping[str, str]) -> list[Finding]:
    try:
        url = database_of(environ)
        version = await check_version(url)
    except Trouble as error:
        return [Finding("database", "not there", f"{error}. Start it, or correct WEGO_DATABASE_URL.")]
    database = Finding("database", f"PostgreSQL {version} at {place_of(url)}")
    return [database, await _clock(url), await _schema(environ)]


async def _schema(environ: Mapping[str, str]) -> Finding:
    try:
        files = await missing(environ)
    except (OSError, asyncpg.PostgresError) as error:
        return Finding("schema", f"cannot be read: {error}", "Give each service the rights of docs/operate.md.")
    if files:
        return Finding("schema", f"{len(files)} migrations behind", "Run: wego migrate")
    return Finding("schema", "up to date")


async def _clock(url: str) -> Finding:
    conn = await asyncpg.connect(url, timeout=10)
    try:
        before = datetime.now(UTC)
        there: datetime = await conn.fetchval("SELECT clock_timestamp()")
        after = datetime.now(UTC)
    finally:
        await conn.close()
    apart = max((before - there).total_seconds(), (there - after).total_seconds(), 0.0)
    if apart > CLOCK_TOLERANCE:
        return Finding("clock", f"{apart:.0f} s apart from the database's", "Let both machines take their time by NTP.")
    return Finding("clock", "agrees with the database's")


async def _certificates(environ: Mapping[str, str]) -> list[Finding]:
    """Whether the key that signs them opens. Silent where the database says for itself that it is not well."""
    try:
        async with opened_here("training", environ) as house, house.db.reading() as tx:
            hand = await present_signer(house, tx)
    except Trouble as error:
        if not isinstance(error.__cause__, Conflict):
            return []
        return [Finding("certificates", "cannot be signed", str(error))]
    except SettingsError:
        return []
    return [Finding("certificates", "are signed" if hand else "none was signed yet")]


async def _redis(environ: Mapping[str, str]) -> list[Finding]:
    try:
        version = await check_redis(environ.get("WEGO_REDIS_URL", ""))
    except Trouble as error:
        return [Finding("Redis", "not well", f"{error}. Start it, or correct WEGO_REDIS_URL.")]
    return [Finding("Redis", f"speaks as version {version}")]


async def _smtp(environ: Mapping[str, str]) -> list[Finding]:
    """As the sender does it, up to the first mail."""
    to = server(environ.get("WEGO_SMTP_URL", ""))
    try:
        await Line(to, urlsplit(environ.get("WEGO_PUBLIC_URL", "")).hostname or "localhost").reach()
    except NotSent as refused:
        return [Finding("SMTP", f"{to!r} refuses: {refused.reply}", "Start it, or correct WEGO_SMTP_URL.")]
    return [Finding("SMTP", f"{to!r} takes our name" + (" and password" if to.user else ""))]


async def _files(environ: Mapping[str, str]) -> list[Finding]:
    """The folder of uploaded files. It is made by the first file, so until then its nearest parent counts."""
    try:
        folder = from_environment("training", environ).files
    except SettingsError:
        return []  # told above
    there = next((each for each in (folder, *folder.parents) if each.exists()), folder)
    try:
        with tempfile.TemporaryFile(dir=there):
            free = shutil.disk_usage(there).free
    except OSError as error:
        todo = "Give the web process and the worker of training a folder they can write to, or correct WEGO_FILES."
        return [Finding("files", f"{folder} cannot be written to: {error.strerror}", todo)]
    left = f"{free / 1e9:.1f} GB free"
    if free < LEAST_FREE:
        return [Finding("files", f"{folder}: {left}", "Make room, or move the folder to a larger disk (WEGO_FILES).")]
    return [Finding("files", f"{folder}: {left}")]


async def _workers(environ: Mapping[str, str]) -> list[Finding]:
    via = queue.Queue(environ.get("WEGO_REDIS_URL", ""))
    try:
        beats = await via.heartbeats()
    except (*queue.Unavailable, RuntimeError):
        return [Finding("workers", "unknown", "They say that they live through Redis, which is not there.")]
    finally:
        await via.close()
    return [_heartbeat(service, beats.get(service)) for service in SERVICES]


def _heartbeat(service: str, beat: queue.Heartbeat | None) -> Finding:
    part = f"{service} worker"
    if beat is None:
        return Finding(part, "gives no sign of life", f"Start it (wego work {service}); its log says why it ended.")
    if beat.smtp not in ("", "ok"):
        return Finding(part, f"mail does not go out: {beat.smtp}", "See SMTP above, then `wego doctor` again.")
    waiting = (queue.now() - beat.oldest_waiting).total_seconds() if beat.oldest_waiting else 0.0
    if waiting > WAITING_TOLERANCE:
        return Finding(part, f"a message has waited for {waiting / 60:.0f} minutes", "See the log of the worker.")
    return Finding(part, "lives")
