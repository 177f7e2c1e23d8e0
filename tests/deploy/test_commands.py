"""The other commands find the system that runs on DATA, or the servers that variables name."""

import asyncio
import os
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import msgspec
import pytest
import redis

from deploy.cli import main
from deploy.data import Data
from shared.settings import SERVICES
from tests.deploy.home import remove_home
from tests.deploy.running import ROOT, WEGO, Up, up
from tests.support.redis import RedisServer
from tests.support.smtp import MailServer
from tests.support.waiting import PATIENCE, until_now
from tests.training.certificates import badges

BUILT_IN = ROOT / "deploy/programme/wego.toml"


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    """An empty system, shared by the tests of this file."""
    data = tmp_path_factory.mktemp("system") / "data"
    with up(data, "--empty") as started:
        yield started
        started.stop()
    remove_home(data)


def wego(system: Up, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("WEGO_")}
    return subprocess.run(
        [*WEGO, *arguments, "--data", str(system.data)],
        capture_output=True, text=True, check=False, cwd=ROOT, timeout=PATIENCE, env={**clean, **environ},
    )  # fmt: skip


def test_staff_are_added_and_get_a_link_that_signs_in(system: Up) -> None:
    told = wego(system, "staff", "add", "Amina@Abuja.example", "--role", "organizer", "--name", "Amina Bello")
    assert told.returncode == 0, told.stderr
    assert "amina@abuja.example is organizer." in told.stdout
    link = re.findall(rf"{system.address}(/sign-in\?link=\S+)", told.stdout)[0]
    status, page = system.get(link)
    assert status == 200
    assert "Amina Bello" in page


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("no-address", "--role", "viewer"), "email: "),
        (("a@b.example", "--role", "king"), "role: Choose a role: admin,"),
    ],
)
def test_bad_staff_is_refused_plainly(system: Up, arguments: tuple[str, ...], reason: str) -> None:
    told = wego(system, "staff", "add", *arguments)
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr.startswith("wego: ")
    assert reason in told.stderr


def test_a_token_is_the_only_thing_on_standard_output(system: Up) -> None:
    told = wego(system, "token", "create", "--name", "the website")
    assert re.fullmatch(r"wego_\S{40,}\n", told.stdout)


def test_a_programme_is_loaded_reported_and_the_same_again_changes_nothing(system: Up) -> None:
    first = wego(system, "load", str(BUILT_IN), "--move-years", "6")
    assert first.returncode == 0, first.stderr
    assert "events: 22 new, 0 changed, 0 as before" in first.stdout
    again = wego(system, "load", str(BUILT_IN))
    assert "events: 0 new, 0 changed, 22 as before" in again.stdout


