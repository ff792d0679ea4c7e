"""The record: a journal of events and what follows from it, in one database.

The only place that knows SQL. Rows never leave it; frozen values do.
"""
