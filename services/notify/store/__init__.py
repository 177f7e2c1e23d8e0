"""Notify's tables, as typed functions over named statements."""
