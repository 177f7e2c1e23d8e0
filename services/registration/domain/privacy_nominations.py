"""What is kept of people who are nominated for a course and of those who nominate: a part of the privacy table."""

from services.registration.domain.kept import Kept
from shared.i18n.mark import mark

NOMINATIONS: tuple[Kept, ...] = (
    Kept(
        what=mark(
            "Nominations for a course: name, name in your own script, form of address, gender if it was given, job "
            "title, department, city and country, e-mail address, language and time zone, why you were nominated, "
            "answers to the questions of the programme, and who signed"
        ),
        why=mark("To choose who takes part, and to answer everybody who was nominated"),
        how_long=mark(
            "Drafts until a month after the call closes. Nominations until a year after the course. Then only the "
            "organisation, the country and the gender remain, and nobody can be told from them."
        ),
        columns=(
            "training.nominations.email",
            "training.nominations.official",
            "training.nominations.department",
            "training.nominations.city",
            "training.nominations.country",
            "training.nominations.motivation",
            "training.nominations.answers",
            "training.nominations.signatory_name",
            "training.nominations.signatory_title",
        ),
    ),
    Kept(
        what=mark(
            "Files sent with a nomination, such as a curriculum vitae and the signed letter, and files sent for a "
            "place in a course, such as a travel insurance or a photo: the files themselves"
        ),
        why=mark("To choose who takes part, and to prepare the course"),
        how_long=mark(
            "With a nomination until three months after the course, for a place until 30 days after it, or until they "
            "are replaced or taken back"
        ),
        columns=(
            "training.files.name",
            "training.files.sha256",
            "training.files.uploaded_by",
        ),
    ),
    Kept(
        what=mark("Coordinators: name, e-mail address, language, time zone, and for which organisation they nominate"),
        why=mark("So that an organisation speaks through the people it has named"),
        how_long=mark("As long as they nominate for it. Who no longer does, or was refused, a year later."),
        columns=(
            "training.coordinators.email",
            "training.coordinators.name",
            "training.coordinators.language",
            "training.coordinators.timezone",
            "training.coordinators.asked_name",
            "training.coordinators.asked_country",
        ),
    ),
)
