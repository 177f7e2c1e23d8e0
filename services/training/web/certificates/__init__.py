"""Pages of certificates: the desk's, a participant's, a stranger's."""
