"""A deck's page in words and figures, as every front end says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.sessions.labels import plural

if TYPE_CHECKING:
    from drill.sessions.deck_page_steps import DeckPage, TopicOnPage

TOPIC_HEADINGS = ("topic", "cards", "questions", "katas", "prompts", "mastered")
TOPIC_FIGURES = (1, 2, 3, 4, 5)
"""Columns that are aligned on the right."""
SORTS = {
    "cards": "note to recall",
    "questions": "question",
    "generated": "generated question",
    "katas": "kata",
    "prompts": "prompt",
}
PLURALS = {"cards": "notes to recall"}


def topic_cells(topic: TopicOnPage) -> tuple[str, ...]:
    """One row of the table of topics; questions made afresh are questions."""
    kinds = topic.kinds
    asked = kinds.get("questions", 0) + kinds.get("generated", 0)
    counts = (kinds.get("cards", 0), asked, kinds.get("katas", 0))
    figures = (*counts, kinds.get("prompts", 0))
    return (topic.title, *(f"{n:,}" if n else "·" for n in figures), mastered(topic))


def mastered(counted: TopicOnPage | DeckPage) -> str:
    """The share of cards that is mastered: `40%`; a dash before the first answer."""
    return f"{counted.mastered / counted.cards:.0%}" if counted.seen else "–"


def totals(page: DeckPage) -> str:
    """What there is: `16 topics, 86 notes to recall, 52 questions, 3 katas`."""
    parts = [plural(len(page.topics), "topic")]
    for sort, word in SORTS.items():
        if count := page.count(sort):
            parts.append(plural(count, word, PLURALS.get(sort, "")))
    return f"{', '.join(parts)}."


def about(page: DeckPage) -> str:
    """Whose deck it is, and how far one is with it."""
    words = "Shipped with drill" if page.shipped else "Your own"
    words += f", {page.licence}" if page.licence else ""
    stands = "studied" if page.chosen else "not studied"
    if page.seen:
        stands += (
            f"; {page.seen:,} of {page.cards:,} cards seen, {mastered(page)} mastered"
        )
    return f"{words}; {stands}."
