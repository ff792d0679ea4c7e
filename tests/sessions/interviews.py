"""Formats and prompts on a desk, for tests of interview drills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.ids import CardId
from tests.sessions import questions

if TYPE_CHECKING:
    from tests.sessions.desk import Desk

CACHE = CardId("mine/designs/cache#q")
QUEUE = CardId("mine/designs/queue#q")

DESIGNS = """\
    topic: designs
    title: Designs
    notes:
      - id: cache
        kind: prompt
        title: A cache for a shop
        minutes: 20
        question: Design a cache for a shop with 10,000 articles.
        rubric:
          - {criterion: Asks for the rates, area: requirements}
          - {criterion: Names what may be stale, area: requirements, weight: 3}
          - {criterion: Draws where it stands, area: design}
          - {criterion: Says what happens when it dies, area: risks}
        hints: [How often does a price change?, Who may see an old one?]
        follow_ups:
          - {minute: 6, ask: And on Black Friday?}
          - {minute: 2, ask: How large is an article?}
        outline: Rates first.
        source: nobody
        tags: [design]

      - id: queue
        kind: prompt
        title: A queue
        question: Design a queue.
        rubric:
          - {criterion: Says when a job is lost, area: requirements}
        source: nobody
        tags: [design]

      - id: stale
        front: What may be stale?
        back: What nobody decides upon.
        source: nobody
    """

DESIGN = """\
    format: design
    title: Design
    sections:
      - kind: prompt
        title: Design
        minutes: 10
        tags: [design]
        phases:
          - {phase: requirements, title: Requirements, minutes: 4, weight: 30,
             ask: What must hold?, headings: [Must, May]}
          - {phase: design, title: High level, minutes: 4, weight: 60}
          - {phase: telling, title: Telling, minutes: 2, weight: 10}
        criteria:
          - {criterion: Leads, area: telling}
    """

DAY = """\
    format: day
    title: Day
    sections:
      - {kind: round, title: First round, format: talk, weight: 40}
      - {kind: break, title: Coffee, minutes: 5}
      - {kind: round, title: Second round, format: design, weight: 60}
    """

TALK = """\
    format: talk
    title: Talk
    sections:
      - kind: questions
        title: Questions
        minutes: 5
        number: 3
        weight: 3
        scope: [mine/asked]
        mix: any
      - {kind: kata, title: Code, minutes: 10, weight: 1}
    """


def write_formats(desk: Desk) -> None:
    """Put prompts, questions and three formats on the desk."""
    for name, text in (("design", DESIGN), ("day", DAY), ("talk", TALK)):
        desk.write(desk.own / f"formats/{name}.yaml", text)
    desk.write(desk.own / "mine/designs.yaml", DESIGNS)
    questions.write_questions(desk)
