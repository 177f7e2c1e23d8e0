"""Letters that no font of the documents has: they are told in words, never printed as boxes."""

from shared.documents.fonts import missing

_MOST = 12


def lost(*texts: str) -> str:
    """The letters of these that cannot be printed, the first dozen, to be shown; "" where all can."""
    letters = missing("".join(texts))
    return " ".join(letters[:_MOST]) + (" …" if len(letters) > _MOST else "")
