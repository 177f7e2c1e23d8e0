"""Who somebody is: signed personal links, staff accounts and sessions."""
