"""Root's database lies outside DATA and stays with it: a moved DATA keeps it, a copied one does not get it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.embedded.account import Account, unprivileged
from deploy.embedded.binaries import PUBLIC
from deploy.embedded.cluster import Cluster, locate
from deploy.trouble import Trouble
from tests.deploy.home import remove_home

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user's database lies in DATA itself")


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "data"
    folder.mkdir()
    yield folder
    for left in (folder, tmp_path / "moved"):
        if left.exists() and (left / "postgres").exists():
            remove_home(left)


def found(data: Path) -> Cluster:
    return locate(data, unprivileged())


def modes() -> dict[Path, int]:
    """Of the folders above ours, which nobody may touch."""
    return {path: path.stat().st_mode for path in (PUBLIC.parent, PUBLIC.parent.parent, Path("/"))}


def test_it_is_the_same_at_every_start_and_no_folder_outside_changes(data: Path) -> None:
    before = modes()
    first = found(data)
    assert first.files.is_relative_to(PUBLIC)
    assert found(data).files == first.files
    assert modes() == before


def test_a_moved_data_keeps_its_database(data: Path, tmp_path: Path) -> None:
    first = found(data).files
    data.rename(tmp_path / "moved")
    assert found(tmp_path / "moved").files == first
    data.mkdir()  # and a new DATA at the old place begins anew
    second = found(data).files
    assert second != first
    assert found(tmp_path / "moved").files == first
    assert found(data).files == second


def test_a_copied_data_does_not_write_into_the_first_one_s_database(data: Path, tmp_path: Path) -> None:
    first = found(data).files
    shutil.copytree(data, tmp_path / "moved", symlinks=True)
    with pytest.raises(Trouble, match="is a copy of"):
        found(tmp_path / "moved")
    (tmp_path / "moved" / "postgres").unlink()
    assert found(tmp_path / "moved").files != first


def test_a_data_that_was_removed_and_made_again_begins_empty(data: Path) -> None:
    first = found(data)
    first.files.mkdir()
    (first.files / "PG_VERSION").write_text("18")
    (data / "postgres").unlink()
    assert not found(data).exists
    before = first.files.parent.with_name(first.files.parent.name + ".before")
    assert (before / "postgres" / "PG_VERSION").exists()
    shutil.rmtree(before)


def test_a_database_that_is_gone_is_said_and_not_replaced(data: Path) -> None:
    home = found(data).files.parent
    home.rename(home.with_name("elsewhere"))
    with pytest.raises(Trouble, match=f"was kept in {home}, which is gone"):
        found(data)
    home.with_name("elsewhere").rename(home)


def test_what_root_made_is_refused_to_an_ordinary_user(data: Path) -> None:
    found(data)
    with pytest.raises(Trouble, match="was made by root"):
        locate(data, None)


def test_what_an_ordinary_user_made_is_refused_to_root(data: Path) -> None:
    nobody = unprivileged()
    assert isinstance(nobody, Account)
    (data / "postgres").mkdir()
    os.chown(data / "postgres", nobody.uid, nobody.gid)
    with pytest.raises(Trouble, match=f"was made by the user {nobody.name}. Run as {nobody.name}"):
        found(data)
