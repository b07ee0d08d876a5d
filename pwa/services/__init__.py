"""Verbs: one function, one transaction, one audit event."""
