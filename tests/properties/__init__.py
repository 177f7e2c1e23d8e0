"""Rules that hold whatever people do: histories that nobody thought of, run through the real operations."""
