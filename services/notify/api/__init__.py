"""Handlers that speak JSON."""
