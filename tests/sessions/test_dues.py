"""What is due, for a shell prompt."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

from drill.ids import Rating
from drill.sessions.dues import due
from drill.sessions.today import home
from tests.sessions.desk import CARDS, FOLD, NOW, TODAY, TTL, WINDOW

if TYPE_CHECKING:
    from tests.sessions.desk import Desk


def test_it_says_what_home_says(desk: Desk) -> None:
    desk.learn(WINDOW, FOLD)
    desk.pass_time(days=8)
    desk.rate(TTL, Rating.AGAIN)
    step, shown = due(desk.collection), home(desk.collection)
    assert step.counts == shown.counts
    assert step.counts.review == 2
    assert (step.day, step.minutes) == (TODAY + 8, shown.minutes)
    assert step.streak_days == shown.streak_days == 1
    assert step.next_learning_at == shown.next_learning_at
    assert step.next_learning_at == NOW + timedelta(days=8, minutes=1)


def test_when_nothing_is_left_it_says_nothing(desk: Desk) -> None:
    desk.learn(*CARDS)
    step = due(desk.collection)
    assert (step.counts.total, step.minutes, step.next_learning_at) == (0, 0, None)


def test_its_imports_hold_no_yaml_and_nothing_that_paints() -> None:
    code = (
        "import sys, drill.sessions.dues, drill.sessions.collection as c;"
        "heavy = ['yaml', 'textual', 'rich', 'alembic', 'tomlkit'];"
        "print([name for name in heavy if name in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"
