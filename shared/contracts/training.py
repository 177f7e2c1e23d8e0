"""Jobs that training receives: confirmations of its own, so far."""

from shared.contracts.common import OutboxConfirm

TrainingJob = OutboxConfirm
