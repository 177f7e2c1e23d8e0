"""Messages about a course to those who take part in it, and to those who teach."""

from services.notify.domain.message_kind import BY_COURSE, BY_TEACHING, Category, MessageKind
from shared.i18n import mark

COURSES = (
    MessageKind(
        name="place.confirmed",
        category=Category.NOTICE,
        subject=mark("Your place: %(title)s"),
        because=BY_COURSE,
    ),
    MessageKind(
        name="place.withdrawn",
        category=Category.NOTICE,
        subject=mark("Withdrawn: %(title)s"),
        may=frozenset({"by"}),
        leads_to="page",
        because=BY_COURSE,
    ),
    MessageKind(
        name="place.arrival",
        category=Category.NOTICE,
        subject=mark("When do you arrive? %(title)s"),
        because=BY_COURSE,
    ),
    MessageKind(
        name="attendance.out_of_reach",
        category=Category.NOTICE,
        subject=mark("About your attendance: %(title)s"),
        because=BY_COURSE,
    ),
    MessageKind(
        name="attendance.excuse",
        category=Category.NOTICE,
        subject=mark("About your excuse: %(title)s"),
        needs=frozenset({"answer", "session", "when"}),
        may=frozenset({"needed"}),
        because=BY_COURSE,
    ),
    MessageKind(
        name="timetable.published",
        category=Category.NOTICE,
        subject=mark("Timetable: %(title)s"),
        because=BY_COURSE,
    ),
    MessageKind(
        name="timetable.changed",
        category=Category.NOTICE,
        subject=mark("Timetable changed: %(title)s"),
        because=BY_COURSE,
    ),
    MessageKind(
        name="teaching.changed",
        category=Category.NOTICE,
        subject=mark("Timetable changed: %(title)s"),
        leads_to="page",
        because=BY_TEACHING,
    ),
    MessageKind(
        name="teaching.moved",
        category=Category.NOTICE,
        subject=mark("Changed: %(title)s"),
        leads_to="page",
        because=BY_TEACHING,
        when_fixed=True,
    ),
    MessageKind(
        name="teaching.cancelled",
        category=Category.NOTICE,
        subject=mark("Cancelled by the organizer: %(title)s"),
        leads_to="page",
        because=BY_TEACHING,
    ),
)
