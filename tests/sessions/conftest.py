"""What tests of the sessions share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sessions.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A learner's desk on the morning of 2 March 2026."""
    found = Desk(tmp_path)
    yield found
    found.close()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Desk]:
    """Another machine."""
    made = Desk(tmp_path / "fresh")
    yield made
    made.close()
