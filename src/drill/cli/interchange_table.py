"""The commands for decks of other programs, declared."""

from __future__ import annotations

from drill.cli.arguments import JSON, YES
from drill.cli.declaration import Argument, Command, Completion, Kind

IMPORT = Command(
    "import",
    "take in decks of other programs",
    "Packages and collections of Anki, Mochi, Mnemosyne 2, CrowdAnki, tables of texts"
    " (CSV, TSV, Quizlet, Anki's text), Markdown of hashcards, Obsidian and others,"
    " Org. What a file is, is seen from its contents. Scheduling, reviews, tags,"
    " decks and media come along. The same file again adds what is new, changes what"
    " has changed and keeps progress. It is one operation: `drill undo` takes it back.",
    (
        Argument(
            "files", "files or folders", Kind.SOME, "FILE", completion=Completion.FILES
        ),
        Argument("--dry-run", "say what would happen, and change nothing"),
        Argument("--deck", "put all into a deck of this title", Kind.VALUE, "TITLE"),
        Argument(
            "--policy",
            "of notes changed here and in the file: what counts (mine)",
            Kind.VALUE, "POLICY", choices=("mine", "theirs", "both"),
        ),
        Argument(
            "--map", "of a table: what a column is: `front=2`, `has_header=no`",
            Kind.TEXTS, "KEY=VALUE",
        ),
        Argument(
            "--format", "take it for this, whatever is in it",
            Kind.VALUE, "FORMAT", choices=(
                *("anki", "table", "hashcards", "repeater", "obsidian", "mdanki"),
                *("org", "markdown", "crowdanki", "mochi", "mnemosyne"),
                *("decks", "drill"),
            ),
        ),
        Argument("--all-remarks", "print every remark, not only the first 20"),
        JSON,
    ),
)  # fmt: skip
EXPORT = Command(
    "export",
    "write notes for other programs",
    "With their scheduling and reviews where the format has room for them: a package"
    " for Anki and AnkiDroid (.apkg), JSON that `drill import` reads back, CSV,"
    " Markdown, or a folder of decks in YAML. Reviews made in Anki on such a package"
    " come back onto the same cards when it is imported again.",
    (
        Argument(
            "names", "these decks or topics only", Kind.ANY, "DECK|TOPIC",
            completion=Completion.DECKS,
        ),
        Argument(
            "--to", "the file or folder to write", Kind.VALUE, "PATH",
            completion=Completion.FILES,
        ),
        Argument("--search", "only notes with a card it finds", Kind.VALUE, "TEXT"),
        Argument(
            "--format", "what to write; seen from the name of the file otherwise",
            Kind.VALUE, "FORMAT", choices=("apkg", "csv", "json", "markdown", "yaml"),
        ),
        YES,
        JSON,
    ),
)  # fmt: skip
