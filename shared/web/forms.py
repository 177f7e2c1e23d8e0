"""Forms: read loosely into lists of texts, shown again with what was typed and what to mend."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from litestar import Request
from litestar.datastructures import UploadFile
from litestar.exceptions import SerializationException

from shared import unread
from shared.errors import Malformed, Problem
from shared.http import FieldError, translated
from shared.i18n import Translator, mark
from shared.web.openapi_body import misread_fields

_FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


class Form(dict[str, list[str]]):
    """A posted form: every value of every field, as typed. The domain validates; nothing is lost on the way."""

    def one(self, field: str) -> str:
        """The last value of a field without spaces around it; empty where there is none."""
        return (self.get(field) or [""])[-1].strip()

    def all(self, field: str) -> list[str]:
        """All values that are not empty, in their order."""
        return [value.strip() for value in self.get(field, ()) if value.strip()]

    def checked(self, field: str) -> bool:
        return bool(self.all(field))

    def body(self) -> dict[str, Any]:
        """One value a field, as the domain reads a form and a JSON body alike."""
        return {name: self.one(name) for name in self}

    @classmethod
    def holding(cls, values: Mapping[str, str | Iterable[str]]) -> Form:
        """A form filled in by us, to start from: `Form.holding({"country": "KR", "sessions": slugs})`."""
        return cls({name: [value] if isinstance(value, str) else list(value) for name, value in values.items()})


class FormView(msgspec.Struct, frozen=True):
    """A form as a template shows it: what stands in its fields, and each problem in the reader's language."""

    values: Form
    problems: tuple[FieldError, ...] = ()

    @classmethod
    def of(cls, texts: Translator, values: Form, problems: Iterable[Problem] = ()) -> FormView:
        return cls(values, translated(tuple(problems), texts))

    def value(self, field: str) -> str:
        return (self.values.get(field) or [""])[-1]

    def chosen(self, field: str, value: str) -> bool:
        return value in self.values.get(field, ())

    def error(self, field: str) -> str:
        """What is wrong with a field; empty where nothing is."""
        return next((problem.message for problem in self.problems if problem.field == field), "")


async def read_form(request: Request[Any, Any, Any]) -> Form:
    """The posted form, urlencoded or multipart; files are left out. Raises Malformed where the body is neither."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _FORM_TYPES:
        raise Malformed(mark("Send the form as a browser does."))
    form = Form()
    for name, value in (await request.form()).multi_items():
        if isinstance(value, str):
            form.setdefault(name, []).append(value)
    return form


async def read_json(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """The body as a JSON object, its values unchecked. Fields that the staff's API does not have, and what is sent for
    true or false (`misread_fields`), are refused with all else that is bad (shared/unread.py). Raises Malformed where
    it is no object.
    """
    try:
        body = await request.json()
    except (SerializationException, UnicodeDecodeError, RecursionError) as error:
        raise Malformed(mark("The body is not JSON.")) from error
    if not isinstance(body, dict):
        raise Malformed(mark("The body must be a JSON object."))
    unread.note(misread_fields(request.route_handler.operation_class, request.scope["path"], body))
    return body


async def read_file(request: Request[Any, Any, Any], field: str) -> tuple[str, bytes]:
    """The name and the content of an uploaded file; both empty where none was chosen. Raises Malformed."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "multipart/form-data":
        raise Malformed(mark("Send the form as a browser does."))
    file = (await request.form()).get(field)
    return (file.filename, await file.read()) if isinstance(file, UploadFile) else ("", b"")
