"""No two columns of a file have one heading, in any language: whoever reads it could not tell them apart."""

import pytest

from services.registration.web import export
from services.training.web import arrivals_file, record_file
from services.training.web.certificates import files
from services.training.web.surveys import codebook_file, results_file
from shared.fields import LANGUAGES
from shared.i18n import Translator, translator


def _headings(texts: Translator) -> dict[str, list[str]]:
    """Of every file whose headings are words of ours; those of files that are read again are names, in no language."""
    marked = {
        "registrations": export.COLUMNS,
        "certificates": files.COLUMNS,
        "attendance": record_file.COLUMNS,
        "results": results_file.COLUMNS,
        "codebook": codebook_file.CODEBOOK,
    }
    found = {name: [texts.gettext(column) for column in columns] for name, columns in marked.items()}
    return {**found, "arrivals": arrivals_file.headings(texts)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_columns_have_one_heading(language: str) -> None:
    found = _headings(translator(language))
    twice = {(name, each) for name, columns in found.items() for each in columns if columns.count(each) > 1}
    assert twice == set()


@pytest.mark.parametrize(
    ("language", "awarded", "issued"),
    [
        ("en", "Awarded on", "Issued on"),
        ("ko", "수여일", "발급일"),
        ("zh", "授予日期", "颁发日期"),
        ("es", "Fecha de concesión", "Fecha de emisión"),
        ("fr", "Décerné le", "Délivré le"),
    ],
)
def test_awarding_and_issuing_are_told_apart_as_the_desk_does(language: str, awarded: str, issued: str) -> None:
    """Two words for the same, as *expedición* and *emisión* are, would be no better than one."""
    texts = translator(language)
    assert (texts.gettext("Awarded on"), texts.gettext("Issued on")) == (awarded, issued)
