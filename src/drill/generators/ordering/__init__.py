"""Orders of events between threads."""
