"""`make bench`: what the system does a second, beside what its parts can do at best. Read ratios, not rates."""
