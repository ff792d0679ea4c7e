"""Security: tokens and who is let in."""
