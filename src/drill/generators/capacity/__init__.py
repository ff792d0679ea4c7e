"""Capacity: queues, latency and scaling."""
