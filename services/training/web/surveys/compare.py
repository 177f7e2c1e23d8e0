"""Surveys side by side: the sessions of a cohort by trainer or module, cohorts by the questions they share."""

from typing import Any

import msgspec
from litestar import Request, Response, get

from services.training.domain.surveys.compared import Compared
from services.training.hands import TheHands
from services.training.operations.surveys import comparing
from services.training.operations.surveys.comparing import By
from services.training.web.surveys.charts import Chart, chart_of
from services.training.web.surveys.result_blocks import titled
from services.training.web.surveys.result_words import figures
from services.training.web.surveys.results import survey_id
from shared.i18n import Translator
from shared.i18n.mark import mark
from shared.web.given import TheHouse, TheReader
from shared.web.pages import private_page

_PATH = "/organize/surveys/compare"
_WAYS = {
    By.SESSION: (mark("By session"), mark("Session")),
    By.TRAINER: (mark("By trainer"), mark("Trainer")),
    By.MODULE: (mark("By module"), mark("Module")),
}


class Group(msgspec.Struct, frozen=True):
    """A line of a table; `cells` are a number and its small words."""

    name: str
    answered: int
    chart: Chart | None
    cells: tuple[tuple[str, str], ...]


class Line(msgspec.Struct, frozen=True):
    """A question with its groups."""

    title: str
    language: str
    labels: tuple[str, ...]
    groups: tuple[Group, ...]


@get(_PATH)
async def compare(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, hands: TheHands
) -> Response[str]:
    """`survey`: beside others with questions of the bank. `cohort` and `by`: its sessions, put together."""
    query, texts = request.query_params, reader.texts
    if query.get("survey"):
        id_ = survey_id(query.get("survey", ""))
        found = await comparing.cohorts_beside(house, hands, id_, reader.language.code)
        context: dict[str, Any] = {
            "lead": texts.gettext("Questions of the bank that several surveys asked in the same version."),
            "links": [(texts.gettext("Results"), f"/organize/surveys/{id_}/results")],
            "ways": [],
            "what": texts.gettext("Survey"),
        }
    else:
        slug = query.get("cohort", "")
        by = By(query["by"]) if query.get("by") in set(By) else By.SESSION
        found = await comparing.sessions_of(house, hands, slug, by, reader.language.code)
        desk = hands.staff is not None and hands.staff.sees_desk
        trail = [(texts.gettext("Desk"), "/organize"), (texts.gettext("Surveys"), "/organize/surveys")]
        context = {
            "lead": texts.gettext("What people say of the sessions."),
            "links": trail if desk else [(texts.gettext("Attendance board"), "/trainer")],
            "ways": [
                (f"{_PATH}?cohort={slug}&by={way}", texts.gettext(words[0]), way is by) for way, words in _WAYS.items()
            ],
            "what": texts.gettext(_WAYS[by][1]),
        }
    lines = [line_of(each, texts) for each in found.lines]
    context |= {"lines": lines, "nobody": found.nobody, "surveys": found.surveys}
    return private_page(reader, "surveys/compare.html", title=found.title, **context)


def line_of(each: Compared, texts: Translator) -> Line:
    """A question in words."""
    title, spoken = titled(each.part, texts)
    told = [(name, tally, figures(tally, texts)) for name, tally in each.groups]
    return Line(
        title,
        spoken,
        tuple(label for label, _, _ in told[0][2]) if told else (),
        tuple(
            Group(name, tally.answered, chart_of(tally, texts), tuple((words, small) for _, words, small in numbers))
            for name, tally, numbers in told
        ),
    )


HANDLERS: tuple[Any, ...] = (compare,)
