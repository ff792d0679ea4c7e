"""Gossip protocols."""
