"""A socket's path stays short and plain, whatever DATA's is."""

import os
import socket
import stat
from pathlib import Path

import pytest

from deploy.embedded.sockets import MAX_FOLDER, socket_folder
from deploy.trouble import Trouble


def usable(folder: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / ".s.PGSQL.5432.lock"))
    (folder / ".s.PGSQL.5432.lock").unlink()


@pytest.mark.parametrize("name", ["d", "x" * 120, "my data", "데이터", "50%"])
def test_it_is_short_plain_private_and_always_the_same(tmp_path: Path, name: str) -> None:
    data = tmp_path / name
    data.mkdir()
    folder = socket_folder(data)
    assert len(os.fsencode(folder)) <= MAX_FOLDER
    assert str(folder).isascii()
    assert not set(str(folder)) & set(" %?#")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert socket_folder(data) == folder
    usable(folder)
    folder.rmdir()


def test_two_folders_never_share(tmp_path: Path) -> None:
    made = []
    for name in ("long " * 30 + "a", "long " * 30 + "b"):
        (tmp_path / name).mkdir()
        made.append(socket_folder(tmp_path / name))
    assert made[0] != made[1]
    for folder in made:
        folder.rmdir()


def test_a_folder_laid_there_by_somebody_else_is_not_used(tmp_path: Path) -> None:
    data = tmp_path / ("x" * 120)
    data.mkdir()
    folder = socket_folder(data)
    folder.rmdir()
    folder.symlink_to(tmp_path)
    with pytest.raises(Trouble, match="not a private folder"):
        socket_folder(data)
    folder.unlink()
