"""`drill decks`: the decks with their counts, and which of them are studied."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from drill.cli.opening import changing, reading
from drill.cli.output import Style, Styled

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from drill.cli.context import Context
    from drill.cli.output import Output
    from drill.sessions.collection import Collection
    from drill.sessions.deck_page_steps import DeckPage
    from drill.sessions.steps import DeckRow

HEADINGS = ("deck", "due", "learning", "new", "cards", "known", "title")
FIGURES = (1, 2, 3, 4, 5)
"""Columns that are aligned on the right."""


def run(arguments: Namespace, context: Context) -> int:
    """List the decks, after a change if one is asked for; returns the exit status."""
    if arguments.action == "show":
        return _show(context, arguments.names, is_json=arguments.json)
    if arguments.action:
        rows = _switch(context, arguments.names, is_studied=arguments.action == "study")
    else:
        with reading(context) as collection:
            rows = _rows(collection)
    if arguments.json:
        context.output.json([asdict(row) for row in rows])
        return 0
    context.output.table([HEADINGS, *map(cells, rows)], right=FIGURES)
    if not any(row.chosen for row in rows):
        context.output.say("No deck is studied yet: `drill decks study DECK`.")
    return 0


def cells(row: DeckRow) -> tuple[str, ...]:
    """A row of the tree; `*` stands before a deck that is studied."""
    mark = "* " if row.chosen else "  "
    name = mark + row.id if not row.depth else f"    {row.id.partition('/')[2]}"
    known = f"{row.known / row.cards:.0%}" if row.cards else "–"
    figures = (row.due, row.learning, row.new, row.cards)
    return (name, *(f"{figure:,}" for figure in figures), known, row.title)


def _show(context: Context, names: Iterable[str], *, is_json: bool) -> int:
    from drill.sessions.deck_page import deck_page

    with reading(context) as collection:
        pages = [deck_page(collection, name) for name in dict.fromkeys(names)]
    if is_json:
        context.output.json([asdict(page) for page in pages])
        return 0
    for page in pages:
        _print(page, context.output)
    return 0


def _print(page: DeckPage, output: Output) -> None:
    from drill.sessions.deck_page_words import (
        TOPIC_FIGURES,
        TOPIC_HEADINGS,
        about,
        topic_cells,
        totals,
    )

    output.data(Styled(page.title, Style.HEADING))
    if page.description:
        output.data(page.description)
    output.data(f"{totals(page)}  {about(page)}".rstrip())
    output.data("")
    cells = [topic_cells(topic) for topic in page.topics]
    output.table([TOPIC_HEADINGS, *cells], right=TOPIC_FIGURES)
    for topic in page.topics:
        if topic.first:
            output.data(f"  {topic.title}: first {'; '.join(topic.first)}")
    output.data("")
    output.data(Styled("sources", Style.HEADING))
    for work, count in page.works:
        output.data(f"  {count:4,}  {work}")


def _switch(
    context: Context, names: Iterable[str], *, is_studied: bool
) -> tuple[DeckRow, ...]:
    from drill.sessions.choosing import set_studied

    with changing(context) as workspace:
        for name in dict.fromkeys(names):
            set_studied(workspace.collection, name, is_studied)
        return _rows(workspace.collection)


def _rows(collection: Collection) -> tuple[DeckRow, ...]:
    from drill.sessions.today import home

    return home(collection).decks
