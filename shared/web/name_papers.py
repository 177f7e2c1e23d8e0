"""What the form of badges and name plates offers (parts/name_papers.html), in the reader's language."""

from collections.abc import Mapping
from typing import Any

from shared.documents.name_papers import MOST_BLANK, PAPERS, SORTED, Role
from shared.i18n import LANGUAGES
from shared.web.reader import Reader


def choices_of(roles: Mapping[str, Role], reader: Reader) -> dict[str, Any]:
    """`roles` by the key that stands for each."""
    words = reader.texts.gettext
    return {
        "papers": [(paper.value, words(text)) for paper, text in PAPERS.items()],
        "sorted_by": [(order, words(text)) for order, text in SORTED.items()],
        "languages": [(each.code, each.name) for each in LANGUAGES],
        "roles": [(key, words(role.words)) for key, role in roles.items()],
        "most_blank": MOST_BLANK,
    }
