"""Processors: scheduling and pipelines."""
