"""`drill import` and `drill export` as a person at a shell sees them."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest

from drill.cli.progress import Progress
from drill.sessions.import_doors import format_titles
from tests.cli.conftest import Terminal
from tests.sessions.katas import lay_out

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine

VERBS = "ser\tto be\nir\tto go\nver\tto see\n"


@pytest.fixture
def verbs(tmp_path: Path) -> Path:
    """A table of three notes."""
    path = tmp_path / "Verbs.tsv"
    path.write_text(VERBS)
    return path


def test_a_file_comes_in_and_goes_again(drill: CommandLine, verbs: Path) -> None:
    answer = drill("import", str(verbs), "--deck", "Spanish::Verbs")
    assert answer.status == 0
    assert "Verbs.tsv: 3 notes, read as table" in answer.out
    assert "3  added, with 3 cards" in answer.out
    assert "`drill undo` takes it back." in answer.err
    again = drill("import", str(verbs), "--deck", "Spanish::Verbs")
    assert "3  unchanged" in again.out
    assert "nothing to do" in again.out
    assert "undo" not in again.err
    assert drill("undo").status == 0
    assert "3  added" in drill("import", str(verbs), "--dry-run").out.replace(
        "would be ", ""
    )


def test_a_dry_run_writes_nothing(drill: CommandLine, verbs: Path) -> None:
    for _ in range(2):
        answer = drill("import", str(verbs), "--dry-run")
        assert answer.status == 0
        assert "columns: delimiter=tab has_header=no is_html=no front=1 back=2" in (
            answer.out
        )
        assert "3  would be added, with 3 cards" in answer.out


def test_columns_can_be_said(drill: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "Words.csv"
    path.write_text("1,to be,ser\n2,to go,ir\n3,to see,ver\n")
    answer = drill(
        "import", str(path), "--map", "front=3", "--map", "back=2",
        "--map", "more=none", "--map", "is_html=no", "--json",
    )  # fmt: skip
    assert answer.status == 0
    assert answer.data[0]["added"] == 3
    out = tmp_path / "out.csv"
    exported = drill("export", "words", "--to", str(out))
    assert exported.status == 0, exported.err
    assert "ser" in out.read_text()
    wrong = drill("import", str(path), "--map", "front")
    assert wrong.status == 1
    assert "`front=2`" in wrong.err


def test_what_has_no_columns_takes_no_mapping(
    drill: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "x.md"
    path.write_text("Q: a\nA: b\n")
    answer = drill("import", str(path), "--map", "front=2")
    assert answer.status == 1
    assert "only a table has columns, and this is read as hashcards" in answer.err
    table = tmp_path / "x.csv"
    table.write_text("a,b,c,d\ne,f,g,h\n")
    shown = drill("import", str(table), "--dry-run", "--map", "more=3,4").out
    assert "front=1 back=2 more=3,4" in shown


def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    drill: CommandLine, verbs: Path, tmp_path: Path
) -> None:
    prose = tmp_path / "prose.md"
    prose.write_text("Nothing but prose.\n")
    answer = drill("import", str(prose), str(verbs))
    assert answer.status == 1
    assert "prose.md" in answer.err
    assert "3  added" in answer.out
    alone = drill("import", str(prose))
    assert alone.status != 0
    assert "no format that drill knows" in alone.err


def test_more_remarks_than_fit_are_counted_or_shown(
    drill: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Front;Back\na;b\n" + ";only\n" * 30)
    few = drill("import", str(path), "--dry-run")
    assert "10 more: --all-remarks" in few.err
    every = drill("import", str(path), "--dry-run", "--all-remarks")
    assert every.err.count("I301 there is no front") == 30


def test_a_name_says_what_is_written(
    drill: CommandLine, verbs: Path, tmp_path: Path
) -> None:
    assert drill("import", str(verbs)).status == 0
    for name in ("out.apkg", "out.csv", "out.json", "out.md", "folder"):
        path = tmp_path / name
        answer = drill("export", "verbs", "--to", str(path))
        assert answer.status == 0, answer.err
        assert f"{name}: 3 notes, 3 cards, 0 reviews" in answer.out
        assert path.exists()
    package = tmp_path / "out.apkg"
    refused = drill("export", "--to", str(package))
    assert refused.status == 2
    assert "--yes" in refused.err
    assert drill("export", "--to", str(package), "--yes", "--json").data["notes"] >= 3
    unsaid = drill("export", "--to", str(tmp_path / "out.docx"))
    assert "--format" in unsaid.err
    assert drill("export").status == 2
    back = drill("import", str(tmp_path / "out.json"), "--dry-run")
    assert "3  unchanged" in back.out


@pytest.mark.parametrize("name", ["", " ", "~nobody-of-this-name/x.csv"])
def test_a_name_of_nothing_is_said_to_be_one(drill: CommandLine, name: str) -> None:
    answer = drill("import", name)
    assert answer.status == 1
    assert "cannot be imported" in answer.err
    assert drill("export", "--to", "~nobody-of-this-name/x.csv").status == 2


def test_katas_that_a_folder_of_decks_leaves_out_are_counted(
    drill: CommandLine, tmp_path: Path
) -> None:
    drill.desk.reopen()
    lay_out(drill.desk)
    drill.desk.close()
    answer = drill("export", "--to", str(tmp_path / "out"))
    assert answer.status == 0
    assert "left out: each is a folder of its own." in answer.err
    left_out = drill("export", "--to", str(tmp_path / "more"), "--json").data
    assert f"{left_out['left_out']} kata" in answer.err
    kept = sorted(tmp_path.rglob("*.yaml"))
    refused = drill("export", "--to", str(tmp_path / "out"), "--yes")
    assert refused.status == 2
    assert "it is there already, and is not replaced" in refused.err
    assert sorted(tmp_path.rglob("*.yaml")) == kept


@pytest.mark.parametrize("shape", ["apkg", "csv", "yaml"])
def test_a_place_that_takes_no_export_is_named(
    drill: CommandLine, tmp_path: Path, shape: str
) -> None:
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "x"
    answer = drill("export", "--to", str(path), "--format", shape)
    assert answer.status == 2
    assert f"{path}: cannot be written: Not a directory" in answer.err


def test_an_import_that_is_stopped_says_that_nothing_came_in(
    drill: CommandLine, verbs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("drill.sessions.import_arrived.document_hash", stopped)
        with pytest.raises(KeyboardInterrupt):
            drill("import", str(verbs))
    said = drill.capsys.readouterr().err
    assert "Verbs.tsv: stopped; nothing of it came in." in said
    assert "3  added" in drill("import", str(verbs)).out


def test_the_help_lists_the_formats_as_it_is_said_to(drill: CommandLine) -> None:
    said = " ".join(drill("import", "--help").out.split())
    assert ", ".join(format_titles()) in said


def test_an_interrupted_export_says_that_nothing_was_written(
    drill: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **more: Any) -> None:
        more["on_progress"](1, 2)
        raise KeyboardInterrupt

    monkeypatch.setattr("drill.sessions.exporting.export", interrupted)
    path = tmp_path / "x.apkg"
    with pytest.raises(KeyboardInterrupt):
        drill("export", "--to", str(path))
    said = drill.capsys.readouterr().err
    assert f"{path}: stopped; nothing was written." in said
    assert not path.exists()


def test_how_far_it_is_is_told_on_a_terminal_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for stream, said in ((Terminal(), "x.apkg: 1 of 4 notes   25%"), (StringIO(), "")):
        monkeypatch.setattr("sys.stderr", stream)
        progress = Progress("x.apkg", is_shown=True)
        progress(1, 4)
        progress.end()
        progress.end()
        assert stream.getvalue().replace("\r\033[K", "") == said
