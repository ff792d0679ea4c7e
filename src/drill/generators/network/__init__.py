"""IP: addresses and routes."""
