"""What a command needs and does not find is said in one line, with what to do."""

from pathlib import Path

import pytest

from deploy.cli import main
from tests.support.postgres import PostgresServer


@pytest.mark.parametrize("command", ["doctor", "migrate", "token create --name x", "serve registration", "work notify"])
def test_without_a_system_a_command_says_how_to_start_one(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WEGO_DATABASE_URL", raising=False)
    assert main([*command.split(), "--data", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith(f"wego: Nothing runs on {tmp_path}. Start it with `wego up`")


@pytest.mark.parametrize("command", ["serve notify", "work notify"])
def test_a_process_does_not_start_on_a_database_that_is_not_ready(
    command: str,
    postgres: PostgresServer,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in {
        "REDIS_URL": "redis://127.0.0.1:9", "SMTP_URL": "smtp://127.0.0.1:9", "PUBLIC_URL": "http://wego.test",
        "SECRET_KEY": "s" * 32,
    }.items():  # fmt: skip
        monkeypatch.setenv(f"WEGO_{name}", value)
    for url, said in {
        "postgresql://wego:s3cret@127.0.0.1:9/wego": "wego: The database at 127.0.0.1:9/wego cannot be reached: ",
        postgres.url("postgres"): "wego: The database at the socket/postgres is not up to date. Run: wego migrate",
    }.items():
        monkeypatch.setenv("WEGO_DATABASE_URL", url)
        assert main([*command.split(), "--data", str(tmp_path)]) == 1
        told = capsys.readouterr().err
        assert (told.startswith(said), told.count("\n"), "s3cret" in told) == (True, 1, False), told
