"""How often Python looks for garbage."""

from __future__ import annotations

import gc

import pytest

from drill.sessions.garbage import OBJECTS, seldom_collected


def test_garbage_is_looked_for_seldom_and_then_as_before() -> None:
    before = gc.get_threshold()
    with seldom_collected():
        assert gc.get_threshold()[0] == OBJECTS
    assert gc.get_threshold() == before


def test_what_fails_leaves_it_as_it_was() -> None:
    before = gc.get_threshold()
    with pytest.raises(ZeroDivisionError), seldom_collected():
        1 / 0  # noqa: B018 - it fails
    assert gc.get_threshold() == before
