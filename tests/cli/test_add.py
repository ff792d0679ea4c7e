from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine

WORDS = "mine/words.yaml"


def editor(folder: Path, *texts: str) -> dict[str, str]:
    """An editor that writes the first text when first opened, then the second, …"""
    script, turns = folder / "editor.py", folder / "turns"
    turns.mkdir()
    for number, text in enumerate(texts):
        (turns / str(number)).write_text(text, encoding="utf-8")
    script.write_text(
        "import pathlib, sys\n"
        f"turn = sorted(pathlib.Path({str(turns)!r}).iterdir())[0]\n"
        "pathlib.Path(sys.argv[-1]).write_text(turn.read_text())\n"
        "turn.unlink()\n"
    )
    return {"EDITOR": f"{sys.executable} {script}"}


def test_a_note_from_options_goes_into_the_file_of_its_topic(
    drill: CommandLine,
) -> None:
    answer = drill(
        "add", "--topic", "mine/words", "--front", "What is a lemma?",
        "--back", "A small theorem on the way.", "--source", "A book", "--source", "B",
        "--tag", "maths", "--tag", "words", "--why", "It has a use.", "--both-ways",
        "--yes",
    )  # fmt: skip
    assert answer.status == 0
    assert answer.out == "mine/words/what-is-a-lemma added\n"
    assert "front  What is a lemma?" in answer.err
    assert "back   A small theorem on the way." in answer.err
    text = (drill.desk.own / WORDS).read_text()
    assert "# A comment that stays." in text
    assert "id: what-is-a-lemma" in text
    assert "both_ways: true" in text
    assert "- A book\n      - B\n" in text
    assert drill("check", str(drill.desk.own)).status == 0
    rows = {row["id"]: row for row in drill("decks", "--json").data}
    assert rows["mine/words"]["cards"] == 5


def test_a_cloze_from_an_option_is_a_card_a_gap(drill: CommandLine) -> None:
    text = "A {{c1::lemma::word}} serves a {{c2::theorem}}."
    answer = drill("add", "--topic", "mine/words", "--cloze", text, "--yes")
    assert answer.status == 0
    assert answer.err.count("front  ") == 2
    assert "A [word] serves a theorem." in answer.err


def test_the_only_topic_of_ones_own_needs_no_name(drill: CommandLine) -> None:
    answer = drill("add", "--front", "a?", "--back", "b", "--yes")
    assert answer.out.startswith("mine/words/")


def test_a_note_into_a_shipped_topic_goes_into_the_record(drill: CommandLine) -> None:
    answer = drill(
        "add", "--topic", "networks/tcp", "--front", "a?", "--back", "b", "--yes"
    )
    assert answer.out == "networks/tcp/a added\n"
    assert drill("undo").out == "undone: add networks/tcp/a\n"


def test_a_note_that_looks_like_another_is_warned_of(drill: CommandLine) -> None:
    front = "What does a fold need?"
    answer = drill(
        "add", "--topic", "mine/words", "--front", front, "--back", "x", typed="n\n"
    )
    assert answer.status == 1
    assert "100% the same as mine/words/fold: What does a fold need?" in answer.err
    assert answer.err.endswith("Nothing was written.\n")
    assert "What does a fold need? " not in (drill.desk.own / WORDS).read_text()


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["--front", "a"], 2, "--back is missing"),
        (["--front", "a", "--back", " "], 1, "back"),
        (["--cloze", "no gap"], 1, "gap"),
        (["--cloze", "{{c1::x}}", "--back", "y"], 1, "but not both"),
        (["--topic", "mine/wrods", "--front", "a", "--back", "b", "--yes"], 0,
         "! mine/wrods is a new topic"),
        (["--topic", "netwoks/tcp", "--front", "a", "--back", "b", "--yes"], 2,
         "Did you mean 'networks/tcp'?"),
    ],
)  # fmt: skip
def test_what_is_no_note_is_refused_with_what_to_do(
    words: list[str], status: int, said: str, drill: CommandLine
) -> None:
    answer = drill("add", *words)
    assert answer.status == status
    assert said in answer.err


def test_a_note_with_hostile_text_is_shown_as_text(drill: CommandLine) -> None:
    answer = drill("add", "--front", "a\u202eb", "--back", "[bold]\u200b", "--yes")
    assert "⟨U+202E⟩" in answer.err
    assert "\u202e" not in answer.err + answer.out


def test_without_options_the_editor_is_opened_with_a_form(
    drill: CommandLine, tmp_path: Path
) -> None:
    filled = "topic: mine/words\nfront: |\n  From the editor?\nback: |\n  Yes.\n"
    answer = drill("add", typed="y\n", environment=editor(tmp_path, filled))
    assert answer.status == 0
    assert answer.out == "mine/words/from-the-editor added\n"
    assert not (drill.desk.locations.state / "edit" / "note.yaml").exists()


def test_the_form_names_the_topic_that_was_asked_for(
    drill: CommandLine, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.yaml"
    look = {"EDITOR": f"sh -c 'cp \"$0\" {copy}'"}
    answer = drill("add", "--topic", "networks/dns", typed="", environment=look)
    assert answer.status == 1
    assert answer.err == "Nothing was written.\n"
    assert "topic: networks/dns" in copy.read_text()


def test_a_form_with_a_mistake_goes_back_to_the_editor(
    drill: CommandLine, tmp_path: Path
) -> None:
    wrong = "topic: mine/words\nfront: a\nbcak: b\n"
    right = "topic: mine/words\nfront: a\nback: b\n"
    answer = drill("add", typed="y\ny\n", environment=editor(tmp_path, wrong, right))
    assert answer.status == 0
    assert "✗ the form has no key 'bcak'" in answer.err
    assert answer.out == "mine/words/a added\n"


def test_what_could_not_be_kept_is_still_there(
    drill: CommandLine, tmp_path: Path
) -> None:
    wrong = "topic: nowhere/at-all\nfront: a\nback: b\n"
    answer = drill("add", typed="y\nn\n", environment=editor(tmp_path, wrong))
    path = drill.desk.locations.state / "edit" / "note.yaml"
    assert answer.status == 1
    assert f"What you wrote is kept in {path}." in answer.err
    assert path.read_text() == wrong


def test_a_no_to_the_preview_keeps_the_text(drill: CommandLine, tmp_path: Path) -> None:
    text = "topic: mine/words\nfront: a\nback: b\n"
    answer = drill("add", typed="n\n", environment=editor(tmp_path, text))
    assert answer.status == 1
    assert "is kept in" in answer.err
    assert "mine/words/a" not in answer.out


def test_an_editor_that_is_not_there_is_said(drill: CommandLine) -> None:
    answer = drill("add", typed="", environment={"EDITOR": "no-such-editor"})
    assert answer.status == 2
    assert "no-such-editor: cannot be started" in answer.err
    assert "Set $EDITOR" in answer.err


def test_the_settings_editor_stands_above_the_variables(
    drill: CommandLine, tmp_path: Path
) -> None:
    text = "topic: mine/words\nfront: a\nback: b\n"
    drill.desk.set(files={"editor": editor(tmp_path, text)["EDITOR"]})
    answer = drill("add", typed="y\n", environment={"EDITOR": "no-such-editor"})
    assert answer.out == "mine/words/a added\n"


def test_without_a_terminal_the_options_are_named(drill: CommandLine) -> None:
    answer = drill("add")
    assert answer.status == 2
    assert "nobody is there to write a note in the editor" in answer.err
    assert "--front" in answer.err
