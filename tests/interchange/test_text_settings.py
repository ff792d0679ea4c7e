"""Settings of vaults and of folders of Org: how their cards are spelled."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drill.content.notes import parse_note
from drill.errors import InterchangeError
from drill.interchange.formats import read, recognise
from drill.interchange.package import LIMITS
from drill.interchange.text_settings import (
    PLUGIN,
    TextSettings,
    obsidian_settings,
    settings_of,
)
from tests.interchange.breaking import broken

if TYPE_CHECKING:
    from pathlib import Path

    from drill.interchange.package import Package

FUZZ = int(os.environ.get("DRILL_TEST_FUZZ", "40"))


def vault(folder: Path, text: str, said: Any, name: str = "sub/note.md") -> Package:
    """A vault of one note, read."""
    for path, content in ((name, text), (str(PLUGIN), json.dumps(said))):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, "utf-8", errors="replace")
    return read(folder)


def documents(package: Package) -> list[dict[str, Any]]:
    made = [note.make() for note in package.notes()]
    return [
        {key: value for key, value in each.document.items() if key != "id"}
        for each in made
        if each is not None
    ]


OTHER = {
    "settings": {
        "flashcardTags": ["#study", "#sprachen/karten"],
        "singleLineCardSeparator": " >> ",
        "singleLineReversedCardSeparator": "<>",
        "multilineCardSeparator": "+++",
        "multilineReversedCardSeparator": "--",
        "multilineCardEndMarker": "END",
        "clozePatterns": ["**[123;;]answer[;;hint]**", "{{answer}}", "answer", 5],
    },
    "buryDate": "",
}
TEXT = """#sprachen/karten/verbs ser >> to be

ir <> to go
std::move is not parted ==nor is this==

What is

asked?
+++
The

answer
END
Other
--
side
END

