"""gettext for templates: what jinja2.ext.i18n calls "newstyle", without its three calls a text through the context."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from gettext import NullTranslations

from markupsafe import Markup


def functions(catalogue: NullTranslations) -> Mapping[str, Callable[..., Markup]]:
    """The names under which templates know them. Texts are ours and may hold markup; what fills their holes is escaped.

    Every text is a format string, with or without parameters, as everywhere (shared.i18n).
    """

    @lru_cache(maxsize=4096)
    def plain(message: str) -> Markup:
        return Markup(catalogue.gettext(message)) % {}  # noqa: S704  # our own texts

    def gettext(message: str, /, **params: object) -> Markup:
        if not params:
            return plain(message)
        return Markup(catalogue.gettext(message)) % params  # noqa: S704

    def ngettext(one: str, many: str, number: int, /, **params: object) -> Markup:
        return Markup(catalogue.ngettext(one, many, number)) % {"num": number, **params}  # noqa: S704

    def pgettext(context: str, message: str, /, **params: object) -> Markup:
        return Markup(catalogue.pgettext(context, message)) % params  # noqa: S704

    def npgettext(context: str, one: str, many: str, number: int, /, **params: object) -> Markup:
        return Markup(catalogue.npgettext(context, one, many, number)) % {"num": number, **params}  # noqa: S704

    return {"_": gettext, "gettext": gettext, "ngettext": ngettext, "pgettext": pgettext, "npgettext": npgettext}
