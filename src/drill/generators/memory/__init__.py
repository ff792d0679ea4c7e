"""Memory: caches, virtual addresses and the replacement of pages."""
