"""Page handlers of the training service."""
