"""Results of a survey on the desk, and for the trainer of the session: the page, its comments, its files."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.response import Stream

from services.training.hands import TheHands
from services.training.operations.surveys import comments as sorting
from services.training.operations.surveys import results as operation
from services.training.operations.surveys.readers import NO_SURVEY
from services.training.operations.surveys.report import print_report
from services.training.web.surveys.codebook_file import CODEBOOK, codebook_rows
from services.training.web.surveys.comments_view import comments_context
from services.training.web.surveys.report_view import report_of
from services.training.web.surveys.results_file import COLUMNS, file_name, result_rows
from services.training.web.surveys.results_view import results_context
from shared.errors import Invalid, NotFound
from shared.spreadsheet import csv_of
from shared.web.attachment import disposition
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, TheHouse, TheReader
from shared.web.pages import go, invalid_page, private_page
from shared.web.security import PRIVATE
from shared.workbook import MEDIA_TYPE, workbook_of

_SURVEY = "/organize/surveys/{survey:str}"


@get(_SURVEY + "/results")
async def show(house: TheHouse, reader: TheReader, hands: TheHands, survey: FromPath[str]) -> Response[str]:
    """Every question with its picture and its numbers; `by` splits them by the answers to a choice."""
    shown = await operation.show(house, hands, survey_id(survey))
    desk = hands.staff is not None and hands.staff.sees_desk
    return private_page(reader, "surveys/results.html", **results_context(shown, reader), desk=desk)


@get(_SURVEY + "/comments")
async def comments(house: TheHouse, reader: TheReader, hands: TheHands, survey: FromPath[str]) -> Response[str]:
    """What people wrote: `q` searches, `tag` narrows."""
    shown = await operation.show(house, hands, survey_id(survey))
    form = FormView.of(reader.texts, Form())
    return private_page(reader, "surveys/comments.html", **comments_context(shown, reader), form=form)


@post(_SURVEY + "/comments/{words:str}")
async def sort(
    *,
    request: Request[Any, Any, Any],
    house: TheHouse,
    reader: TheReader,
    hands: TheHands,
    survey: FromPath[str],
    words: FromPath[str],
) -> Response[Any]:
    """Tags of a comment, and whether the report quotes it."""
    form = await read_form(request)
    place = (survey_id(survey), survey_id(words))
    try:
        body = {"tags": form.one("tags"), "quote": form.checked("quote")}
        await sorting.sort(house, hands.staff, place, body)
    except Invalid as error:
        shown = await operation.show(house, hands, place[0])
        context = comments_context(shown, reader)
        return invalid_page(reader, "surveys/comments.html", form, error, private=True, **context)
    return go(f"/organize/surveys/{place[0]}/comments#w-{place[1]}")


@get(_SURVEY + "/results.csv")
async def download(house: TheHouse, reader: TheReader, hands: TheHands, survey: FromPath[str]) -> Stream:
    """A line a number: what the page shows, split by every choice that may split."""
    shown = await operation.show(house, hands, survey_id(survey))
    columns = [reader.texts.gettext(column) for column in COLUMNS]
    file = csv_of(columns, result_rows(shown, reader.texts))
    return Stream(file, media_type="text/csv", headers=_attached(shown, "results.csv"))


@get(_SURVEY + "/results.xlsx")
async def workbook(house: TheHouse, reader: TheReader, hands: TheHands, survey: FromPath[str]) -> Stream:
    """The same as a workbook."""
    shown = await operation.show(house, hands, survey_id(survey))
    columns = [reader.texts.gettext(column) for column in COLUMNS]
    file = workbook_of(columns, result_rows(shown, reader.texts))
    return Stream(file, media_type=MEDIA_TYPE, headers=_attached(shown, "results.xlsx"))


@get(_SURVEY + "/codebook.csv")
async def codebook(house: TheHouse, reader: TheReader, hands: TheHands, survey: FromPath[str]) -> Stream:
    """What the keys mean: every question and answer in every language of the survey."""
    shown = await operation.show(house, hands, survey_id(survey))
    columns = [*(reader.texts.gettext(column) for column in CODEBOOK), *shown.survey.languages]
    file = csv_of(columns, codebook_rows(shown))
    return Stream(file, media_type="text/csv", headers=_attached(shown, "codebook.csv"))


@get(_SURVEY + "/results.pdf")
async def report(house: TheHouse, reader: TheReader, hands: TheHands, survey: FromPath[str]) -> Response[bytes]:
    """The report to print and to keep, with the quotes that were chosen."""
    shown = await operation.show(house, hands, survey_id(survey))
    file = await print_report(house, report_of(shown, reader))
    return Response(file, media_type="application/pdf", headers=_attached(shown, "report.pdf"))


def survey_id(text: str) -> UUID:
    """Raises NotFound for what is no id."""
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound(NO_SURVEY) from error


def _attached(shown: operation.Shown, name: str) -> dict[str, str]:
    return {**PRIVATE, "Content-Disposition": disposition(file_name(shown.survey, shown.about, name))}


HANDLERS: tuple[Any, ...] = (show, comments, sort, download, workbook, codebook, report)
