"""Foreign formats: what other programs keep decks in, read and written."""
