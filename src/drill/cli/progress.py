"""How far a long command is, as a line that is painted over."""

from __future__ import annotations

import sys
from time import monotonic

from drill.sessions.import_words import progress_said

NAME_LENGTH = 30


class Progress:
    """One line on standard error, on a terminal alone."""

    def __init__(self, name: str, *, is_shown: bool) -> None:
        """Show nothing yet.

        Args:
            name: of the file.
            is_shown: False where nobody shall be told.
        """
        self._name = name[:NAME_LENGTH]
        self._is_shown = is_shown and sys.stderr.isatty()
        self._is_open = False
        self._began = monotonic()

    def __call__(self, done: int, total: int) -> None:
        """Tell how far it is."""
        if self._is_shown:
            said = progress_said(done, total, monotonic() - self._began)
            sys.stderr.write(f"\r\033[K{self._name}: {said}")
            sys.stderr.flush()
            self._is_open = True

    def end(self) -> None:
        """Leave the line."""
        if self._is_open:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
            self._is_open = False
