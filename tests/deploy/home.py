"""Tidying up after a system on a temporary DATA: what it keeps elsewhere goes too."""

import shutil
from pathlib import Path

from deploy.embedded.sockets import socket_folder


def remove_home(data: Path) -> None:
    """Root's home of this DATA, and the folder of sockets of one with a long path."""
    link = data / "postgres"
    if link.is_symlink():
        shutil.rmtree(link.readlink())
        link.unlink()
    shutil.rmtree(socket_folder(data))
