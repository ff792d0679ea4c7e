"""Training on many accelerators."""
