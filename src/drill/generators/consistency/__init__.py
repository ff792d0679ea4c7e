"""Consistency models."""
