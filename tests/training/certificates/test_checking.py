"""Files that people hand over: ours as PDF and as JSON, tampered ones, and ones that mean harm."""

import io
import json
import tarfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import msgspec
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from services.training.domain.certificates.credential import FILE, credential
from services.training.operations.certificates.checking import Checked, Outcome, check
from services.training.operations.certificates.keys import file_of
from shared.credentials.enclosed import LARGEST
from shared.credentials.keys import PublicKey, public_multibase
from shared.credentials.proof import Verdict, sign, verify
from tests.training.certificates.badges import ISSUER, KEY, PEOPLE, TAMPERINGS, WHEN, facts, tampered

KEYS = {KEY.method: PublicKey(KEY.method, ISSUER.address, public_multibase(KEY.seed))}
SIGNED = sign(credential(facts(), ISSUER), KEY, WHEN)


def outcome(content: bytes) -> Outcome:
    return check(content, KEYS).outcome


def pdf_with(content: bytes, name: str = FILE) -> bytes:
    """As the press makes it: PDF/A-3a with an attachment."""
    how = 'relationship: "alternative", mime-type: "application/json", description: "x"'
    text = f'#set document(title: "x")\nA\n#pdf.attach("{name}", read("held", encoding: none), {how})'
    files: Any = {"main.typ": text.encode(), "held": content}
    made = typst.compile(files, format="pdf", pdf_standards=["a-3a", "ua-1"], timestamp=1_800_000_000)
    assert isinstance(made, bytes)
    return made


def archives(files: dict[str, bytes]) -> list[bytes]:
    """As a ZIP and as a tar; the bytes of each file stand in both as they are."""
    packed, rolled = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file, tarfile.open(fileobj=rolled, mode="w") as tape:
        for name, content in files.items():
            file.writestr(name, content)
            about = tarfile.TarInfo(name)
            about.size = len(content)
            tape.addfile(about, io.BytesIO(content))
    return [packed.getvalue(), rolled.getvalue()]


@pytest.mark.parametrize("language", PEOPLE)
def test_ours_as_json_and_inside_its_pdf(language: str) -> None:
    file = file_of(sign(credential(facts(language), ISSUER), KEY, WHEN))
    for content in (file, b"\xef\xbb\xbf" + file, pdf_with(file)):
        checked = check(content, KEYS)
        assert checked.outcome is Outcome.VALID
        assert checked.badge is not None
        assert checked.badge.credential_subject.identifier[0].identity_hash == PEOPLE[language][0]
        assert checked.address == facts().address


@pytest.mark.parametrize("how", TAMPERINGS)
def test_what_was_tampered_with_is_refused(how: str) -> None:
    expected = {"the proof removed": Outcome.NOT_SIGNED, "a key of their own": Outcome.UNKNOWN_KEY}
    content = json.dumps(tampered(SIGNED, how)).encode()
    for each in (content, pdf_with(content)):
        assert check(each, KEYS) == Checked(outcome=expected.get(how, Outcome.CHANGED))


def test_the_same_statements_written_otherwise_are_not_what_was_signed() -> None:
    """The signature holds for each of these: statements are what it covers. Readers of JSON would see another thing."""
    changes: list[Callable[[dict[str, Any]], object]] = [
        lambda document: document["type"].reverse(),
        lambda document: document["credentialSubject"]["identifier"].reverse(),
        lambda document: document["credentialSubject"]["type"].append("AchievementSubject"),
        lambda document: document.update(evidence=document["evidence"][0]),
    ]
    for change in changes:
        document = msgspec.json.decode(msgspec.json.encode(SIGNED))
        change(document)
        assert verify(document, KEYS.get) is Verdict.VALID
        assert check(msgspec.json.encode(document), KEYS) == Checked(outcome=Outcome.CHANGED)


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
    | st.sampled_from(["Kim Jiwoo", "_:c14n0", "https://a.example/> <b", "\ud800", "urn:wego-slot:1:"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["@id", "@type", "@value", "@language", "id", "type"]), inner),
    max_leaves=6,
)  # fmt: skip


def _places(node: Any) -> Iterator[tuple[Any, Any]]:
    """Every member and every place in a list, with what holds it."""
    for at in list(node) if isinstance(node, dict) else range(len(node)):
        yield node, at
        if isinstance(node[at], dict | list):
            yield from _places(node[at])


