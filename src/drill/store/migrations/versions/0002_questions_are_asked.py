"""Questions and prompts come up: their cards are asked from now on.

Which kinds a program asks is kept with each card when its note is read; notes that
were read before have to be told.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KINDS = ("choice", "numeric", "typed", "order", "generated", "prompt")

notes = sa.table("notes", sa.column("key"), sa.column("kind"))
cards = sa.table(
    "cards",
    *map(sa.column, ("topic", "note", "askable", "lane", "state")),
    sa.column("present", sa.Boolean()),
    sa.column("suspended", sa.Boolean()),
)
topics = sa.table("topics", *map(sa.column, ("key", "cards", "fresh", "known")))

HIDDEN, SUSPENDED, NEW, REVIEWING = -2, -1, 0, 2
"""Lanes and states as this revision finds them."""


def upgrade() -> None:
    """Ask the cards of those kinds, and count them."""
    of_these_kinds = sa.select(notes.c.key).where(notes.c.kind.in_(KINDS))
    lane = sa.case(
        (~cards.c.present, HIDDEN),
        (cards.c.suspended, SUSPENDED),
        else_=cards.c.state,
    )
    asked = sa.update(cards).where(cards.c.note.in_(of_these_kinds))
    op.execute(asked.values(askable=sa.true(), lane=lane))
    is_counted = cards.c.lane > HIDDEN
    op.execute(
        sa.update(topics).values(
            cards=_sum(is_counted),
            fresh=_sum(cards.c.lane == NEW),
            known=_sum(is_counted & (cards.c.state >= REVIEWING)),
        )
    )


def _sum(condition: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
    found = sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)
    return sa.select(found).where(cards.c.topic == topics.c.key).scalar_subquery()
