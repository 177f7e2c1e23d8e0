"""The quick way gives what a whole JSON-LD processor gives, and refuses whatever a signature would not cover."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld  # type: ignore[import-untyped]

from shared.credentials import contexts
from shared.credentials.canonical import canonical
from shared.credentials.lifting import NotCovered
from tests.shared.credentials.samples import CONTEXTS, EXAMPLE, sample


def whole(document: dict[str, Any]) -> str:
    """By pyld alone: expansion, conversion to RDF and URDNA2015, with nothing remembered."""
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": contexts.load}
    return str(jsonld.normalize(document, options))


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n\t\r"\\'), min_size=1, max_size=40)


def test_the_examples() -> None:
    for document in (EXAMPLE, sample(), sample("Abebe Bikila", "አበበ ቢቂላ", "am")):
        assert canonical(document) == whole(document)


@given(TEXT, TEXT, st.sampled_from(["ko", "am", "zh-Hant", "EN-us", "ar"]), TEXT, st.booleans())
def test_any_text(name: str, native: str, language: str, narrative: str, hashed: bool) -> None:
    document = sample(name, native + "'", language)
    document["credentialSubject"]["achievement"]["criteria"]["narrative"] = narrative
    document["credentialSubject"]["identifier"][0]["hashed"] = hashed
    assert canonical(document) == whole(document)


@given(
    st.lists(
        st.sampled_from(["https://a.example", "https://b.example/%ED%95%9C", "did:web:a.example"]),
        min_size=4,
        max_size=4,
    )
)
def test_any_address_even_the_same_one_twice(addresses: list[str]) -> None:
    document = sample()
    subject = document["credentialSubject"]
    document["id"], document["issuer"]["id"], subject["id"], subject["achievement"]["id"] = addresses
    assert canonical(document) == whole(document)


def _with(path: str, value: Any) -> dict[str, Any]:
    document = sample()
    node: Any = document
    *way, last = path.split("/")
    for step in way:
        node = node[int(step) if step.isdecimal() else step]
    node[int(last) if last.isdecimal() else last] = value
    return document


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("grade", "A"),
        ("credentialSubject/grade", "A"),
        ("credentialSubject/honours", True),
        ("credentialSubject/schema:name", "Else"),
        ("credentialSubject/@id", "https://a.example"),
        ("credentialSubject/@reverse", {"name": "x"}),
        ("credentialSubject/type", ["AchievementSubject", "Doctor"]),
        ("credentialSubject/type", ["AchievementSubject", "https://a.example/> .\n<https://b.example> <p"]),
        ("credentialSubject/type", "_:b0"),
        ("credentialSubject/type", 7),
        ("credentialSubject/type", {"a": "b"}),
        ("credentialSubject/id", "relative"),
        ("credentialSubject/id", "_:b0"),
        ("credentialSubject/id", "https://a.example/> <x"),
        ("credentialSubject/licenseNumber", None),
        ("credentialSubject/licenseNumber", 7),
        ("credentialSubject/licenseNumber", 7.5),
        ("credentialSubject/licenseNumber", "a\x00b"),
        ("credentialSubject/licenseNumber", "a\x7fb"),
        ("credentialSubject/licenseNumber", "urn:wego-slot:3:"),
        ("credentialSubject/result", []),
        ("credentialSubject/name", [["a"]]),
        ("credentialSubject/name", {"@value": "a"}),
        ("credentialSubject/name", {"@value": "a", "@language": "no tag"}),
        ("credentialSubject/name", {"@value": "a", "@language": "ar", "@direction": "rtl"}),
        ("credentialSubject/name", {"@value": "a", "@type": "https://a.example"}),
        ("credentialSubject/identifier/0/hashed", "false"),
        ("credentialSubject/@context", {"name": "https://a.example"}),
        (
            "credentialSubject/identifier/1",
            {"type": "IdentityObject", "hashed": False, "identityHash": "Kim Jiwoo", "identityType": "name"},
        ),
        ("@context", CONTEXTS[:1]),
        ("@context", CONTEXTS[1:]),
        ("@context", [*CONTEXTS, {"grade": "https://a.example"}]),
        ("@context", CONTEXTS[0]),
        ("name", {"a": {"a": {"a": {"a": {"a": {"a": {"a": {"a": {"a": {"a": {"a": {"a": {"a": "b"}}}}}}}}}}}}}),
        ("credentialSubject/name", ["a"] * 1000),
        ("credentialSubject/identifier", [{"type": "IdentityObject"}] * 3000),
    ],
)
def test_what_a_signature_would_not_cover_is_refused(path: str, value: Any) -> None:
    with pytest.raises(NotCovered):
        canonical(_with(path, value))


def test_a_context_that_is_not_shipped_is_not_fetched() -> None:
    with pytest.raises(contexts.UnknownContext):
        canonical(_with("@context", [*CONTEXTS, "https://w3id.org/citizenship/v4rc1"]))