@settings(max_examples=150)
@given(st.data())
def test_whatever_is_changed_at_any_place_is_seen(data: st.DataObject) -> None:
    document = deepcopy(SIGNED)
    node, at = data.draw(st.sampled_from(list(_places(document))))
    match data.draw(st.sampled_from(["other", "gone", "more", "twice"])):
        case "other":
            node[at] = data.draw(ANY)
        case "gone":
            del node[at]
        case "more" if isinstance(node, dict):
            node[
                data.draw(st.sampled_from(["@id", "@type", "@graph", "@context", "url", "image", "x", "schema:name"]))
            ] = data.draw(ANY)
        case _ if isinstance(node, list):
            node.append(deepcopy(node[at]))
        case _:
            node["endorsement"] = deepcopy(node[at])
    checked = check(json.dumps(document).encode(), KEYS)
    same = json.dumps(document, sort_keys=True) == json.dumps(SIGNED, sort_keys=True)  # in Python 0 equals False
    assert (checked.outcome is Outcome.VALID) == same


def test_a_member_that_stands_twice_is_nothing() -> None:
    text = json.dumps(SIGNED).replace('"name": "World', '"name": "Elsewhere", "name": "World', 1)
    assert outcome(text.encode()) is Outcome.NOTHING


def test_a_key_is_trusted_because_we_know_it_not_because_the_file_says_so() -> None:
    assert check(file_of(SIGNED), {}).outcome is Outcome.UNKNOWN_KEY


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{}", b"[]", b"7", b"\x00\xff", b"{" * 100_000, b"[" * 100_000, b'{"@context":' * 5_000,
        b'{"@context": NaN}',
        b"%PDF-1.7\n%%EOF", b'{"@context": "' + b"x" * 300_000 + b'"}', pdf_with(b"not JSON"), pdf_with(b'{"a": 1}'),
    ],
)  # fmt: skip
def test_files_that_hold_no_credential(content: bytes) -> None:
    assert outcome(content) is Outcome.NOTHING


def test_files_that_mean_harm_end_soon() -> None:
    stream = b"1 0 obj\n<</Type/EmbeddedFile/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\n"
    bomb = zlib.compress(b" " * 100_000_000, 9)
    harm = {
        "a stream that swells": b"%PDF-1.7\n" + stream % (len(bomb), bomb),
        "many streams": b"%PDF-1.7\n" + stream % (12, zlib.compress(b"{}")) * 50_000,
        "one that never ends": b"%PDF-1.7\n" + b"<</Type/EmbeddedFile" * 200_000,
        "ones without a stream": b"%PDF-1.7\n" + b"obj/EmbeddedFile stream" * 200_000,
        "open brackets": b"%PDF-1.7\n" + b"<" * 4_900_000,
        "many types": json.dumps(SIGNED | {"evidence": [{"type": "Evidence"}] * 5_000}).encode(),
        "nodes alike": json.dumps(SIGNED | {"evidence": [{"type": ["Evidence"], "name": "x"}] * 60}).encode(),
    }
    for name, content in harm.items():
        began = time.process_time()
        assert outcome(content) in (Outcome.NOTHING, Outcome.CHANGED), name
        assert time.process_time() - began < 10, name  # thirty times what it takes: a bound on harm, not a speed
    assert outcome(b"x" * (LARGEST + 1)) is Outcome.TOO_LARGE


def test_the_first_credential_of_several_attachments_counts() -> None:
    pdf = pdf_with(b'{"a": 1}', "other.json")
    held = zlib.compress(file_of(SIGNED))
    appended = b"9 0 obj\n<</Length %d /Type /EmbeddedFile /Filter /FlateDecode>>\nstream\r\n%s\nendstream" % (
        len(held), held
    )  # fmt: skip
    assert outcome(pdf + appended) is Outcome.VALID
    plain = b"9 0 obj\n<</Type/EmbeddedFile/Length %d>>\nstream\n%s\nendstream" % (
        len(file_of(SIGNED)),
        file_of(SIGNED),
    )
    assert outcome(pdf + plain) is Outcome.VALID
