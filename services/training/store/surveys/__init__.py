"""Statements of surveys."""
