"""Messages about a course to those who take part in it, and to those who teach."""

from services.notify.domain.message_kind import BY_COURSE, BY_TEACHING, Category, MessageKind
from shared.i18n import mark

COURSES = (
    MessageKind(
        name="place.confirmed",
        called=mark("Place in a course confirmed"),
        category=Category.NOTICE,
        subject=mark("Your place: %(title)s"),
        because=BY_COURSE,
    ),
    MessageKind(
        name="place.withdrawn",
        called=mark("Place in a course given up"),
        category=Category.NOTICE,
        subject=mark("Withdrawn: %(title)s"),
        may=frozenset({"by"}),
        leads_to="page",
        because=BY_COURSE,
    ),
    MessageKind(
        name="place.arrival",
        called=mark("Question about the arrival"),
        category=Category.NOTICE,
        subject=mark("When do you arrive? %(title)s"),
        because=BY_COURSE,
    ),
    MessageKind(
        name="attendance.out_of_reach",
        called=mark("Attendance can no longer be reached"),
        category=Category.NOTICE,
        subject=mark("About your attendance: %(title)s"),
        because=BY_COURSE,
    ),
    MessageKind(
        name="attendance.excuse",
        called=mark("Answer to an excuse"),
        category=Category.NOTICE,
        subject=mark("About your excuse: %(title)s"),
        needs=frozenset({"answer", "session", "when"}),
        may=frozenset({"needed"}),
        because=BY_COURSE,
    ),
    MessageKind(
        name="timetable.published",
        called=mark("Timetable published"),
        category=Category.NOTICE,
        subject=mark("Timetable: %(title)s"),
        because=BY_COURSE,
    ),
    MessageKind(
        name="timetable.changed",
        called=mark("Timetable changed"),
        category=Category.NOTICE,
        subject=mark("Timetable changed: %(title)s"),
        because=BY_COURSE,
    ),
    MessageKind(
        name="teaching.changed",
        called=mark("Timetable changed, for a trainer"),
        category=Category.NOTICE,
        subject=mark("Timetable changed: %(title)s"),
        leads_to="page",
        because=BY_TEACHING,
    ),
    MessageKind(
        name="teaching.moved",
        called=mark("Other days of a course, for a trainer"),
        category=Category.NOTICE,
        subject=mark("Changed: %(title)s"),
        leads_to="page",
        because=BY_TEACHING,
        when_fixed=True,
    ),
    MessageKind(
        name="teaching.cancelled",
        called=mark("Cancellation of a course, for a trainer"),
        category=Category.NOTICE,
        subject=mark("Cancelled by the organizer: %(title)s"),
        leads_to="page",
        because=BY_TEACHING,
    ),
)
