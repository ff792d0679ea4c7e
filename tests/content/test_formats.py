"""Interview formats are read whole or not at all, and every defect has its place."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from drill.content.check import check
from drill.content.format_reader import format_files, read_format, read_formats
from drill.content.formats import PromptSection, QuestionSection, RoundSection

if TYPE_CHECKING:
    from drill.content.formats import Format
    from drill.content.problems import Problem

SHIPPED = Path(__file__).parents[2] / "decks"

QUESTIONS = """\
    format: quick
    title: Quick
    sections:
      - kind: questions
        title: Questions
        minutes: 10
        number: 12
    """


def write(folder: Path, text: str, name: str = "quick") -> Path:
    path = folder / "formats" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dedent(text), encoding="utf-8")
    return path


def read(folder: Path, text: str, name: str = "quick") -> tuple[Format | None, str]:
    """The format of a text, and its problems as `line: code message`."""
    found = read_format(write(folder, text, name))
    return found.format, "\n".join(_said(each) for each in found.problems)


def _said(found: Problem) -> str:
    return f"{found.line}: {found.code} {found.message}"


def test_the_shipped_formats_are_in_order() -> None:
    formats, problems = read_formats(format_files([SHIPPED]))
    assert problems == []
    assert {name: each.minutes for name, each in formats.items()} == {
        "behavioural": 30,
        "ml-systems": 45,
        "onsite": 140,
        "phone-screen": 45,
        "rapid-fire": 10,
        "system-design": 45,
    }


def test_a_design_round_has_the_usual_weights() -> None:
    formats, _ = read_formats(format_files([SHIPPED]))
    [section] = formats["system-design"].sections
    assert isinstance(section, PromptSection)
    assert [phase.weight for phase in section.phases] == [15, 10, 25, 25, 15, 10]
    assert sum(phase.minutes for phase in section.phases) == section.minutes


def test_a_format_is_read_with_its_sections(tmp_path: Path) -> None:
    found, problems = read(tmp_path, QUESTIONS)
    assert problems == ""
    assert found is not None
    assert found.sections == (
        QuestionSection(title="Questions", minutes=10, number=12),
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("minutes: 10", "minutes: 0", "6: N006 minutes"),
        ("minutes: 10", "minutes: -3", "6: N006"),
        ("minutes: 10", "minutes: 5000", "6: N006"),
        ("minutes: 10", "minutes: ten", "6: F005"),
        ("number: 12", "number: 0", "7: N006"),
        ("number: 12", "numbers: 12", "7: F003 unknown key `numbers`"),
        ("kind: questions", "kind: quests", "4: F008 there is no kind of section"),
        ("kind: questions", "kind: [a]", "4: F008"),
        ("format: quick", "format: Quick One", "1: F006"),
        ("title: Quick", "titel: Quick", "2: F003"),
    ],
)
def test_a_defect_is_told_with_its_line_and_gives_no_format(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    found, problems = read(tmp_path, QUESTIONS.replace(old, new))
    assert found is None
    assert said in problems


@pytest.mark.parametrize("sections", ["", "[]", "{}", "five", "[1, 2]", "[[]]", "null"])
def test_a_format_needs_sections(tmp_path: Path, sections: str) -> None:
    text = f"format: quick\ntitle: Quick\nsections: {sections}\n"
    found, problems = read(tmp_path, text)
    assert found is None
    assert "F005" in problems


@pytest.mark.parametrize(
    "text",
    ["", "[]", "a: [", "format: quick\n\x00", "- kind: questions\n", "\x1b[2J"],
)
def test_an_unfinished_file_is_a_problem_and_nothing_else(
    tmp_path: Path, text: str
) -> None:
    found, problems = read(tmp_path, text)
    assert found is None
    assert problems


def test_a_file_that_is_gone_is_a_problem(tmp_path: Path) -> None:
    read = read_format(tmp_path / "formats" / "none.yaml")
    assert read.format is None
    assert [each.code for each in read.problems] == ["F001"]


def test_a_file_is_named_like_its_format(tmp_path: Path) -> None:
    found, problems = read(tmp_path, QUESTIONS, name="slow")
    assert found is not None
    assert "F021" in problems


PROMPT = """\
    format: quick
    title: Quick
    sections:
      - kind: prompt
        title: Design
        minutes: 10
        phases:
          - {phase: one, title: One, minutes: 5, weight: 1, areas: [two]}
          - {phase: three, title: Three, minutes: 5, weight: 1}
    """


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("phase: three", "phase: two", "N005"),
        ("phase: three", "phase: one", "N005"),
        ("weight: 1", "weight: 0", "N006"),
        ("minutes: 5", "minutes: 0", "N006"),
        ("areas: [two]", "areas: two", "F005"),
    ],
)
def test_phases_share_the_points_and_claim_each_area_once(
    tmp_path: Path, old: str, new: str, code: str
) -> None:
    assert read(tmp_path, PROMPT)[0] is not None
    found, problems = read(tmp_path, PROMPT.replace(old, new))
    assert found is None
    assert code in problems


ROUNDS = """\
    format: day
    title: Day
    sections:
      - {kind: round, title: First, format: quick}
      - {kind: break, title: Break, minutes: 5}
    """


def test_a_round_takes_the_minutes_of_its_format(tmp_path: Path) -> None:
    write(tmp_path, QUESTIONS)
    write(tmp_path, ROUNDS, "day")
    formats, problems = read_formats(format_files([tmp_path]))
    assert problems == []
    [first, pause] = formats["day"].sections
    assert isinstance(first, RoundSection)
    assert (first.minutes, formats["day"].minutes) == (10, 15)
    assert first.counts
    assert not pause.counts


@pytest.mark.parametrize("other", ["nothing", "day"])
def test_a_round_needs_a_format_without_rounds(tmp_path: Path, other: str) -> None:
    write(tmp_path, QUESTIONS)
    write(tmp_path, ROUNDS.replace("format: quick", f"format: {other}"), "day")
    formats, problems = read_formats(format_files([tmp_path]))
    assert set(formats) == {"quick"}
    assert [each.code for each in problems] == ["F023"]


def test_the_first_of_two_formats_with_one_id_stays(tmp_path: Path) -> None:
    write(tmp_path / "shipped", QUESTIONS)
    own = write(tmp_path / "own", QUESTIONS.replace("Quick", "Mine"))
    formats, problems = read_formats(
        format_files([tmp_path / "shipped", tmp_path / "own"])
    )
    assert formats["quick"].title == "Quick"
    assert [(each.code, each.path) for each in problems] == [("F009", own)]


def test_only_yaml_files_are_formats(tmp_path: Path) -> None:
    path = write(tmp_path, QUESTIONS)
    write(tmp_path, "x", ".hidden")
    (path.parent / "readme.md").write_text("x", "utf-8")
    (path.parent / "folder.yaml").mkdir()
    assert format_files([tmp_path, tmp_path / "none"]) == [path]


@pytest.mark.parametrize("asked", ["", "formats", "formats/day.yaml"])
def test_a_check_looks_at_formats_too(tmp_path: Path, asked: str) -> None:
    write(tmp_path, QUESTIONS)
    write(tmp_path, ROUNDS.replace("minutes: 5", "minutes: 0"), "day")
    deck = tmp_path / "mine" / "words.yaml"
    deck.parent.mkdir()
    deck.write_text("topic: words\ntitle: Words\nnotes: []\n", encoding="utf-8")
    found = [each.code for each in check([tmp_path / asked])]
    assert "N006" in found
    assert ("F025" in found) is (asked == "")


def test_a_check_of_one_format_reports_no_other(tmp_path: Path) -> None:
    write(tmp_path, QUESTIONS.replace("minutes: 10", "minutes: 0"))
    day = write(tmp_path, ROUNDS, "day")
    assert [each.code for each in check([day])] == ["F023"]
    assert check([day.parent.parent / "none.yaml"])[0].code == "F001"
