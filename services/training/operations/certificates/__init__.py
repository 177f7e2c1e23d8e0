"""Certificates: rules, names, issuing, what strangers are told, corrections and revocations."""