def test_a_bad_file_is_refused_with_file_line_key_and_reason(system: Up, tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text(BUILT_IN.read_text("utf-8").replace('kind = "webinar"', 'kind = "webinarr"', 1), "utf-8")
    told = wego(system, "load", str(bad))
    assert told.returncode == 1
    assert re.search(rf"^{bad}:\d+: events\.kind: \S", told.stderr, re.MULTILINE)


def test_the_key_of_certificates_is_replaced_and_its_public_half_printed(system: Up, tmp_path: Path) -> None:
    first, second = (wego(system, "certificates", "rotate-key") for _ in range(2))
    methods = [told.stdout.split()[-1] for told in (first, second)]
    printed = wego(system, "certificates", "keys").stdout
    profile = msgspec.json.decode(printed)
    assert profile == msgspec.json.decode(system.get("/verify/issuer")[1])
    assert profile["assertionMethod"] == methods
    _until_all_live(system)
    doctor = wego(system, "doctor", WEGO_SECRET_KEY="another secret, as long as it must be").stdout
    assert re.findall(r"^WRONG +(.+?)  ", doctor, re.MULTILINE) == ["certificates"]
    assert "wego certificates rotate-key" in doctor
    keys = tmp_path / "keys.json"
    keys.write_text(printed, "utf-8")
    file = tmp_path / "credential.json"
    file.write_bytes(badges.signed_file())
    for source in ((), ("--keys", str(keys))):
        told = wego(system, "verify", str(file), *source)
        assert (told.returncode, told.stdout.split(":")[0]) == (1, "UNKNOWN KEY"), told.stderr


def test_migrate_says_that_there_is_nothing_to_do(system: Up) -> None:
    assert wego(system, "migrate").stdout == "The database was up to date.\n"


def test_the_doctor_finds_all_well(system: Up) -> None:
    _until_all_live(system)
    told = wego(system, "doctor")
    assert (told.returncode, re.findall(r"^WRONG.*", told.stdout, re.MULTILINE)) == (0, []), told.stdout
    parts = re.findall(r"^ok +(.+?)  ", told.stdout, re.MULTILINE)
    workers = [f"{service} worker" for service in ("registration", "training", "notify")]
    assert parts == [
        "settings", "fonts", "database", "clock", "schema", "certificates", "Redis", "SMTP", "files", *workers,
    ]  # fmt: skip


def test_the_doctor_says_what_is_wrong_and_what_to_do(system: Up) -> None:
    broken = {
        "WEGO_SMTP_URL": "smtp://127.0.0.1:9",
        "WEGO_REDIS_URL": "redis://127.0.0.1:9",
        "WEGO_RATE_LIMITS": "off",
        "WEGO_FILES": "/proc/files",
    }
    told = wego(system, "doctor", **broken)
    assert told.returncode == 1
    wrong = re.findall(r"^WRONG +(.+?)  ", told.stdout, re.MULTILINE)
    assert wrong == ["settings", "Redis", "SMTP", "files", "workers"]
    assert told.stdout.count("-> ") == 5


def test_the_doctor_knows_an_address_that_no_mail_server_takes(system: Up) -> None:
    real = {"WEGO_LOCAL_MAIL": ""}  # as with a mail server of one's own
    assert re.findall(r"^WRONG +(.+?)  ", wego(system, "doctor", **real).stdout, re.MULTILINE) == ["settings"]
    named = real | {"WEGO_MAIL_FROM": "WeGO <events@wego.example>"}
    assert re.findall(r"^WRONG.*", wego(system, "doctor", **named).stdout, re.MULTILINE) == []


def test_the_doctor_misses_a_worker_that_is_gone(system: Up) -> None:
    _until_all_live(system)
    os.kill(system.child("work training"), signal.SIGSTOP)
    try:
        with _redis_of(system) as client:
            assert 0 < client.ttl("wego:heartbeat:training") <= 15, "it outlives its worker by so many seconds"
            client.delete("wego:heartbeat:training")  # they are over
        assert "training worker      gives no sign of life" in wego(system, "doctor").stdout
    finally:
        os.kill(system.child("work training"), signal.SIGCONT)
    _until_all_live(system)
    assert "training worker      lives" in wego(system, "doctor").stdout


def _until_all_live(system: Up) -> None:
    """Each worker has written its heartbeat."""
    with _redis_of(system) as client:
        until_now(lambda: client.exists(*(f"wego:heartbeat:{service}" for service in SERVICES)) == len(SERVICES))


def _redis_of(system: Up) -> redis.Redis:
    running = Data(system.data).running()
    assert running is not None
    return redis.Redis.from_url(running.redis_url)


async def test_servers_of_ones_own_replace_the_embedded_ones(
    database_url: str, redis_server: RedisServer, smtp: MailServer, tmp_path: Path
) -> None:
    real = {"WEGO_DATABASE_URL": database_url, "WEGO_REDIS_URL": redis_server.url, "WEGO_SMTP_URL": smtp.url}
    system = await asyncio.to_thread(lambda: Up(tmp_path / "data", environ=real).started())
    try:
        commands = " ".join(system.family().values())
        assert "postgres" not in commands
        assert "redis-server" not in commands
        assert (system.get("/")[0], system.get("/mailbox")[0]) == (200, 404)
        assert "sign-in" not in system.said
        conn = await asyncpg.connect(database_url)
        assert await conn.fetchval("SELECT count(*) FROM registration.events") == 22
        await conn.close()
        person = {
            "email": "minsu.sample@example.org", "name": "Kim Min-su", "organisation": "Seoul", "category": "delegate",
            "country": "KR", "consent": True,
        }  # fmt: skip
        status = await asyncio.to_thread(_register, system, person)
        assert status == 201
        await asyncio.to_thread(until_now, lambda: smtp.to("minsu.sample@example.org"))
    finally:
        assert await asyncio.to_thread(system.stop) == 0


def _register(system: Up, person: dict[str, object]) -> int:
    import httpx  # noqa: PLC0415  # here alone

    path = "/api/v1/events/smart-tech-korea-expo-2021/registrations"
    return httpx.post(system.address + path, content=msgspec.json.encode(person), timeout=PATIENCE).status_code


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    named = re.findall(r"^ {4}(\w+)(?: +\S|$)", capsys.readouterr().out, re.MULTILINE)
    assert named == [
        "up",
        "serve",
        "work",
        "migrate",
        "load",
        "staff",
        "token",
        "certificates",
        "verify",
        "doctor",
        "routes",
    ]
