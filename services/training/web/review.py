"""Reviews on the desk: a reviewer's list, one nomination with its form, and for organizers who reviews."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.response import File

from services.training.domain.call import Question, QuestionKind
from services.training.domain.scores import Review
from services.training.operations import reviewing
from services.training.operations.reviewing import Desk, Sheet
from services.training.web.files import handed_out
from services.training.web.no_call import no_call_page, steps
from services.training.web.selection import words_for
from shared.errors import Conflict, Invalid, Problem
from shared.identity.staff import Role, Staff
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader

PATH = "/organize/training/{slug:str}/review"
ONE = PATH + "/{nomination:uuid}"


@get(PATH)
async def reviews(
    house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str], done: FromQuery[str] = ""
) -> Response[str]:
    """What is to do and what is done; who reviews, for organizers."""
    try:
        found = await reviewing.show(house, staff, slug)
    except Conflict as error:
        if error.code != "no-call":
            raise
        return await no_call_page(house, reader, staff, slug, "review")
    form = FormView.of(reader.texts, Form())
    return private_page(reader, "organize_reviews.html", form=form, done=done, **_context(found, staff, reader))


@post(PATH)
async def add_reviewer(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """Somebody with an account is asked to review."""
    form = await read_form(request)
    try:
        await reviewing.add_reviewer(house, staff, slug, form.body())
    except Invalid as error:
        found = await reviewing.show(house, staff, slug)
        context = _context(found, staff, reader)
        return invalid_page(reader, "organize_reviews.html", form, error, private=True, done="", **context)
    return go(f"{_path(slug)}?done=added")


@post(PATH + "/reviewers/{reviewer:uuid}/remove")
async def remove_reviewer(
    house: TheHouse, staff: TheStaff, slug: FromPath[str], reviewer: FromPath[UUID]
) -> Response[Any]:
    """Who has not begun reviews no more."""
    await reviewing.remove_reviewer(house, staff, slug, reviewer)
    return go(f"{_path(slug)}?done=removed")


@get(ONE)
async def sheet(
    *,
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    slug: FromPath[str],
    nomination: FromPath[UUID],
    done: FromQuery[str] = "",
) -> Response[str]:
    """One nomination, with what this reviewer wrote."""
    found = await reviewing.one(house, staff, slug, nomination)
    form = FormView.of(reader.texts, _filled(found.review))
    return private_page(reader, "organize_review.html", form=form, done=done, **_one(found, staff, reader))


@post(ONE)
async def keep(
    *,
    request: Request[Any, Any, Any],
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    slug: FromPath[str],
    nomination: FromPath[UUID],
) -> Response[Any]:
    """Kept, half done or whole; a whole one leads on to the next."""
    form = await read_form(request)
    body: dict[str, object] = form.body()
    try:
        found = await reviewing.put(house, staff, slug, nomination, body)
    except (Invalid, Conflict) as error:
        if isinstance(error, Conflict):
            error = Invalid([Problem("", error.message, error.params)])
        found = await reviewing.one(house, staff, slug, nomination)
        context = _one(found, staff, reader)
        return invalid_page(reader, "organize_review.html", form, error, private=True, done="", **context)
    assert found.review is not None
    if not found.review.closed:
        return go(f"{_path(slug)}/{nomination}?done=half")
    return go(f"{_path(slug)}/{found.next.id}?done=whole" if found.next else f"{_path(slug)}?done=all")


@get(ONE + "/files/{kind:str}")
async def file(
    house: TheHouse, staff: TheStaff, slug: FromPath[str], nomination: FromPath[UUID], kind: FromPath[str]
) -> File:
    """A file of a nomination, for those who review it."""
    return handed_out(await reviewing.open_file(house, staff, slug, nomination, kind))


def _context(found: Desk, staff: Staff, reader: Reader) -> dict[str, Any]:
    return {
        "cohort": found.own.cohort,
        "found": found,
        "path": _path(found.own.cohort.slug),
        "may_change": staff.role in (Role.ADMIN, Role.ORGANIZER),
        "opens": steps(staff, reviews=found.mine is not None),
        **words_for(reader),
    }


def _one(found: Sheet, staff: Staff, reader: Reader) -> dict[str, Any]:
    nomination, call = found.nomination, found.desk.own.call
    answers = [(each.label, _answer(each, nomination.answers.get(each.key), reader)) for each in call.questions]
    return _context(found.desk, staff, reader) | {
        "sheet": found,
        "who": nomination,
        "answers": [(label, words) for label, words in answers if words],
        "criteria": call.criteria,
        "scales": {one.key: [(str(n), str(n), "") for n in range(one.scale + 1)] for one in call.criteria},
    }


def _answer(question: Question, given: str | None, reader: Reader) -> str:
    if question.kind is QuestionKind.YES_NO and given:
        return reader.texts.gettext("Yes") if given == "yes" else reader.texts.gettext("No")
    return given or ""


def _filled(review: Review | None) -> Form:
    if review is None:
        return Form()
    scores = {f"score-{key}": str(score) for key, score in review.scores.items()}
    return Form.holding({"comment": review.comment, **scores, **({"recused": "true"} if review.recused else {})})


def _path(slug: str) -> str:
    return PATH.replace("{slug:str}", slug)


HANDLERS: tuple[Any, ...] = (reviews, add_reviewer, remove_reviewer, sheet, keep, file)
