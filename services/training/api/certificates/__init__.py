"""JSON for certificates."""