A **2;;gap;;a hint**, {{another}} and **1;;std::x**.
"""


def test_a_vault_parts_cards_by_its_own_signs(tmp_path: Path) -> None:
    package = vault(tmp_path, TEXT, OTHER)
    assert package.format == "obsidian"
    assert documents(package) == [
        {"front": "ser", "back": "to be"},
        {"front": "ir", "back": "to go", "both_ways": True},
        {"front": "asked?", "back": "The\n\nanswer"},
        {"front": "Other", "back": "side", "both_ways": True},
        {"kind": "cloze",
         "text": "A {{c2::gap::a hint}}, {{c2::another}} and {{c1::`std::x`}}."},
    ]  # fmt: skip
    assert {note.deck for note in package.notes()} == {("verbs",)}
    note = tmp_path / "sub/note.md"
    assert recognise(note) == "obsidian"
    assert documents(read(note)) == documents(package)


def test_older_switches_and_folders_are_heeded(tmp_path: Path) -> None:
    said = {
        "convertHighlightsToClozes": False,
        "convertBoldTextToClozes": True,
        "convertCurlyBracketsToClozes": True,
        "convertFoldersToDecks": True,
    }
    text = "#flashcards/other\n\nA **bold** and ==marked== {{1}}.\n\na::b\n"
    package = vault(tmp_path / "Vault", text, said)
    assert documents(package) == [
        {"kind": "cloze", "text": "A {{c1::bold}} and ==marked== {{c2::1}}."},
        {"front": "a", "back": "b"},
    ]
    assert {note.deck for note in package.notes()} == {("Vault", "sub")}


def test_without_settings_all_is_as_at_first(tmp_path: Path) -> None:
    text = "#flashcards\n\na::b\n\nc:::d\n\n==x== and ==2;;y;;z==\n"
    whole = documents(vault(tmp_path, text, {}))
    assert whole == [
        {"front": "a", "back": "b"},
        {"front": "c", "back": "d", "both_ways": True},
        {"kind": "cloze", "text": "{{c1::x}} and {{c2::y::z}}"},
    ]
    (tmp_path / PLUGIN).unlink()
    assert documents(read(tmp_path)) == whole
    assert obsidian_settings({"singleLineCardSeparator": "\n"}).single == "::"
    assert obsidian_settings({"singleLineCardSeparator": 5}).single == "::"


def test_settings_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    for said in ("{", "[" * 300, "[]"):
        package = vault(tmp_path, "#flashcards\n\na::b\n", {})
        (tmp_path / PLUGIN).write_text(said)
        package = read(tmp_path)
        assert documents(package) == [{"front": "a", "back": "b"}]
        assert package.report.counts["I707"] == (said != "[]")


def test_folders_above_that_one_may_not_look_into_do_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path) -> bool:
        raise PermissionError(13, "denied", str(path))

    (tmp_path / "x.md").write_text("#flashcards\n\na::b\n")
    monkeypatch.setattr("drill.interchange.text_settings.Path.is_dir", refused)
    found = settings_of(tmp_path / "x.md", LIMITS)
    assert found == TextSettings()


# --- Org ------------------------------------------------------------------------------

LOCALS = r"""((org-mode . ((org-drill-left-cloze-delimiter . "!<")
               (org-drill-right-cloze-delimiter . ">!")
               (org-drill-hint-separator . "\\|")
               (org-drill-question-tag . "karte")
               (eval . (shell-command "touch pwned")))))"""


def test_a_folder_of_org_has_gaps_between_its_own_signs(tmp_path: Path) -> None:
    (tmp_path / ".dir-locals.el").write_text(LOCALS)
    (tmp_path / "sub").mkdir()
    text = r"* Item :karte:bio:" + "\n" + r"The !<cell\|unit>! is [not] a gap."
    (tmp_path / "sub/x.org").write_text(f"{text}\n* Item :drill:\nq\n** A\na\n")
    package = read(tmp_path)
    assert package.format == "org"
    assert documents(package) == [{
        "kind": "cloze", "text": "The {{c1::cell::unit}} is [not] a gap.",
        "tags": ["bio"],
    }]  # fmt: skip
    assert recognise(tmp_path / "sub/x.org") == "org"
    assert not (tmp_path / "pwned").exists()


def test_an_org_file_says_its_own_signs_first_or_last(tmp_path: Path) -> None:
    body = "* Item :drill:\nThe {{cell??unit}} is [not] one.\n"
    first = (
        '# -*- org-drill-left-cloze-delimiter: "{{"; org-drill-right-cloze-delimiter:'
        ' "}}"; org-drill-hint-separator: "??" -*-\n'
    )
    last = (
        '\n# Local Variables:\n# org-drill-left-cloze-delimiter: "{{"\n'
        '# org-drill-right-cloze-delimiter: "}}"\n# org-drill-hint-separator: "??"\n'
        "# End:\n"
    )
    for text in (first + body, f"{body}\n* Notes\n{last}"):
        (tmp_path / "x.org").write_text(text)
        assert documents(read(tmp_path / "x.org")) == [
            {"kind": "cloze", "text": "The {{c1::cell::unit}} is [not] one."}
        ]


# --- whatever comes -------------------------------------------------------------------


@settings(max_examples=FUZZ, deadline=None, suppress_health_check=list(HealthCheck))
@given(choices=st.data(), locals_=st.text(max_size=60))
def test_nothing_but_our_own_errors_comes_out_of_any_settings(
    choices: st.DataObject, locals_: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    said = broken(choices, OTHER)
    for key in ("singleLineCardSeparator", "multilineCardEndMarker"):
        inner = said.get("settings")
        if isinstance(inner, dict) and choices.draw(st.booleans()):
            inner[key] = choices.draw(st.text(max_size=4))
    (folder / "x.org").write_text("* Item :drill:\nThe [cell] is.\n")
    signs = "".join(
        f'(org-drill-{name} . "{choices.draw(st.text(max_size=5))}")'
        for name in ("left-cloze-delimiter", "right-cloze-delimiter", "question-tag")
    )
    (folder / ".dir-locals.el").write_text(signs + locals_, "utf-8", errors="replace")
    try:
        package = vault(folder, TEXT, said)
    except InterchangeError:
        return
    for note in package.notes():
        made = note.make()
        if made is not None:
            parse_note(made.document)


@pytest.mark.parametrize(
    "text",
    ["{{" * 100_000 + "}}", "**" * 100_000, "{{a" * 60_000, "+++\n" * 60_000,
     "a >> " * 40_000, "{{a}}" * 40_000],
    ids=lambda text: text[:5],
)  # fmt: skip
def test_texts_made_to_take_long_in_a_vault_do_not(text: str, tmp_path: Path) -> None:
    from time import process_time

    began = process_time()
    documents(vault(tmp_path, f"#study\n\na >> b\n\n{text}", OTHER))
    assert process_time() - began < 10
