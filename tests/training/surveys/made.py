"""Surveys and answers made by hand, for tests of what is shown of them."""

from uuid import UUID, uuid4

from services.training.domain.surveys.questions import Answers
from services.training.domain.surveys.survey import Response, Words

NOWHERE = UUID(int=0)


def answered(answers: Answers, pseudonym: str = "") -> Response:
    """As it stands after the mixing."""
    return Response(id=uuid4(), survey_id=NOWHERE, answers=answers, pseudonym=pseudonym, invitation_id=None)


def wrote(item: str, text: str, *tags: str, quote: bool = False) -> Words:
    """A text, alone."""
    return Words(id=uuid4(), survey_id=NOWHERE, item_key=item, text=text, tags=tags, quote=quote, response_id=None)
