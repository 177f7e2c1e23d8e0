"""JSON handlers of the training service."""
