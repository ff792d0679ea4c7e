"""Compilers: grammars and registers."""
