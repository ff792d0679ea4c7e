from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from drill.ids import Rating
from tests.sessions.desk import WINDOW

if TYPE_CHECKING:
    from tests.cli.conftest import CommandLine

PROBE = """
import sys
before = set(sys.modules)
from drill.cli.main import main
main(sys.argv[1:])
names = {name.partition(".")[0] for name in set(sys.modules) - before}
print(*(n for n in names - sys.stdlib_module_names - {"drill"} if n[0] != "_"))
"""


def test_what_is_due_is_one_line(drill: CommandLine) -> None:
    answer = drill("due")
    assert answer.status == 0
    assert answer.err == ""
    assert answer.out == "5 due · 3 min\n"


def test_what_is_due_is_told_to_programs_by_class(drill: CommandLine) -> None:
    data = drill("due", "--json").data
    assert data == {
        "due": 5,
        "minutes": 3,
        "review": 0,
        "learning": 0,
        "new": 5,
        "backlog": 0,
        "planned": 0,
        "done_today": 0,
        "streak_days": 0,
        "next_learning_at": None,
        "on_holiday": False,
    }


def test_with_nothing_to_study_nothing_is_due(drill: CommandLine) -> None:
    drill.desk.set(study={"decks": []})
    assert drill("due").out == "nothing due\n"


def test_the_second_time_what_the_first_left_is_enough(drill: CommandLine) -> None:
    first = drill("due", "--json").data
    before = drill.desk.locations.snapshot.stat().st_mtime_ns
    assert drill("due", "--json").data == first
    assert drill.desk.locations.snapshot.stat().st_mtime_ns == before


def test_an_answer_is_counted_the_next_time(drill: CommandLine) -> None:
    drill("due")
    desk = drill.desk
    desk.reopen()
    desk.rate(WINDOW, Rating.GOOD)
    desk.close()
    data = drill("due", "--json").data
    assert (data["learning"], data["new"], data["done_today"]) == (1, 4, 1)
    assert data["next_learning_at"] == "2026-03-02T09:10:00+00:00"


def test_the_next_study_day_is_counted_anew(drill: CommandLine) -> None:
    desk = drill.desk
    desk.reopen()
    desk.learn(WINDOW)
    desk.close()
    assert drill("due", "--json").data["review"] == 0
    desk.pass_time(days=30)
    data = drill("due", "--json").data
    assert data["review"] + data["backlog"] == 1


def test_another_limit_is_counted_with_at_once(drill: CommandLine) -> None:
    drill("due")
    drill("settings", "set", "study.new_a_day", "2")
    assert drill("due", "--json").data["due"] == 2
    limit = {"DRILL_STUDY__NEW_A_DAY": "1"}
    assert drill("due", "--json", environment=limit).data["due"] == 1


def test_what_the_last_run_left_needs_nothing_from_elsewhere(
    drill: CommandLine,
) -> None:
    data = str(drill.desk.locations.data)

    def imported() -> set[str]:
        answer = subprocess.run(
            [sys.executable, "-c", PROBE, "due", "--data", data],
            check=True,
            capture_output=True,
            text=True,
        )
        return set(answer.stdout.splitlines()[-1].split())

    assert "sqlalchemy" in imported()
    assert imported() == set()
