"""`drill check --prove`: the code of katas runs, and what it shows is told."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from drill.judge.sandbox.rungs import Rung
from tests.judge.katas import DATA, sandbox

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine

pytestmark = pytest.mark.skipif(
    sandbox().rung is Rung.NONE,
    reason="decks of other people are proved in a strong sandbox alone",
)

TOPIC = """
topic: topic
title: A topic
notes:
  - {id: a, front: What is asked in this place?, back: That, source: The manual}
"""


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    folder = tmp_path / "deck"
    for name in ("mean", "twice"):
        shutil.copytree(DATA / name, folder / "katas" / name)
    (folder / "deck.yaml").write_text("title: A deck\ntopics: [topic]\n")
    (folder / "topic.yaml").write_text(TOPIC)
    return folder


def test_every_kata_below_a_folder_is_proved(drill: CommandLine, deck: Path) -> None:
    answer = drill("check", "--prove", str(deck))
    assert answer.status == 0, answer.out
    told = sorted(answer.err.splitlines()[:2])
    assert told[0].startswith(("1/2 mean: 3 cases, slowest 0.0", "1/2 twice: 3 cases"))
    assert told[1].startswith("2/2 ")
    assert "of 0.4 s, " in told[0]
    assert "mutants, " in told[0]


@pytest.mark.parametrize("place", ["katas/mean", "katas/mean/kata.yaml"])
def test_a_single_kata_is_proved(place: str, drill: CommandLine, deck: Path) -> None:
    answer = drill("check", "--prove", str(deck / place))
    assert answer.err.startswith("1/1 mean: 3 cases, ")
    assert (answer.status, " error " in answer.out) == (0, False)


def test_the_folder_of_katas_is_proved(drill: CommandLine, deck: Path) -> None:
    (deck / "katas" / "notes.txt").write_text("no kata")
    answer = drill("check", "--prove", str(deck / "katas"))
    assert answer.status == 0, answer.out
    assert "2/2 " in answer.err


def test_katas_do_not_run_unless_told_so(drill: CommandLine, deck: Path) -> None:
    assert "cases" not in drill("check", str(deck)).err


def test_a_case_that_the_reference_fails_is_an_error(
    drill: CommandLine, deck: Path
) -> None:
    cases = deck / "katas" / "mean" / "cases.yaml"
    cases.write_text(cases.read_text().replace("want: 1.5", "want: 2"))
    answer = drill("check", "--prove", str(deck))
    assert answer.status == 1
    assert f"{cases}:3:1: error K030 “halves”: wanted 2; got 1.5 (failed)" in answer.out


def test_a_mutant_that_survives_is_a_warning(drill: CommandLine, deck: Path) -> None:
    cases = deck / "katas" / "twice" / "cases.yaml"
    kept = [line for line in cases.read_text().splitlines() if "two of" not in line]
    cases.write_text("\n".join(kept))
    answer = drill("check", "--prove", str(deck))
    assert answer.status == 0
    place = cases.with_name("solution.py")
    assert f"{place}:2:" in answer.out
    assert ": warning K040 no case notices that `1` becomes `2`" in answer.out
    assert drill("check", "--prove", "--strict", str(deck)).status == 1


def test_proofs_are_told_to_programs(drill: CommandLine, deck: Path) -> None:
    data = drill("check", "--prove", "--json", str(deck)).data
    assert [proof["kata"] for proof in data["proofs"]] == ["mean", "twice"]
    proof = data["proofs"][0]
    assert (proof["cases"], proof["limit_s"], proof["survivors"]) == (3, 0.4, 0)
    assert {each["code"] for each in data["problems"]} <= {"K020", "K022", "K040"}


def test_a_kata_whose_files_have_errors_is_not_proved(
    drill: CommandLine, deck: Path
) -> None:
    (deck / "katas" / "mean" / "solution.py").write_text("def mean(:")
    answer = drill("check", "--prove", str(deck))
    assert answer.status == 1
    assert "mean: not proved, its files have errors" in answer.err
    assert "1/1 twice" in answer.err
    assert "error K008" in answer.out


def test_where_there_is_no_kata_nothing_is_proved(
    drill: CommandLine, tmp_path: Path
) -> None:
    assert drill("check", "--prove", "--json", str(tmp_path)).data["proofs"] == []


def test_without_a_strong_sandbox_nothing_is_proved(
    drill: CommandLine, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from drill.judge.sandbox.probing import Ladder

    monkeypatch.setattr("drill.cli.proving.probe", lambda _: Ladder((), ()))
    answer = drill("check", "--prove", str(deck))
    assert answer.status == 2
    assert "cannot be put up" in answer.err
