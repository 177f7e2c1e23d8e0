"""Of several interpreters a fitting one is chosen; where there is none, the way out is said."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "deploy/setup/choose-python"
FITTING = Path(sys._base_executable)  # type: ignore[attr-defined]  # the interpreter behind this environment


def program(folder: Path, name: str, text: str) -> Path:
    """An executable that behaves as an interpreter of that kind does."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    path.chmod(0o755)
    return path


def fitting(folder: Path, name: str) -> Path:
    return program(folder, name, f'exec "{FITTING}" "$@"')


def choose(*folders: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([*map(str, folders), "/nowhere"])
    return subprocess.run(
        ["/bin/sh", SCRIPT], env={"PATH": path, **environ}, capture_output=True, text=True, check=False
    )


def test_an_unfit_python3_that_comes_first_does_not_win(tmp_path: Path) -> None:
    program(tmp_path / "a", "python3", 'echo "version cpython 3.10"')
    wanted = fitting(tmp_path / "b", "python3")
    assert choose(tmp_path / "a", tmp_path / "b").stdout.strip() == str(wanted)


def test_a_shim_that_does_not_start_is_passed_over(tmp_path: Path) -> None:
    program(tmp_path / "shims", "python3.13", 'echo "pyenv: python3.13: command not found" >&2; exit 127')
    program(tmp_path / "shims", "python3.12", "exit 127")
    wanted = fitting(tmp_path / "bin", "python3.12")
    assert choose(tmp_path / "shims", tmp_path / "bin").stdout.strip() == str(wanted)


def test_one_without_venv_gives_way_to_one_that_has_it(tmp_path: Path) -> None:
    program(tmp_path / "a", "python3.13", 'echo "without ensurepip 3.13"')
    wanted = fitting(tmp_path / "a", "python3.11")
    assert choose(tmp_path / "a").stdout.strip() == str(wanted)


def test_without_venv_the_package_of_debian_is_named(tmp_path: Path) -> None:
    program(tmp_path / "a", "python3", 'echo "without ensurepip 3.12"')
    told = choose(tmp_path / "a")
    assert told.returncode == 1
    assert told.stdout == ""
    assert "apt install python3-venv" in told.stderr
    assert "python3.12-venv" in told.stderr


def test_without_any_it_says_what_was_looked_at_and_what_to_install(tmp_path: Path) -> None:
    old = program(tmp_path / "a", "python3", 'echo "version cpython 3.10"')
    told = choose(tmp_path / "a")
    assert told.returncode == 1
    assert f"{old} (cpython 3.10)" in told.stderr
    assert "brew install python@3.13" in told.stderr


@pytest.mark.parametrize("fits", [True, False])
def test_a_named_one_is_taken_or_refused_and_never_replaced(tmp_path: Path, fits: bool) -> None:
    fitting(tmp_path / "path", "python3.12")
    named = fitting(tmp_path / "own", "mine") if fits else program(tmp_path / "own", "mine", 'echo "version pypy 3.11"')
    told = choose(tmp_path / "path", PYTHON=str(named))
    assert (told.returncode, told.stdout.strip()) == ((0, str(named)) if fits else (1, ""))


def test_folders_with_spaces_are_looked_at_whole(tmp_path: Path) -> None:
    wanted = fitting(tmp_path / "My Programs", "python3.12")
    assert choose(tmp_path / "My Programs").stdout.strip() == str(wanted)
