"""What can happen to a registration, in the words of its page. One table; a test proves it used and complete."""

from shared.i18n.mark import mark

REGISTERED = "registered"
WAITLISTED = "waitlisted"
PENDING = "pending"
PROMOTED = "promoted"
CHANGED = "changed"
ADDRESS_CHANGED = "address-changed"
CANCELLED = "cancelled"
APPROVED = "approved"
APPROVED_WAITING = "approved-waiting"
CANCELLED_BY_STAFF = "cancelled-by-staff"
CHANGED_BY_STAFF = "changed-by-staff"
ADDED_BY_STAFF = "added-by-staff"
SEATED = "seated"

BY_STAFF = frozenset({APPROVED, APPROVED_WAITING, CANCELLED_BY_STAFF, CHANGED_BY_STAFF, ADDED_BY_STAFF, SEATED})
"""What the audit trail has too, with who did it."""

WORDS: dict[str, str] = {
    REGISTERED: mark("Registered and confirmed"),
    WAITLISTED: mark("Registered, on the waiting list"),
    PENDING: mark("Registered, waits for approval"),
    PROMOTED: mark("A place became free: confirmed"),
    CHANGED: mark("Answers changed"),
    ADDRESS_CHANGED: mark("E-mail address corrected; earlier links no longer work"),
    CANCELLED: mark("Cancelled"),
    APPROVED: mark("Approved and confirmed"),
    APPROVED_WAITING: mark("Approved, on the waiting list"),
    CANCELLED_BY_STAFF: mark("Cancelled by the organizer"),
    CHANGED_BY_STAFF: mark("Corrected by the organizer"),
    ADDED_BY_STAFF: mark("Entered by the organizer, who was told that you agree"),
    SEATED: mark("The organizer gave you a seat: confirmed"),
}
