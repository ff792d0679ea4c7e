"""Caches and what they evict."""
