"""A shipped kata and one of the learner's own, and judgements as a bench gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drill.ids import CardId
from drill.judge.answers import Fault, FaultFrame
from drill.judge.verdicts import (
    CaseName,
    CaseVerdict,
    GrowthResult,
    Judgement,
    StageResult,
    VerdictKind,
    Wanted,
    credit,
)
from drill.sessions.kata_rooms import open_kata
from drill.sessions.rereading import reread

if TYPE_CHECKING:
    from drill.sessions.kata import KataSession
    from tests.sessions.desk import Desk

DOUBLE = CardId("networks/tcp/double#q")
BOX = CardId("mine/words/box#q")

HEAD = """\
kind: kata
id: double
topic: tcp
title: Double it
minutes: 10
signature: "def double(n: int) -> int"
statement: Return twice `n`.
limits: {time_s: 1}
hints: [Add it to itself., Write `2 * n`.]
cases: {file: cases.yaml}
why: Twice is two times.
source: Euclid, book 7
stages:
  - {id: small, title: Small numbers, statement: Up to 9., hints: [Count fingers.]}
  - {id: all, title: All numbers, statement: Any.}
"""
CASES = """\
- {name: one, stage: small, example: true, args: {n: 1}, want: 2}
- {name: none, stage: small, args: {n: 0}, want: 0}
- {name: text, stage: all, example: true, args: {n: ab}, raises: TypeError}
- {name: many, stage: all, args: {n: 50}, want: 100}
"""
BOX_HEAD = """\
kind: kata
id: box
topic: words
title: A box
signature: |
  class Box:
      def __init__(self, size: int) -> None: ...
      def put(self, thing: str) -> int: ...
statement: A box with a size.
cases:
  file: cases.yaml
  generator: cases.py
  random: {count: 2, size: {from: 1, to: 2}}
source: none
"""
RIGHT = """\
def double(n):
    if isinstance(n, str):
        raise TypeError
    return n + n
"""
WRONG = "def double(n):\n    return n * n\n"
STARTER = "def double(n):\n    raise NotImplementedError\n"
REFERENCE = RIGHT.replace("n + n", "2 * n")

FILES = {
    "shipped/networks/katas/double/kata.yaml": HEAD,
    "shipped/networks/katas/double/cases.yaml": CASES,
    "shipped/networks/katas/double/starter.py": STARTER,
    "shipped/networks/katas/double/starter.js": "function double(n) {}\n",
    "shipped/networks/katas/double/solution.py": REFERENCE,
    "data/decks/mine/katas/box/kata.yaml": BOX_HEAD,
    "data/decks/mine/katas/box/cases.yaml": (
        "- {name: a, init: {size: 1}, calls: [[put, x]], want: [1]}\n"
    ),
    "data/decks/mine/katas/box/cases.py": (
        "def case(rng, size):\n"
        "    return {'init': {'size': size}, 'calls': [['put', 'x']]}\n"
    ),
    "data/decks/mine/katas/box/starter.py": "class Box:\n    pass\n",
    "data/decks/mine/katas/box/solution.py": (
        "class Box:\n"
        "    def __init__(self, size):\n        self.count = 0\n"
        "    def put(self, thing):\n"
        "        self.count += 1\n        return self.count\n"
    ),
}


def lay_out(desk: Desk) -> None:
    """Put both katas among the decks."""
    for name, text in FILES.items():
        path = desk.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    reread(desk.collection)


def opened(desk: Desk, card: CardId = DOUBLE, **more: Any) -> KataSession:
    """A kata taken up, or gone on with."""
    return open_kata(desk.collection, card, **more)


def verdict(
    kind: VerdictKind = VerdictKind.PASSED, name: str = "one", **more: Any
) -> CaseVerdict:
    """A verdict of one case of the stage `small`."""
    given = {"arguments": {"n": 1}, "wanted": Wanted(2), **more}
    return CaseVerdict(CaseName(name, "small"), kind, **given)


def judgement(
    kind: VerdictKind = VerdictKind.PASSED,
    passed: int = 2,
    failed: CaseVerdict | None = None,
    growth: GrowthResult | None = None,
    remark: str = "",
) -> Judgement:
    """What a bench says: so many of the four cases passed."""
    first = StageResult("small", min(passed, 2), 2)
    second = StageResult("all", max(0, passed - 2), 2)
    if kind is not VerdictKind.PASSED:
        second = StageResult("all", max(0, passed - 2), 2, kind)
    else:
        first, second = StageResult("small", 2, 2), StageResult("all", 2, 2)
    cases = tuple(verdict() for _ in range(first.passed + second.passed))
    return Judgement(
        kind,
        cases=(*cases, failed) if failed else cases,
        failed=failed,
        stages=(first, second),
        credit=credit((first, second), growth) if kind.is_of_submission else 0.0,
        growth=growth,
        cpu_s=0.25,
        rung="strong",
        remark=remark,
    )


FAILED = verdict(
    VerdictKind.FAILED,
    got=1,
    has_got=True,
    difference=("wanted 2", "got 1"),
    output="a\x1b[31m\n",
    cpu_s=0.1,
)
RAISED = verdict(
    VerdictKind.ERROR,
    fault=Fault(
        "ValueError", "no", (FaultFrame("solution", 2, "double", "raise x"),), call=None
    ),
)
STEEP = GrowthResult(((100, 0.01), (200, 0.04)), 1.5, 2.0, is_steep=True)
