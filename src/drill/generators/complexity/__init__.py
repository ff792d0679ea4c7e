"""Growth of running times."""
