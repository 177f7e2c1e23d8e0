"""One thin function per job that training receives; each runs in the transaction of the inbox."""

from services.training.operations import activities
from shared.contracts.training import ActivityPut
from shared.inbox import Handlers

HANDLERS: Handlers = {ActivityPut: activities.put}
