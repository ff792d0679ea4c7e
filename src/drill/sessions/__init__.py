"""Use cases in progress: no SQL, no Textual, only steps that screens paint.

This package root stays empty: `drill.sessions.steps` is on the start-up path and
imports the standard library alone.
"""
