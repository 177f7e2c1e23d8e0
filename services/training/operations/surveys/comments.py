"""Comments sorted by the organizer: tags, and what is quoted in the report."""

from collections.abc import Mapping
from uuid import UUID

from services.training.operations.hands import Hands
from services.training.operations.surveys.readers import NO_SURVEY, SIGN_IN, admit
from services.training.operations.surveys.results import results_in
from services.training.store.surveys import live, results
from shared.errors import NotFound, SignInNeeded
from shared.fields import Fields
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

_LONGEST = {"tags": 200}
_MOST = 10
_TOO_MANY = mark("Up to %(most)d tags")


async def sort(house: House, actor: Staff | None, place: tuple[UUID, UUID], body: Mapping[str, object]) -> None:
    """Sets `tags` (separated by commas) and `quote` of a comment (survey, words) that may be seen.

    Raises SignInNeeded, Forbidden, NotFound, Invalid.
    """
    if actor is None:
        raise SignInNeeded(SIGN_IN)
    require(actor, Role.ORGANIZER)
    form = Fields(body, _LONGEST)
    tags = list(dict.fromkeys(each.strip() for each in form.text("tags").split(",") if each.strip()))
    quote = form.flag("quote")
    if len(tags) > _MOST:
        form.bad("tags", _TOO_MANY, most=_MOST)
    form.check()
    async with house.db.transaction() as tx:
        survey = await admit(tx, Hands(staff=actor), place[0])
        await live.shared(tx, survey.id)  # nobody mixes it meanwhile: that writes every comment anew
        shown = await results_in(tx, survey)
        seen = {each.id for voices in shown.voices for each in voices.words}
        words = await results.lock_words(tx, *place) if place[1] in seen else None
        if words is None:
            raise NotFound(NO_SURVEY)
        if (list(words.tags), words.quote) != (tags, quote):
            await results.sort_words(tx, words, tags, quote=quote)
            old = {"tags": ", ".join(words.tags), "quote": str(words.quote)}
            new = {"tags": ", ".join(tags), "quote": str(quote)}
            await record(tx, actor.trail, "comment.sorted", f"survey:{survey.id}", old=old, new=new)
