"""Surveys as JSON."""
