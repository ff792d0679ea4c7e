"""Transactions: isolation, locks, versions and atomic commitment."""
