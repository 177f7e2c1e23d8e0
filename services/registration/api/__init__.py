"""JSON handlers of the registration service."""
