"""`wego up` as a newcomer types it: it starts, stays, comes back after accidents, and leaves nothing behind."""

import json
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy.home import remove_home
from tests.deploy.running import ROOT, WEGO, Up, left_of, up
from tests.support.waiting import PATIENCE

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the tests look for processes in /proc")

FIRST_PAGE = 18  # times the work of loading the libraries: 5 seconds of a machine that has nothing else to do
PARTS = ("postgres -D", "redis", "process web", "work registration", "work training", "work notify")


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "data"
    if (tmp_path / "data").exists():
        remove_home(tmp_path / "data")


def wego(*arguments: str) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("WEGO_")}
    return subprocess.run(
        [*WEGO, *arguments], capture_output=True, text=True, check=False, cwd=ROOT, env=clean, timeout=PATIENCE
    )


def slugs(system: Up) -> list[str]:
    return [event["slug"] for event in json.loads(system.get("/api/v1/events?limit=100")[1])["items"]]


def test_from_nothing_to_ctrl_c_and_again(data: Path) -> None:
    with up(data) as first:
        assert len(slugs(first)) >= 22
        assert len(re.findall(rf"Organizer, once: +{first.address}/sign-in\?link=\S+", first.said)) == 1
        assert first.get("/health/ready")[0] == 200
        assert [part for part in PARTS if not any(part in command for command in first.family().values())] == []
        before, family = slugs(first), first.family()
        assert first.stop() == 0
        assert left_of(family) == {}
        assert not (data / "run.json").exists()
    with up(data) as second:
        assert second.get("/")[0] == 200
        assert second.processor_seconds() < FIRST_PAGE * _loading_seconds()
        assert slugs(second) == before
        assert "sign-in" not in second.said
        assert second.stop(signal.SIGTERM) == 0


def test_whatever_is_killed_comes_back_and_kill_9_leaves_nobody(data: Path) -> None:
    with up(data, "--empty") as system:
        for part in PARTS:
            os.kill(system.child(part), signal.SIGKILL)
        _until(lambda: all(any(part in command for command in system.family().values()) for part in PARTS))
        _until(lambda: system.get("/")[0] == 200)
        family = system.family()
        system.stop(signal.SIGKILL)
        assert left_of(family) == {}
    with up(data, "--empty") as again:
        assert again.get("/")[0] == 200


def test_a_hanging_worker_is_not_waited_for_and_a_second_ctrl_c_waits_for_nobody(data: Path) -> None:
    with up(data, "--empty") as system:
        family = system.family()
        os.kill(system.child("work notify"), signal.SIGSTOP)
        os.kill(system.child("process web"), signal.SIGSTOP)
        system.process.send_signal(signal.SIGINT)
        _until(lambda: "Stopping" in system.said)
        assert system.stop() == 0
        assert "did not end by itself" not in system.said, "their time to end was not waited for"
        assert left_of(family) == {}
    with up(data, "--empty") as system:
        family = system.family()
        os.kill(system.child("work notify"), signal.SIGSTOP)
        assert system.stop() == 0
        assert left_of(family) == {}
        assert "notify-worker did not end by itself" in system.said


def test_ctrl_c_while_it_starts_leaves_nobody(data: Path) -> None:
    for moment in (0, 0.2, 0.6, 1.2):
        (data / "lock").unlink(missing_ok=True)  # of the start before: this one may not be so far
        system = Up(data)
        _until((data / "lock").exists)
        time.sleep(moment)
        family = system.family()
        assert system.stop() in (0, 130), system.said
        assert "Traceback" not in system.said
        assert left_of(family) == {}


