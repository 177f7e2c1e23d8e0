"""Signed credentials: W3C Verifiable Credentials with Data Integrity proofs, made and checked offline.

Modules that need pyld or cryptography load them when first used: a process at rest carries neither.
"""
