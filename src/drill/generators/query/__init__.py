"""Queries: indexes, joins and what they are estimated to cost."""
