"""PostgreSQL and Redis of our own, for a machine that has none: on Unix sockets, never on a TCP port."""
