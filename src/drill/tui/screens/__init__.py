"""One module a screen; what they draw is built by pure functions beside them."""
