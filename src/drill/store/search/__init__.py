"""Searching cards: the language of searches, and how they become SQL."""
