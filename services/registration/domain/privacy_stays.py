"""What is kept of participants for their stay: a part of the privacy table."""

from services.registration.domain.kept import Kept
from shared.i18n.mark import mark

STAYS: tuple[Kept, ...] = (
    Kept(
        what=mark(
            "Your stay during a course: when and how you arrive and leave, where you stay, what you eat, what you need "
            "to take part, and whom to call in an emergency, with their telephone number"
        ),
        why=mark(
            "To meet and lodge you, to cook for you, to make rooms and ways fit for you, and to call somebody in an "
            "emergency. Only the organizers of the course see it."
        ),
        how_long=mark("Until 30 days after the course; a day, once you have given up your place"),
        columns=("training.stays.travel", "training.stays.needs"),
    ),
    Kept(
        what=mark("Documents that organizers put for you to read, such as the letter of acceptance"),
        why=mark("So that you find them in one place"),
        how_long=mark("Until 30 days after the course"),
        columns=("training.documents.title", "training.documents.url"),
    ),
    Kept(
        what=mark("Why you gave up your place, if you said so"),
        why=mark("To learn why a place was not wanted"),
        how_long=mark("Until 30 days after the course"),
        columns=("training.given_up.reason",),
    ),
)
