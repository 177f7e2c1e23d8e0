"""Use cases: one transaction each. The domain decides, the store writes, jobs go into the outbox."""
