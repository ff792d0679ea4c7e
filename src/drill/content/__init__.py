"""The deck format: what a note is, and how files of notes are read and written."""
