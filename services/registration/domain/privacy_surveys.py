"""What is kept of people who answer surveys: a part of the privacy table."""

from services.registration.domain.kept import Kept
from shared.i18n.mark import mark

SURVEYS: tuple[Kept, ...] = (
    Kept(
        what=mark(
            "What you answered in a survey. In an anonymous one nothing says which answers are yours: they wait in a "
            "sealed box until there are enough to mix, and what you write stands apart from what you choose, word for "
            "word. Whoever holds both the secret key of this system and the database, or a copy of it, can open the "
            "box before the mixing. The memory of running programs, their logs of transactions, copies made before the "
            "mixing, and somebody who changes programs or database are outside of this as well."
        ),
        why=mark("To learn what a session, a course or an event was worth, and what to do better"),
        how_long=mark(
            "Anonymous answers stay. In surveys that say on their first line that they are not anonymous, until a year "
            "after they closed."
        ),
        columns=(
            "training.survey_box.sealed",
            "training.survey_responses.answers",
            "training.survey_responses.pseudonym",
            "training.survey_words.text",
            "training.survey_words.tags",
        ),
    ),
    Kept(
        what=mark("What you type into a survey, on your own device alone"),
        why=mark("So that a lost connection loses nothing"),
        how_long=mark("Until you send it or clear it, a week at the most"),
        columns=("device:wego-survey",),
    ),
)
