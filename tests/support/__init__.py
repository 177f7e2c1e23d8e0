"""What the tests stand on: a real PostgreSQL, Redis and SMTP server, a clock that tests move."""
