"""Graphs: shortest paths and flows."""
