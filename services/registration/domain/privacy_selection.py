"""What is kept of people while a course's participants are chosen: a part of the privacy table."""

from services.registration.domain.kept import Kept
from shared.i18n.mark import mark

SELECTION: tuple[Kept, ...] = (
    Kept(
        what=mark("What reviewers wrote about a nomination, and why somebody declined the seat they were offered"),
        why=mark("To choose who takes part, and to learn why a seat was not wanted"),
        how_long=mark("Until a year after the course. The scores remain, and nobody can be told from them."),
        columns=("training.reviews.comment", "training.offers.reason"),
    ),
    Kept(
        what=mark(
            "For reviewers: name, e-mail address, and the organisation and city in which they have an interest; who "
            "decided a selection"
        ),
        why=mark("So that nobody scores their own city, and every decision has somebody who answers for it"),
        how_long=mark("Until a year after the course; who decided, as long as the course is kept"),
        columns=(
            "training.reviewers.email",
            "training.reviewers.name",
            "training.reviewers.organisation",
            "training.reviewers.city",
            "training.selections.decided_by",
        ),
    ),
)
