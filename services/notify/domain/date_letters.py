"""Letters about the date to those who have no entry in their calendar: who waits for a place, who asked to be told.

Which of them goes out, if any, is settled when it does: by what the person was told last, and by the date as it is
then.
"""

from enum import StrEnum

from services.notify.domain.items import Shown
from services.notify.domain.message_kind import BY_WISH, WHY, Category, MessageKind
from shared.i18n import mark


class News(StrEnum):
    """What is new in a date for somebody."""

    FIXED = "fixed"
    MOVED = "moved"
    REOPENED = "reopened"


DATE_LETTERS: tuple[MessageKind, ...] = (
    MessageKind(
        name="waiting.fixed",
        called=mark("Date fixed, for those who wait"),
        category=Category.NOTICE,
        subject=mark("The date is fixed: %(title)s"),
        may=WHY,
    ),
    MessageKind(
        name="waiting.moved",
        called=mark("Change of the event, for those who wait"),
        category=Category.NOTICE,
        subject=mark("Changed: %(title)s"),
        may=WHY,
    ),
    MessageKind(
        name="waiting.reopened",
        called=mark("Date open again, for those who wait"),
        category=Category.NOTICE,
        subject=mark("The day is open again: %(title)s"),
        may=WHY,
    ),
    MessageKind(
        name="interest.fixed",
        called=mark("Date fixed, for those who asked"),
        category=Category.WISH,
        subject=mark("The date is fixed: %(title)s"),
        may=WHY,
        leads_to="page",
        because=BY_WISH,
    ),
    MessageKind(
        name="interest.moved",
        called=mark("Date moved, for those who asked"),
        category=Category.WISH,
        subject=mark("Changed: %(title)s"),
        may=WHY,
        leads_to="page",
        because=BY_WISH,
    ),
    MessageKind(
        name="interest.reopened",
        called=mark("Date open again, for those who asked"),
        category=Category.WISH,
        subject=mark("The day is open again: %(title)s"),
        may=WHY,
        leads_to="page",
        because=BY_WISH,
    ),
)
_NEWS = {kind.name: (kind.name.partition(".")[0], News(kind.name.partition(".")[2])) for kind in DATE_LETTERS}


def alike(template: str) -> list[str]:
    """The templates that tell of one thing with this one, so that the last of them counts."""
    if template not in _NEWS:
        return [template]
    return sorted(f"{_NEWS[template][0]}.{news}" for news in News)


def fitting(template: str, told: Shown | None, now: Shown) -> str | None:
    """The letter to send in the place of this one; None: there is nothing in the date that the person does not know.

    `told` None: no mail about it went to them, so nothing is taken back, and the owner knows best whether it is new.
    """
    if template not in _NEWS:
        return template
    readers, named = _NEWS[template]
    news = _news(told, now, News.FIXED if named is News.REOPENED else named)
    return f"{readers}.{news}" if news and not now.cancelled else None


def _news(told: Shown | None, now: Shown, unless_known: News) -> News | None:
    if now.when.is_fixed:
        if told is None:
            return unless_known
        if (told.when, told.timezone) == (now.when, now.timezone):
            return None
        return News.MOVED if told.when.is_fixed else News.FIXED
    return News.REOPENED if told is not None and told.when.is_fixed and now.when.is_open else None
