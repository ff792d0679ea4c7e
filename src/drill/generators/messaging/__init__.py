"""Logs and queues between services."""
