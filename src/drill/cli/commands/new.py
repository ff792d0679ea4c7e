"""`drill new`: makes a deck of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.cli.opening import changing

if TYPE_CHECKING:
    from argparse import Namespace

    from drill.cli.context import Context


def run(arguments: Namespace, context: Context) -> int:
    """Make the deck and print the file to write into; returns the exit status."""
    from drill.sessions.authoring import FIRST_TOPIC, new_deck

    with changing(context) as workspace:
        path = new_deck(workspace.collection, arguments.deck, arguments.title or "")
    context.output.data(str(path))
    topic = f"{arguments.deck}/{FIRST_TOPIC}"
    context.output.say(f"Write notes there, or with `drill add --topic {topic}`.")
    return 0
