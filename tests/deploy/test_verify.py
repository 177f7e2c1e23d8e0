"""`wego verify`: a file and the issuer's keys are enough, without a system and without a network."""

import json
import socket
from pathlib import Path

import pytest

from deploy.cli import main
from tests.training.certificates.badges import KEY, TAMPERINGS, facts, profile, signed_file, tampered
from tests.training.certificates.test_checking import archives, pdf_with


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The issuer's page, saved; and no network from here on."""

    def unreachable(*_: object) -> None:
        raise AssertionError("somebody wants the network")

    monkeypatch.setattr(socket.socket, "connect", unreachable)
    file = tmp_path / "issuer.json"
    file.write_text(json.dumps(profile(KEY)), "utf-8")
    return file


def verify(content: bytes, keys: Path) -> int:
    file = keys.with_name("credential.json")
    file.write_bytes(content)
    return main(["verify", str(file), "--keys", str(keys)])


def test_a_valid_one_says_what_was_signed_and_who_knows_more(keys: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(signed_file("am"), keys) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "VALID: every word below is as it was signed.",
        "name     Abebe Bikila / አበበ ቢቂላ",
        "for      WeGO Seoul Smart City Training Program",
        "number   WeGO-2026-0007-K3QX",
        "awarded  2026-11-20",
        "issued   2026-11-23",
        "issuer   World Smart Sustainable Cities Organization",
    ]
    assert said.err == f"Whether it was revoked or replaced since, only the issuer knows: {facts().address}\n"


def test_of_a_pdf_it_says_that_its_pages_were_not_checked(keys: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(pdf_with(signed_file("am")), keys) == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[:2] == [
        "VALID: only the signed copy inside the PDF was checked. Every word below is as it was signed.",
        "name     Abebe Bikila / አበበ ቢቂላ",
    ]
    assert said.err.splitlines()[0] == (
        "The pages were not checked: anybody can attach this copy to other pages. Compare them with the words above."
    )


def test_of_an_archive_of_many_none_is_said_to_be_valid(keys: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for content in archives({"a.pdf": pdf_with(signed_file("am")), "b.pdf": pdf_with(signed_file())}):
        assert verify(content, keys) == 1
        assert verify(content + b" " * 5_000_000, keys) == 1
        assert capsys.readouterr().out.splitlines() == 2 * [
            "ARCHIVE: a ZIP or the like is no single PDF or JSON. Unpack it, and check each file by itself."
        ]


@pytest.mark.parametrize("how", TAMPERINGS)
def test_what_was_tampered_with_says_nothing_of_itself(
    how: str, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = tampered(json.loads(signed_file()), how)
    assert verify(json.dumps(document).encode(), keys) == 1
    word = {"the proof removed": "NOT SIGNED", "a key of their own": "UNKNOWN KEY"}.get(how, "CHANGED")
    said = capsys.readouterr()
    assert (said.out.split(":")[0], said.out.count("\n"), said.err) == (word, 1, "")


def test_other_files(keys: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(b"hello", keys) == 1
    assert verify(b" " * 5_000_001, keys) == 1
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == ["NO CREDENTIAL", "TOO LARGE"]


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"id": "x", "verificationMethod": [7]}', b"\xff"])
def test_a_file_without_keys_says_where_to_get_one(
    content: bytes, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keys.write_bytes(content)
    assert verify(signed_file(), keys) == 1
    assert "/verify/issuer" in capsys.readouterr().err


def test_files_that_are_not_there(keys: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "/no/such/file", "--keys", str(keys)]) == 1
    assert main(["verify", str(keys), "--keys", "/no/such/keys"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "wego: /no/such/file cannot be read: No such file or directory",
        "wego: /no/such/keys cannot be read: No such file or directory",
    ]


def test_without_keys_and_without_a_system_it_says_both_ways(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WEGO_DATABASE_URL", raising=False)
    file = tmp_path / "credential.json"
    file.write_bytes(signed_file())
    assert main(["verify", str(file), "--data", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"wego: Nothing runs on {tmp_path}.")
    assert said.endswith("Or name the issuer's keys: --keys FILE\n")
