"""TCP: congestion control and timers."""
