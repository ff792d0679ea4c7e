"""Arguments that many commands take."""

from __future__ import annotations

from drill.cli.declaration import Argument, Completion, Kind

JSON = Argument("--json", "print JSON instead of text")
YES = Argument("--yes", "do it without asking")
NAMES = Argument(
    "names", "ids as `drill decks` prints them", Kind.SOME, "DECK",
    completion=Completion.DECKS,
)  # fmt: skip
