from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sessions.desk import WINDOW

if TYPE_CHECKING:
    from tests.cli.conftest import CommandLine


def test_without_an_interview_it_says_how_to_set_one(drill: CommandLine) -> None:
    answer = drill("goal")
    assert (answer.status, answer.out) == (0, "")
    assert "drill goal set DATE DECK" in answer.err
    assert drill("goal", "--json").data == []


def test_an_interview_is_set_listed_and_taken_away(drill: CommandLine) -> None:
    answer = drill("goal", "set", "+14", "networks", "--minutes", "30")
    assert answer.out == "interview set: Mon 16 Mar, networks\n"
    listed = drill("goal", "list")
    assert "2026-03-16, in 14 days, 30 min a day" in listed.out
    assert "  networks" in listed.out
    assert "    tcp" in listed.out
    assert "unseen ones count as 10%" in listed.err
    assert drill("goal", "remove", "interview").out == "interview taken away\n"
    assert drill("goal").out == ""


def test_the_date_alone_moves_it(drill: CommandLine) -> None:
    drill("goal", "set", "2026-03-20", "networks/tcp", "--title", "acme")
    data = drill("goal", "set", "2026-03-25", "--title", "acme", "--json").data
    [goal] = data
    assert (goal["title"], goal["date"]) == ("acme", "2026-03-25")
    assert (goal["scope"], goal["minutes_a_day"]) == (["networks/tcp"], 20)


def test_programs_are_told_all_of_it(drill: CommandLine) -> None:
    desk = drill.desk
    desk.reopen()
    desk.learn(WINDOW)
    desk.pass_time(days=2)
    desk.close()
    drill("goal", "set", "+2", "networks")
    [goal] = drill("goal", "--json").data
    assert goal["days_left"] == 2
    assert goal["reviews_today"] == 1
    assert goal["prior"] == 0.1
    assert goal["all"]["cards"] == 6
    assert [row["id"] for row in goal["readiness"]] == [
        "networks", "networks/tcp", "networks/dns",
    ]  # fmt: skip
    assert drill("due", "--json").data["planned"] == 1


def test_an_interview_that_is_over_says_so(drill: CommandLine) -> None:
    drill("goal", "set", "+1", "networks")
    drill.desk.pass_time(days=3)
    assert "2026-03-03, over, 20 min a day" in drill("goal").out


@pytest.mark.parametrize("text", ["2026-02-30", "soon", "+", "+x", "+999999"])
def test_what_is_no_date_is_refused(drill: CommandLine, text: str) -> None:
    answer = drill("goal", "set", text, "networks")
    assert answer.status == 1
    assert f"{text}: is no date" in answer.err
    assert "2026-12-14" in answer.err


def test_a_wrong_scope_date_or_title_is_explained(drill: CommandLine) -> None:
    answer = drill("goal", "set", "+9", "netwrks")
    assert answer.status == 2
    assert "Did you mean 'networks'?" in answer.err
    assert "is no day after today" in drill("goal", "set", "+0", "networks").err
    assert "there is no card" in drill("goal", "set", "+9").err
    answer = drill("goal", "remove", "acme")
    assert answer.status == 1
    assert "no interview is called 'acme'" in answer.err


def test_setting_one_can_be_taken_back(drill: CommandLine) -> None:
    drill("goal", "set", "+14", "networks")
    assert drill("undo").out == "undone: goal interview, Mon 16 Mar\n"
    assert drill("goal").out == ""
