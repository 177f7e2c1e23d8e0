"""Pages and files that notify answers with: feeds, preferences and, in a local run, the mailbox."""
