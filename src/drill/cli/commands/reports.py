"""`drill reports`: the cards that were said to be wrong, to be passed on."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from drill.cli.opening import reading

if TYPE_CHECKING:
    from argparse import Namespace

    from drill.cli.context import Context


def run(arguments: Namespace, context: Context) -> int:
    """Print the list; returns the exit status."""
    from drill.sessions.reports import as_markdown, reported_cards

    with reading(context) as collection:
        cards = reported_cards(collection, with_remarks=False)
    if arguments.json:
        context.output.json([asdict(card) for card in cards])
    elif cards:
        context.output.data(as_markdown(cards).rstrip())
    else:
        context.output.say("No card was said to be wrong.")
    return 0
