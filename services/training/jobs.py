"""One thin function per job that training receives; each runs in the transaction of the inbox."""

from services.training.operations import activities, organisations
from shared.contracts.training import ActivityPut, OrganisationPut
from shared.inbox import Handlers

HANDLERS: Handlers = {ActivityPut: activities.put, OrganisationPut: organisations.put}
