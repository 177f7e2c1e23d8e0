"""Page handlers of the registration service."""
