"""The DATA folder: one system at a time, a secret made once, and a way for commands to find the servers."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.data import Data, Running, environment
from deploy.trouble import Trouble
from tests.deploy.ordinary import as_ordinary_user

RUNNING = Running(
    pid=4711,
    public_url="http://127.0.0.1:8000",
    database_url="postgresql://wego@/wego?host=/d/run",
    redis_url="unix:///d/run/redis.sock?db=0",
    smtp_url="smtp://127.0.0.1:2525",
    local_mail="/d/mail",
)


@pytest.fixture
def data(tmp_path: Path) -> Data:
    made = Data(tmp_path / "not" / "there yet")
    made.claim()
    return made


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_folder_and_its_secret_are_for_their_owner_alone(data: Data) -> None:
    secret = data.secret()
    assert [mode(data.path), mode(data.path / "secret.key"), mode(data.path / "mail")] == [0o700, 0o600, 0o700]
    assert len(secret) >= 32
    assert Data(data.path).secret() == secret


def test_a_second_system_on_the_same_data_is_told_where_the_first_is(data: Data) -> None:
    data.announce(RUNNING)
    with pytest.raises(Trouble, match=r"already runs on .* at http://127\.0\.0\.1:8000 \(process 4711\)"):
        Data(data.path).claim()
    data.release()
    Data(data.path).claim()


def test_the_claim_ends_with_the_process_that_holds_it(tmp_path: Path) -> None:
    claim = f"import os; from pathlib import Path; from deploy.data import Data; Data(Path({str(tmp_path)!r})).claim()"
    subprocess.run([sys.executable, "-c", f"{claim}; os.kill(os.getpid(), 9)"], check=False)
    Data(tmp_path).claim()


def test_run_json_says_how_to_reach_the_servers_and_goes_with_them(data: Data) -> None:
    assert data.running() is None
    data.announce(RUNNING)
    assert (data.running(), mode(data.path / "run.json")) == (RUNNING, 0o600)
    data.release()
    assert data.running() is None


def test_commands_find_the_servers_and_what_is_set_comes_first(data: Data) -> None:
    data.announce(RUNNING)
    found = environment(data.path, {"WEGO_SMTP_URL": "smtp://mail.example.org", "HOME": "/h"})
    assert found == {
        "WEGO_DATABASE_URL": RUNNING.database_url,
        "WEGO_REDIS_URL": RUNNING.redis_url,
        "WEGO_SMTP_URL": "smtp://mail.example.org",
        "WEGO_PUBLIC_URL": RUNNING.public_url,
        "WEGO_LOCAL_MAIL": RUNNING.local_mail,
        "WEGO_FILES": str(data.files),
        "WEGO_SECRET_KEY": data.secret(),
        "HOME": "/h",
    }


def test_without_a_running_system_and_without_variables_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="wego up"):
        environment(tmp_path, {})
    real = {"WEGO_DATABASE_URL": "postgresql://db/wego"}
    assert environment(tmp_path, real) == real
    assert list(tmp_path.iterdir()) == []  # asking leaves nothing behind


def test_a_folder_that_cannot_be_written_to_is_said_plainly(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)

    def claim() -> None:
        Data(closed / "data").claim()

    if os.geteuid() != 0:
        with pytest.raises(Trouble, match="cannot be written to"):
            claim()
        return
    told = as_ordinary_user(
        f"from pathlib import Path; from deploy.data import Data; Data(Path({str(closed)!r}) / 'data').claim()"
    )
    assert "cannot be written to (Permission denied). Choose another folder with --data." in told.stderr
