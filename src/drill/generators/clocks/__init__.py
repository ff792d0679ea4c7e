"""Logical clocks."""
