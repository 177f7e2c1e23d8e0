"""Real processes that are killed, servers that go away: every message arrives, and none under another Message-ID."""
