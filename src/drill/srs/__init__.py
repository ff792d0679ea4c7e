"""The scheduling rules: pure functions of states, events, study days and presets.

They know no clock, no chance, no file and no database.
"""