def test_a_second_one_on_the_same_data_a_taken_port_and_missing_limits_are_said_plainly(
    data: Path, tmp_path: Path
) -> None:
    with up(data, "--empty", environ={"WEGO_RATE_LIMITS": "off"}) as system:
        assert "!!! WEGO_RATE_LIMITS=off" in system.said
        again = wego("up", "--data", str(data), "--port", "0")
        assert (again.returncode, again.stdout) == (1, "")
        assert f"already runs on {data} at {system.address}" in again.stderr
        port = system.address.rpartition(":")[2]
        other = wego("up", "--data", str(tmp_path / "other"), "--port", port)
        assert other.returncode == 1
        free = int(re.findall(rf"Port {port} is taken .* wego up --port (\d+)", other.stderr, re.DOTALL)[0])
        with socket.create_server(("127.0.0.1", free)):
            pass
        assert not (tmp_path / "other").exists()
        assert system.get("/")[0] == 200
        assert system.stop() == 0


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("WEGO_DATABASE_URL", "postgresql://u:s3cret@127.0.0.1:9/wego", "The database at 127.0.0.1:9/wego cannot"),
        ("WEGO_REDIS_URL", "redis://:s3cret@127.0.0.1:9/0", "The Redis at 127.0.0.1:9/0 cannot be reached"),
        ("WEGO_SMTP_URL", "mail.example.org", "WEGO_SMTP_URL begins with none of smtp://"),
        ("WEGO_SECRET_KEY", "short", "WEGO_SECRET_KEY is too short"),
    ],
)
def test_a_server_or_setting_that_is_wrong_is_said_at_once(data: Path, variable: str, value: str, told: str) -> None:
    failed = Up(data, environ={variable: value})
    assert failed.process.wait(PATIENCE) == 1
    assert failed.said.splitlines()[-1].startswith(f"wego: {told}")
    assert "s3cret" not in failed.said
    assert "Traceback" not in failed.said


def test_a_programme_of_ones_own_is_loaded_as_written_and_a_bad_one_is_told(data: Path, tmp_path: Path) -> None:
    text = (ROOT / "deploy/programme/wego.toml").read_text("utf-8")
    bad = tmp_path / "bad.toml"
    bad.write_text(text.replace('kind = "webinar"', 'kind = "webinarr"', 1), "utf-8")
    told = wego("up", "--data", str(data), "--port", "0", "--programme", str(bad))
    assert told.returncode == 1
    assert re.search(rf"{bad}:\d+: events\.kind: ", told.stderr)
    good = tmp_path / "good.toml"
    good.write_text(text, "utf-8")
    with up(data, "--programme", str(good)) as system:
        listed = json.loads(system.get("/api/v1/events?limit=100")[1])["items"]
        assert {str(event["when"]["start"])[:4] for event in listed if "start" in event["when"]} <= {
            "2020",
            "2021",
            "2023",
        }


AS_NOBODY = [
    "setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups",
    "--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search",  # the interpreter may lie in root's home
]  # fmt: skip


@pytest.mark.skipif(os.geteuid() != 0, reason="the other tests are the ordinary user's already")
@pytest.mark.skipif(
    shutil.which("setpriv") is None or subprocess.run([*AS_NOBODY, "true"], check=False).returncode != 0,
    reason="this machine does not let root become nobody",
)
def test_as_an_ordinary_user() -> None:
    """PostgreSQL runs as that user and lies in DATA itself."""
    home = Path(tempfile.mkdtemp(prefix="wego-nobody-", dir="/tmp"))  # pytest's own folders are closed to others
    home.chmod(0o777)
    try:
        with up(home / "data", "--empty", command=[*AS_NOBODY, *WEGO]) as system:
            assert system.get("/")[0] == 200
            assert (home / "data/postgres/PG_VERSION").exists()
            assert Path(f"/proc/{system.child('postgres -D')}").stat().st_uid == system.data.stat().st_uid != 0
            family = system.family()
            assert system.stop() == 0
            assert left_of(family) == {}
        as_root = wego("up", "--data", str(home / "data"), "--port", "0")
        assert as_root.returncode == 1
        assert "was made by the user nobody. Run as nobody, or choose another --data." in as_root.stderr
    finally:
        shutil.rmtree(home)


LONELY_ROOT = ["unshare", "--user", "--map-root-user"]


@pytest.mark.skipif(
    os.geteuid() != 0
    or shutil.which("unshare") is None
    or subprocess.run([*LONELY_ROOT, "true"], check=False, capture_output=True).returncode != 0,
    reason="this machine makes no user namespaces for us",
)
def test_a_root_without_other_users_is_told_what_to_do(data: Path) -> None:
    """As in a container that knows one user only."""
    failed = Up(data, command=[*LONELY_ROOT, *WEGO])
    assert failed.process.wait(PATIENCE) == 1
    assert "In a container with one user, start as a user that is not root." in failed.said
    assert "Traceback" not in failed.said


def _loading_seconds() -> float:
    """What the processor works to load what every process stands on: as slow as the machine is at this moment."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", "import asyncpg, jinja2, litestar, uvicorn"], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def _until(true: object, within: float = PATIENCE) -> None:
    assert callable(true)
    ends = time.monotonic() + within
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.1)
