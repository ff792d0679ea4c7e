"""A deck of the learner's own that asks one question of each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.ids import CardId

if TYPE_CHECKING:
    from tests.sessions.desk import Desk

CHOICE = CardId("mine/asked/one#q")
SEVERAL = CardId("mine/asked/several#q")
NUMERIC = CardId("mine/asked/number#q")
TYPED = CardId("mine/asked/word#q")
ORDER = CardId("mine/asked/order#q")
GENERATED = CardId("mine/asked/made#q")
PROMPT = CardId("mine/asked/design#q")

TOPIC = """\
    topic: asked
    title: Asked
    notes:
      - id: one
        kind: choice
        question: Which one acknowledges?
        choices:
          - {text: the receiver, right: true}
          - {text: the sender, why: It sends what is acknowledged.}
          - {text: the router, why: It forwards only.}
        hints: [Not the one that sends.]
        why: Whoever gets data says so.
        source: RFC 9293, section 3.4

      - id: several
        kind: choice
        several: true
        question: Which are flags of TCP?
        choices:
          - {text: SYN, right: true}
          - {text: FIN, right: true}
          - {text: TTL, why: That is a field of IP.}
        source: RFC 9293, section 3.1

      - id: number
        kind: numeric
        question: How long is a TCP header without options, in bytes?
        answer: 20
        unit: B
        source: RFC 9293, section 3.1

      - id: word
        kind: typed
        question: What does the C of ACID stand for?
        answer: consistency
        source: Haerder and Reuter, 1983

      - id: order
        kind: order
        question: Bring the handshake into order.
        items: [SYN, SYN and ACK, ACK]
        source: RFC 9293, section 3.5

      - id: made
        kind: generated
        title: Trace a sender
        generator: tcp.reno_window
        source: RFC 5681, section 3.1

      - id: design
        kind: prompt
        title: A cache
        minutes: 20
        question: Design a cache for a shop.
        rubric:
          - {criterion: Asks for the rates, area: requirements}
          - {criterion: Says what happens when it dies, area: failure-modes, weight: 3}
        outline: Rates first.
        follow_ups:
          - {minute: 5, ask: And on Black Friday?}
        source: nobody
    """


def write_questions(desk: Desk) -> None:
    """Put the deck's topic on the desk and read it."""
    desk.write(desk.own / "mine/asked.yaml", TOPIC)
    desk.reopen()
