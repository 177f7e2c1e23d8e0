"""What is kept of people in courses for the record of attendance: a part of the privacy table."""

from services.registration.domain.kept import Kept, Where
from shared.i18n.mark import mark

ATTENDANCE: tuple[Kept, ...] = (
    Kept(
        what=mark(
            "Your attendance in each session of a course, who marked it, when and from which device, and why it was "
            "corrected"
        ),
        why=mark("To certify what you took part in, and to answer for every mark: it can only be added to"),
        how_long=mark(
            "Who marked it, the device and the reasons until five years after the course. The marks remain, and nobody "
            "can be told from them."
        ),
        columns=(
            "training.marks.actor",
            "training.marks.by",
            "training.marks.why",
            "training.devices.name",
            "training.devices.kind",
        ),
    ),
    Kept(
        what=mark("That you asked to be excused from a session, the reason you gave, and who decided"),
        why=mark("To decide it, and to tell excused from absent"),
        how_long=mark("The reason and who decided until a year after the course"),
        columns=("training.excuses.reason", "training.excuses.decided_by"),
    ),
    Kept(
        what=mark("For trainers: that your browser opened the link of a course, and marks that wait for the network"),
        why=mark("To open the attendance board, also without a network"),
        how_long=mark("120 days, or until you delete it; marks until they are sent"),
        where=Where.BROWSER,
        columns=("cookie:wego-trainer",),
    ),
    Kept(
        what=mark("For participants of a course: which personal page this browser opened"),
        why=mark("So that a code scanned in the room finds you without a sign-in"),
        how_long=mark("60 days, or until you delete it"),
        where=Where.BROWSER,
        columns=("cookie:wego-place",),
    ),
)
