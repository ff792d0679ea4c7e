"""Fixtures of the record's tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.store.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    made = Record(tmp_path)
    made.put()
    yield made
    made.store.close()
