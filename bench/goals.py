"""The figures that drill is held to; ours first, then what it is measured beside."""

from __future__ import annotations

from figures import Figure

TREE, ANKI = "Anki's deck tree", "Anki"
PLAIN = "an empty Textual app"
SMALL = "a tenth of the entries"
GROWTH = 1.25
"""Of medians that are the same, chance parts two by as much."""

WORK = (
    Figure("counts of all decks", "large counts", "anki counts", TREE, 0.1),
    Figure("next card in a session", "large next", "anki next", ANKI, 1.0),
    Figure("an answer, committed", "large answer", "anki answer", ANKI, 1.0),
    Figure("… the write alone", "large write", "anki answer", ANKI, 1.0),
    Figure("undo", "large undo", "anki undo", ANKI, 1.0),
    Figure("browse's first page", "large search", "anki search", "Anki's search", 0.5),
)
GROWING = tuple(
    Figure(f"{name}, a million entries", f"large {key}", f"small {key}", SMALL, GROWTH)
    for name, key in (
        ("counts", "counts"),
        ("next card", "next"),
        ("answer", "answer"),
        ("write", "write"),
        ("undo", "undo"),
        ("search", "search"),
    )
)
STARTS = (
    Figure("first useful paint", "paint", "pass", "python -c pass", 5.0),
    Figure("first frame of Textual, 100,000 cards", "frame", "plain", PLAIN, 1.25),
    Figure("first frame of Textual, no card", "frame empty", "plain", PLAIN, 1.25),
    Figure("usable, snapshot true: a key answered", "help", "plain", PLAIN, 2.2),
    Figure("usable, no snapshot: home counted", "home", "plain", PLAIN, 2.2),
    Figure("drill due, snapshot true", "due", "sqlalchemy", "import sqlalchemy", 1.5),
    Figure("drill due, counted", "due counted", "sqlalchemy", "import sqlalchemy", 1.5),
)
KEYS = (
    Figure("key to repaint, review", "press", "press plain", "one Static", 2.0),
    Figure("… reveal", "press reveal", "press plain", "one Static"),
    Figure("… rate, with its commit", "press rate", "press plain", "one Static"),
)
ALSO = (
    Figure("reveal", "large reveal", "", ""),
    Figure("reveal, answer, next card", "large cycle", "anki cycle", ANKI),
    Figure("undo, and its card shown", "large undo shown", "anki undo shown", ANKI),
    Figure("queue of the day", "large queue", "anki queue", ANKI),
    Figure(
        "browse's first page", "large search", "anki search sorted", "Anki's, sorted"
    ),
    Figure("all of home", "large home", "anki counts", TREE),
    Figure("Enter at the first paint: first card", "first card", "plain", PLAIN),
)
FEW = tuple(
    Figure(f"{name}, limits 200 and 10", f"large {key}", f"few {key}", ANKI)
    for name, key in (
        ("counts of all decks", "counts"),
        ("next card", "next"),
        ("an answer, committed", "answer"),
        ("undo", "undo"),
        ("queue of the day", "queue"),
    )
)
"""Beside Anki with the limits of drill's defaults: its queue and tree are smaller."""
MEMORY_MB = 150
