"""What is kept of people, why and how long: the one table. /privacy shows it; a test compares it with the schemas."""

from datetime import timedelta

from services.registration.domain.kept import Kept, Where
from services.registration.domain.privacy_attendance import ATTENDANCE
from services.registration.domain.privacy_certificates import CERTIFICATES
from services.registration.domain.privacy_nominations import NOMINATIONS
from services.registration.domain.privacy_selection import SELECTION
from services.registration.domain.privacy_stays import STAYS
from services.registration.domain.privacy_surveys import SURVEYS
from shared.i18n.mark import mark

REGISTRATIONS_KEPT = timedelta(days=365)
INTERESTS_KEPT = timedelta(days=1)
KEYS_KEPT = timedelta(days=7)
DESK_ITEMS_KEPT = timedelta(days=365)


TABLE: tuple[Kept, ...] = (
    Kept(
        what=mark(
            "Your registration: name, name in your own script, form of address, job title, organisation and its kind, "
            "country, category, the parts you chose, e-mail address, language and time zone"
        ),
        why=mark("To hold your place, to invite you and to plan the event"),
        how_long=mark(
            "Until a year after the event. Then only the category, the country, the kind of organisation and the parts "
            "remain, and nobody can be told from them."
        ),
        columns=(
            "registration.registrations.email",
            "registration.registrations.participant",
            "registration.registrations.organisation_key",
            "registration.registrations.search",
            "notify.attendees.person",
            "notify.attendees.manage_url",
            "notify.attendees.sessions",
            "notify.held.job",
        ),
    ),
    Kept(
        what=mark(
            "That you came to an event, with what you wrote when you registered for it: name, name in your own script, "
            "form of address, job title, organisation and its kind, country, category, e-mail address, language and "
            "time zone"
        ),
        why=mark("For surveys among those who came, and for their certificates"),
        how_long=mark("Until a year after the event. Then only the number of those who came remains."),
        columns=(
            "training.activity_people.person",
            "training.activity_people.organisation",
            "training.activity_people.organisation_type",
            "training.activity_people.country",
            "training.activity_people.category",
            "training.activity_people.honorific",
            "training.activity_people.job_title",
            "training.activity_parts.job",
        ),
    ),
    Kept(
        what=mark("Your wish to be told when a date is fixed: e-mail address, language and time zone"),
        why=mark("To write to you when it is fixed, moves or is open again, or when the event is cancelled"),
        how_long=mark("Until the event is over"),
        columns=(
            "registration.interests.email",
            "registration.interests.language",
            "registration.interests.timezone",
        ),
    ),
    Kept(
        what=mark("Which messages were sent to you, when, and what your mail server answered"),
        why=mark("To send each once, to try again, and to keep your calendar right"),
        how_long=mark("Until a year after the event; the text of a message for 30 days"),
        columns=(
            "notify.deliveries.recipient",
            "notify.deliveries.mail",
            "notify.deliveries.reply",
            "notify.tries.reply",
            "registration.mail_failures.email",
            "registration.mail_failures.reply",
        ),
    ),
    Kept(
        what=mark("Your e-mail address with the language and time zone for messages, and whether you want reminders"),
        why=mark("To write to you as you like it"),
        how_long=mark("As long as something is kept that you take part in"),
        columns=(
            "notify.people.address",
            "notify.people.language",
            "notify.people.timezone",
            "notify.people.given_language",
            "notify.people.given_timezone",
            "notify.people.unsubscribed",
        ),
    ),
    Kept(
        what=mark("E-mail addresses of which a mail server said that there is no such mailbox, with its answer"),
        why=mark("So that we do not write to them again and again"),
        how_long=mark("A year"),
        columns=("notify.suppressions.address", "notify.suppressions.reply"),
    ),
    Kept(
        what=mark("What one part of the system has to tell another, for example to write your invitation"),
        why=mark("So that nothing is lost when a machine stops"),
        how_long=mark("Until it is done: seconds as a rule"),
        columns=("registration.outbox.payload", "training.outbox.payload", "notify.outbox.payload"),
    ),
    Kept(
        what=mark(
            "Your place in a course: name, name in your own script, form of address, gender if you gave it, job title, "
            "department, organisation, city and country, e-mail address, language and time zone"
        ),
        why=mark("To hold your place, to invite you, and to answer when you or your city ask what you took part in"),
        how_long=mark(
            "Until five years after the course. Then only the country, the gender and the attendance remain, and "
            "nobody can be told from them."
        ),
        columns=(
            "training.participants.email",
            "training.participants.official",
            "training.participants.organisation",
            "training.participants.city",
            "training.participants.country",
        ),
    ),
    Kept(
        what=mark("Trainers: name, organisation, and the e-mail address where it is known"),
        why=mark("The name is part of the timetable; the address brings changes of it"),
        how_long=mark("Until five years after the course"),
        columns=(
            "training.trainers.name",
            "training.trainers.native_name",
            "training.trainers.native_name_language",
            "training.trainers.email",
            "training.trainers.organisation",
        ),
    ),
    Kept(
        what=mark("What waits for you on your own page, for example that mail to your address did not arrive"),
        why=mark("To show you what is to be done"),
        how_long=mark("Until it is done, a year at the most"),
        columns=(
            "registration.desk_items.person",
            "registration.desk_items.title",
            "registration.desk_items.link",
            "registration.desk_items.facts",
            "registration.desk_items.spoken",
        ),
    ),
    *NOMINATIONS,
    *SELECTION,
    *ATTENDANCE,
    *CERTIFICATES,
    *SURVEYS,
    *STAYS,
    Kept(
        what=mark("Names, roles and organisations of speakers"),
        why=mark("They are part of the public programme"),
        how_long=mark("As long as the programme is shown"),
        columns=("registration.sessions.speakers", "registration.sessions.loaded"),
    ),
    Kept(
        what=mark("Staff accounts: name, e-mail address and role"),
        why=mark("To know who may change what"),
        how_long=mark("As long as the person works with this system"),
        columns=("identity.staff.email", "identity.staff.name", "identity.staff.role"),
    ),
    Kept(
        what=mark("Who is signed in, by e-mail address, and the links that staff sign in with"),
        why=mark("To let you in to what is yours"),
        how_long=mark("Until a month after it ran out. Of each link and session only a fingerprint is kept."),
        columns=(
            "identity.sign_in_links.secret_hash",
            "identity.sessions.secret_hash",
            "identity.sessions.email",
        ),
    ),
    Kept(
        what=mark("The e-mail address that somebody typed to get a code, and a fingerprint of the code"),
        why=mark("To let you in, and nobody who guesses"),
        how_long=mark("A day"),
        columns=(
            "identity.sign_in_codes.email",
            "identity.sign_in_codes.code_hash",
            "identity.sign_in_codes.secret_hash",
        ),
    ),
    Kept(
        what=mark("Which member of staff changed what, from which value to which"),
        why=mark("To answer for changes"),
        how_long=mark("As long as the system is used: it can only be added to"),
        columns=("identity.audit.actor", "identity.audit.old", "identity.audit.new"),
    ),
    Kept(
        what=mark("Your choice of language, time zone and colours"),
        why=mark("To show pages as you like them"),
        how_long=mark("A year in your browser, or until you delete it"),
        where=Where.BROWSER,
        columns=("cookie:wego_language", "cookie:wego_zone", "cookie:wego_theme"),
    ),
    Kept(
        what=mark("That you are signed in"),
        why=mark("To keep you signed in from page to page"),
        how_long=mark("14 days, or until you sign out"),
        where=Where.BROWSER,
        columns=("cookie:wego-session",),
    ),
    Kept(
        what=mark("How often something was sent from your network address, counted under a fingerprint of it"),
        why=mark("To slow down programs that flood us"),
        how_long=mark("A minute"),
        where=Where.SERVER_MEMORY,
        columns=("redis:wego:limit",),
    ),
)
