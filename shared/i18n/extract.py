"""Finds every text in code, pages and mail, and brings the catalogues up to it."""

from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import write_po

from shared.i18n.catalogues import DOMAIN, path_of, read
from shared.i18n.languages import DEFAULT, LANGUAGES

ROOT = Path(__file__).parents[2]
FOLDERS = ("services", "shared", "deploy")
CONFIGURATION = Path(__file__).parent / "babel.cfg"
KEYWORDS = {**DEFAULT_KEYWORDS, "mark": None, "marks": (1, 2)}
# A date in the header would change with every run; the history is in the commits.
_ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)

TRANSLATED = tuple(language.code for language in LANGUAGES if language is not DEFAULT)


def found() -> Catalog:
    """A template of every text that the source holds now."""
    with CONFIGURATION.open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]  # Babel
    template = Catalog(domain=DOMAIN, project="WeGO", version="1", creation_date=_ALWAYS, charset="utf-8")
    for folder in FOLDERS:
        for name, line, message, comments, context in extract_from_dir(
            ROOT / folder, methods, options, KEYWORDS, comment_tags=("TRANSLATORS:",), strip_comment_tags=True
        ):
            template.add(message, None, [(f"{folder}/{name}", line)], auto_comments=comments, context=context)
    return template


def update() -> dict[str, int]:
    """Write what is new into every catalogue, drop what is gone. Returns how many texts each lacks."""
    template, missing = found(), {}
    for code in TRANSLATED:
        if path_of(code).exists():
            catalogue = read(code)
            catalogue.update(template, no_fuzzy_matching=True)
        else:
            catalogue = Catalog(locale=code, domain=DOMAIN, charset="utf-8")
            catalogue.update(template)
        catalogue.obsolete.clear()
        _write(catalogue, code)
        missing[code] = len([message for message in catalogue if message.id and not _is_translated(message.string)])
    return missing


def _is_translated(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return all(string) and bool(string) if isinstance(string, list | tuple) else bool(string)


def _write(catalogue: Catalog, code: str) -> None:
    catalogue.project, catalogue.version, catalogue.fuzzy = "WeGO", "1", False
    catalogue.creation_date = catalogue.revision_date = _ALWAYS
    catalogue.last_translator, catalogue.language_team = "WeGO", code
    catalogue.header_comment = "# Texts of the WeGO event and training system.\n#"
    path_of(code).parent.mkdir(parents=True, exist_ok=True)
    with path_of(code).open("wb") as file:
        write_po(file, catalogue, width=120, no_location=True, sort_output=True, omit_header=False)
