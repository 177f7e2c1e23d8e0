"""Jobs that training receives."""

from typing import Annotated
from uuid import UUID

import msgspec

from shared.contracts import Job
from shared.contracts.common import OutboxConfirm, Person, Place
from shared.when import When

MOST_PEOPLE = 500
"""In one part of an activity, so that no job is larger than a queue carries well."""


class ActivityPerson(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody who came. `id` is the registration; the rest as the person wrote it there."""

    id: UUID
    person: Person
    organisation: str = ""
    organisation_type: str = ""
    country: str = ""
    category: str = ""
    honorific: str = ""
    job_title: str = ""


class ActivityPut(Job, frozen=True, tag="activity.put"):
    """An event that was closed, with everybody who came. `key` is "event:<uuid>"; a greater revision replaces all of
    the lower ones, also those that are no longer among its people.

    More than `MOST_PEOPLE` come in several jobs, `part` 1 to `parts` of the same revision and facts: none of them
    counts before all are there.
    """

    key: str
    revision: int
    slug: str
    title: str
    kind: str
    when: When
    timezone: str = ""
    place: Place = Place()
    page_url: str = ""
    people: tuple[ActivityPerson, ...] = ()
    part: Annotated[int, msgspec.Meta(ge=1)] = 1
    parts: Annotated[int, msgspec.Meta(ge=1)] = 1


class OrganisationPut(Job, frozen=True, kw_only=True, tag="organisation.put"):
    """An organisation of the directory as it stands. `type` and `region` are words of registration's; `country` is
    ISO 3166-1 alpha-2, `native_name_language` BCP 47, `networks` keys of networks. A former member is not `active`.
    """

    id: UUID
    revision: int
    name: str
    native_name: str = ""
    native_name_language: str = ""
    type: str
    country: str
    region: str
    networks: tuple[str, ...] = ()
    active: bool = True


TrainingJob = ActivityPut | OrganisationPut | OutboxConfirm
