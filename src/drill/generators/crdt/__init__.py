"""Replicated data types that merge without coordination."""
