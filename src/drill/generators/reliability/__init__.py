"""Reliability: availability, error budgets and retries."""
