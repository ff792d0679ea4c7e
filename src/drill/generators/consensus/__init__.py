"""Consensus and quorums."""
