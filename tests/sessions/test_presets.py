"""Presets of the settings, before anything is scheduled by them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from drill.config.settings import Settings
from drill.errors import ScheduleError
from drill.sessions.collection import Collection

if TYPE_CHECKING:
    from tests.sessions.desk import Desk


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("default", {"parameters": [1.0, 2.0]}),
        ("seldom", {"learning_steps": ["500d"]}),
    ],
)
def test_a_preset_that_cannot_be_scheduled_with_is_refused_at_once(
    desk: Desk, name: str, values: dict[str, Any]
) -> None:
    settings = Settings.model_validate({"presets": {name: values}})
    with pytest.raises(ScheduleError, match=r"parameters|steps"):
        Collection.open(desk.locations, settings, desk.clock)
