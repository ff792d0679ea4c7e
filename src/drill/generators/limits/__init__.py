"""Limits on rates."""
