"""Sketches: approximate answers from little memory."""
