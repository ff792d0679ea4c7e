"""An editor that has the terminal for a while, whatever it does with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.test_terminal import ANSWER, HOME, QUESTION, begin

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("terminal")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def script(folder: Path, body: str) -> str:
    """An editor made of a few lines of shell."""
    path = folder / "editor.sh"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (None, "cannot be started"),
        ("exit 3", "ended with status 3"),
        ("kill -9 $$", "ended by signal 9"),
        ('rm "$1"', "cannot be read"),
    ],
)
def test_the_terminal_comes_back_from_an_editor_that_fails(
    data: Path, tmp_path: Path, body: str | None, said: str
) -> None:
    editor = "no-such-editor" if body is None else script(tmp_path, body)
    with begin(data, environment={"VISUAL": editor}) as terminal:
        terminal.press("\r")
        terminal.wait_for(QUESTION)
        terminal.press("e")
        terminal.wait_until(
            lambda text: said in " ".join(text.replace("▌", "").split()), said
        )
        terminal.press(" ")
        terminal.wait_for(ANSWER)
        terminal.press("\x1b")
        terminal.wait_for(HOME)
        terminal.press("q")
        assert terminal.end() == 0


def test_an_interrupt_is_for_the_editor_and_not_for_drill(
    data: Path, tmp_path: Path
) -> None:
    body = "trap 'sed -i s/CAP/PAC/ \"$1\"; exit 0' INT; echo ready; read answer"
    with begin(data, environment={"VISUAL": script(tmp_path, body)}) as terminal:
        terminal.press("\r")
        terminal.wait_for(QUESTION, "CAP theorem")
        terminal.press("e")
        terminal.wait_until(lambda _: b"ready" in terminal.received, "the editor")
        terminal.press("\x03")
        terminal.wait_for(QUESTION, "PAC theorem")
        terminal.press("\x1b")
        terminal.wait_for(HOME)
        terminal.press("q")
        assert terminal.end() == 0
