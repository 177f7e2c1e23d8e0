"""Certificates: what they are for, who gets one, what is printed, what becomes of it."""
