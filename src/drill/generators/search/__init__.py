"""Search: ranking and indexes of vectors."""
