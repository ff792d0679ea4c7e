from __future__ import annotations

from drill.cli.reference import reference
from drill.cli.table import COMMANDS
from tests.house.project import ROOT


def test_the_page_of_commands_is_as_the_declarations_say() -> None:
    written = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    assert written == reference(), "run: python -m drill.cli.reference"


def test_every_command_and_argument_is_on_the_page() -> None:
    page = reference().replace("\\|", "|")
    for command in COMMANDS:
        for each in (command, *command.actions):
            for argument in each.arguments:
                assert f"| `{argument.usage}` | {argument.help}" in page


def test_helps_are_lines_that_a_table_and_a_sentence_can_hold() -> None:
    for command in COMMANDS:
        for each in (command, *command.actions):
            said = [each.help, *(argument.help for argument in each.arguments)]
            assert all(text == text.strip().rstrip(".") for text in said)
            assert "\n" not in "".join(said)
