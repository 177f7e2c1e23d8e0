"""Pages from Jinja templates: one environment a language, so that macros need no context and are compiled once."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Mapping, MutableMapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, Template, TemplateError
from litestar import Response
from litestar.response import Redirect
from markupsafe import Markup

from shared.errors import Invalid
from shared.http import status_of
from shared.i18n import DEFAULT, LANGUAGES, Language, translator
from shared.i18n.lists import comma_list, semicolon_list
from shared.prose import paragraphs
from shared.web import texts
from shared.web.forms import Form, FormView
from shared.web.icons import icon
from shared.web.options import option_lines
from shared.web.reader import Reader
from shared.web.ruler import month_letters, ruler
from shared.web.security import PRIVATE
from shared.web.static import ASSETS
from shared.web.template_code import TemplateCode

log = logging.getLogger(__name__)
TEMPLATES = Path(__file__).parent / "templates"
_HTML = "text/html"
# Pages differ by cookie and language: a shared cache must not keep them, a browser asks again.
_PUBLIC = {"Cache-Control": "private, no-cache", "Vary": "Cookie, Accept-Language"}


_CODE = TemplateCode(Path(__file__))


class _Environment(Environment):
    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The environment's own names: Jinja's ChainMap over them is searched name by name for every import of a page,
        a tenth of a small one, and no template of ours has names that the others lack.
        """
        return super().make_globals(d) if d else self.globals


class Pages:
    """The templates of one service. `folders` come before the shared templates."""

    def __init__(self, folders: Sequence[Path] = (), extras: Mapping[str, Any] | None = None) -> None:
        self._folders = [str(folder) for folder in (*folders, TEMPLATES)]
        self._extras = dict(extras or {})
        self._environments = {language.code: self._environment(language) for language in LANGUAGES}

    def _environment(self, language: Language) -> Environment:
        environment = _Environment(
            loader=ChoiceLoader([FileSystemLoader(folder) for folder in self._folders]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=_CODE,
        )
        environment.policies["ext.i18n.trimmed"] = True
        environment.newstyle_gettext = True  # type: ignore[attr-defined]  # {% trans %} hands its variables over
        environment.globals |= {
            **texts.functions(translator(language.code).catalogue),
            "static": ASSETS.url,
            "icon": icon,
            "option_lines": option_lines,
            "paragraphs": paragraphs,
            "ruler": ruler,
            "LANGUAGES": LANGUAGES,
            "language": language,
            "month_letters": month_letters(language.code),
            "comma_list": partial(comma_list, texts=translator(language.code)),
            "semicolon_list": partial(semicolon_list, texts=translator(language.code)),
            **self._extras,
        }
        return environment

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every template of the service."""
        return tuple(self._environments["en"].list_templates(extensions=("html",)))

    @cached_property
    def _cold(self) -> deque[str]:
        """What `warm` has not compiled yet."""
        return deque(self.names)

    async def warm(self) -> None:
        """Compile every template, one after the other, so that no reader waits for it.

        Between two it pauses for nine times what the processor took, so that the readers of the first seconds do not
        wait for it either. Called again it goes on where it was cancelled.
        """
        while self._cold:
            begun = time.thread_time()
            name = self._cold.popleft()
            try:
                self._environments[DEFAULT.code].get_template(name)
            except TemplateError:
                log.exception("a template does not compile", extra={"template": name})
            await asyncio.sleep(9 * (time.thread_time() - begun))

    def render(self, reader: Reader, name: str, context: Mapping[str, Any]) -> str:
        """The page as text."""
        return self.template(reader.language, name).render(reader=reader, **context)

    def part(self, language: Language, name: str, **context: Any) -> Markup:
        """A part of a page, from a template that extends nothing."""
        return Markup(self.template(language, name).render(**context))  # noqa: S704  # templates escape

    def template(self, language: Language, name: str) -> Template:
        """One compiled template. Raises TemplateNotFound, TemplateSyntaxError."""
        return self._environments[language.code].get_template(name)


def page(
    reader: Reader, template: str, *, status: int = 200, headers: Mapping[str, str] | None = None, **context: Any
) -> Response[str]:
    """A public page. The template extends "layout.html"; `context` is what it names, beside `reader`."""
    body = reader.pages.render(reader, template, context)
    return Response(body, media_type=_HTML, status_code=status, headers={**_PUBLIC, **(headers or {})})


def private_page(reader: Reader, template: str, *, status: int = 200, **context: Any) -> Response[str]:
    """A page under a personal link: no Referer leaves it, nothing stores it, search engines stay out."""
    return page(reader, template, status=status, headers=PRIVATE, **context)


def invalid_page(
    reader: Reader, template: str, form: Form, error: Invalid, *, private: bool = False, **context: Any
) -> Response[str]:
    """The form again, status 422 (413 where something is too large): everything typed is kept, each problem stands
    beside its field and on top.
    """
    make = private_page if private else page
    return make(
        reader, template, status=status_of(error), form=FormView.of(reader.texts, form, error.problems), **context
    )


def go(path: str) -> Redirect:
    """After a POST: on to a page of ours (303, RFC 9110, 15.4.4)."""
    return Redirect(path, status_code=303)
