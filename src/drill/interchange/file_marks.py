"""The bytes that files of some formats begin with."""

from __future__ import annotations

from typing import Final

SQLITE: Final = b"SQLite format 3\0"
FIRST_MNEMOSYNE: Final = b"--- Mnemosyne Data Base"
"""Of Mnemosyne 1, whose files are pickles behind it."""
