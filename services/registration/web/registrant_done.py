"""What the page of one person says of what was just done: true also where mail does not reach them."""

from services.registration.domain.unreached import ALL, Unreached
from services.registration.operations.registrant import Registrant
from services.registration.web.told_words import unreached_words
from shared.i18n import Translator
from shared.i18n.mark import mark

_SAID = {
    "changed": ("ok", mark("The corrections are kept"), mark("Badges, later mails and calendars say what stands now.")),
    "added": ("ok", mark("Registered"), mark("They get the mail with their personal link.")),
    "there": ("info", mark("This address was registered already"), mark("Nothing was entered again.")),
    "link": ("ok", mark("The personal link is on its way"), ""),
    "tried": (
        "warn",
        mark("The link was tried once more"),
        mark("Mail to this address did not arrive. Messages will show whether this one does."),
    ),
    "no-mailbox": ("warn", mark("The personal link was not sent"), ""),
    "approve": ("ok", mark("Approved"), mark("They get a message.")),
    "seat": ("ok", mark("They have a seat"), mark("They get a message.")),
    "cancel": ("ok", mark("Cancelled"), mark("They get a message.")),
    "before": ("info", mark("Nothing was left to do"), mark("It stood so already.")),
}
_WRITES = ("added", "approve", "seat", "cancel")


def done_words(done: str, found: Registrant, texts: Translator) -> tuple[str, str, str] | None:
    """Tone, title and words. What writes to them says so where no mail reaches them, a correction where none will."""
    if done == "link" and (found.bounced or found.mail):
        done = "no-mailbox" if found.bounced else "tried"
    if done not in _SAID:
        return None
    tone, title, words = _SAID[done]
    lines = unreached_words(1, _silence(done, found.unreached), texts)
    if lines:
        return "warn", texts.gettext(title), " ".join(lines)
    return tone, texts.gettext(title), texts.gettext(words) if words else ""


def _silence(done: str, unreached: Unreached) -> Unreached:
    """A correction writes to nobody now; who is merely doubtful may well be reached later."""
    if done in _WRITES:
        return unreached
    return Unreached(no_mailbox=unreached.no_mailbox) if done == "changed" else ALL
