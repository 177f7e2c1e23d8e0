"""The answers to a survey that is not anonymous, person by person: a page and its files. For organizers alone."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Request, Response, get
from litestar.response import Stream

from services.training.domain.surveys.desk import read_filter
from services.training.domain.surveys.named import Column, Named, columns_of, searched, value_of
from services.training.operations.surveys import named as operation
from services.training.web.surveys.result_words import in_words, language_in, number, title_words, value_words
from services.training.web.surveys.results_file import file_name
from shared.i18n import Translator
from shared.i18n.lists import comma_list
from shared.i18n.mark import mark
from shared.spreadsheet import Batches, Cell, csv_of
from shared.web.attachment import disposition
from shared.web.given import FromPath, TheHouse, TheReader, TheStaff
from shared.web.pages import private_page
from shared.web.security import PRIVATE
from shared.workbook import MEDIA_TYPE, workbook_of

_PATH = "/organize/surveys/{survey:uuid}/answers"
_PAGE = 20
_ENDS = (mark("Before"), mark("Now"))


@get(_PATH)
async def show(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, survey: FromPath[UUID]
) -> Response[str]:
    """`q` searches by name."""
    told = await operation.show(house, staff, survey)
    chosen, texts = read_filter(request.query_params), reader.texts
    found = searched(told.people, chosen.words)
    first = (chosen.page - 1) * _PAGE
    path = f"/organize/surveys/{survey}"

    def link(page: int) -> str:
        return f"{path}/answers?{urlencode({'q': chosen.words, 'page': page})}"

    return private_page(
        reader,
        "surveys/named.html",
        path=path,
        title=in_words(told.survey.title, reader.language.code),
        title_language=language_in(told.survey.title, reader.language.code),
        chosen=chosen,
        total=len(found),
        first=first + 1,
        last=min(first + _PAGE, len(found)),
        people=[(each, _rows(columns_of(told.survey.items), each, texts)) for each in found[first : first + _PAGE]],
        previous=link(chosen.page - 1) if chosen.page > 1 else "",
        next=link(chosen.page + 1) if first + _PAGE < len(found) else "",
    )


@get(_PATH + ".csv")
async def download(house: TheHouse, reader: TheReader, staff: TheStaff, survey: FromPath[UUID]) -> Stream:
    """A line a person."""
    told = await operation.export(house, staff, survey)
    file = csv_of(_headings(told, reader.texts), _lines(told, reader.texts))
    return Stream(file, media_type="text/csv", headers=_attached(told, "csv"))


@get(_PATH + ".xlsx")
async def workbook(house: TheHouse, reader: TheReader, staff: TheStaff, survey: FromPath[UUID]) -> Stream:
    """The same as a workbook; numbers are numbers there."""
    told = await operation.export(house, staff, survey)
    file = workbook_of(_headings(told, reader.texts), _lines(told, reader.texts))
    return Stream(file, media_type=MEDIA_TYPE, headers=_attached(told, "xlsx"))


def _headings(told: operation.Told, texts: Translator) -> list[str]:
    return [
        texts.gettext("Name"),
        texts.gettext("Mail"),
        *(_head(each, texts) for each in columns_of(told.survey.items)),
    ]


async def _lines(told: operation.Told, texts: Translator) -> Batches:
    columns = columns_of(told.survey.items)
    yield [[each.person.name, each.person.email, *(_cell(column, each, texts) for column in columns)]
           for each in told.people]  # fmt: skip


def _rows(columns: list[Column], each: Named, texts: Translator) -> list[tuple[str, str, str]]:
    """Question, its language, the answer; what was not answered is left out."""
    found = []
    for column in columns:
        cell = _cell(column, each, texts)
        words = cell if isinstance(cell, str) else number(float(cell), texts) if isinstance(cell, int | float) else ""
        if words:
            found.append((_head(column, texts), language_in(column.item.text, texts.language.code), words))
    return found


def _head(column: Column, texts: Translator) -> str:
    words = title_words(column.part, texts) if column.part else in_words(column.item.text, texts.language.code)
    if column.twice:
        end = texts.pgettext("before and now", _ENDS[1]) if column.place else texts.gettext(_ENDS[0])
        return texts.pgettext("label", "%(label)s: %(words)s", label=words, words=end)
    return words


def _cell(column: Column, each: Named, texts: Translator) -> Cell:
    """A number, the words of what was chosen with what was written for “other”, or the text."""
    part, wrote = column.part, each.words.get(column.item.key, "")
    if part is None:
        return wrote
    value = value_of(column, each.answers)
    if not isinstance(value, tuple):
        return value
    choices = {choice.key: choice for choice in (*part.values, *([part.outside] if part.outside else []))}
    words = [value_words(part, choices[key], texts) for key in value if key in choices]
    if not words and value and part.outside:
        words = [in_words(part.outside.text, texts.language.code)]
    told = comma_list(words, texts)
    return texts.pgettext("label", "%(label)s: %(words)s", label=told, words=wrote) if told and wrote else told or wrote


def _attached(told: operation.Told, form: str) -> dict[str, str]:
    name = file_name(told.survey, told.about, f"answers.{form}")
    return {**PRIVATE, "Content-Disposition": disposition(name)}


HANDLERS: tuple[Any, ...] = (show, download, workbook)
