"""Frozen types and exact arithmetic; imports nothing else of the package."""
