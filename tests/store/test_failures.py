"""What a learner is told when the driver raises."""

from __future__ import annotations

import sqlite3

import pytest

from drill.errors import StoreRefused
from drill.store.failures import translated


def test_a_statement_that_is_wrong_is_no_damage_and_advises_no_restore() -> None:
    link = sqlite3.connect(":memory:")
    with pytest.raises(StoreRefused, match="syntax error") as refused, translated("d"):
        link.execute("SELEC 1")
    link.close()
    assert "restore" not in refused.value.hint
