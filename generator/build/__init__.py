"""Spec and pack become a ledger, named figures and filled tables; nothing is printed yet."""
