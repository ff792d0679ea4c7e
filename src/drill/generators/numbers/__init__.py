"""Numbers as bits."""
