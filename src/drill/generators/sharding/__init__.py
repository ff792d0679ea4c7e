"""Partitioning and rebalancing."""
