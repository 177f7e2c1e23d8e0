"""The words for what somebody comes as: on the form, in lists and on badges."""

from services.registration.domain.registration import Category
from shared.i18n.mark import mark

CATEGORIES: dict[Category, str] = {
    Category.MAYOR: mark("Mayor or governor"),
    Category.CIO: mark("Chief information officer"),
    Category.DELEGATE: mark("Delegate"),
    Category.SPEAKER: mark("Speaker"),
    Category.EXHIBITOR: mark("Exhibitor"),
    Category.PRESS: mark("Press"),
    Category.OBSERVER: mark("Observer"),
    Category.STAFF: mark("Staff"),
}
