"""What can happen to a registration, in the words of its page. One table; a test proves it used and complete."""

from shared.i18n.mark import mark

REGISTERED = "registered"
WAITLISTED = "waitlisted"
PENDING = "pending"
PROMOTED = "promoted"
CHANGED = "changed"
ADDRESS_CHANGED = "address-changed"
CANCELLED = "cancelled"

WORDS: dict[str, str] = {
    REGISTERED: mark("Registered and confirmed"),
    WAITLISTED: mark("Registered, on the waiting list"),
    PENDING: mark("Registered, waits for approval"),
    PROMOTED: mark("A place became free: confirmed"),
    CHANGED: mark("Answers changed"),
    ADDRESS_CHANGED: mark("E-mail address corrected; earlier links no longer work"),
    CANCELLED: mark("Cancelled"),
}
