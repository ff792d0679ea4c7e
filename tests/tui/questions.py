"""Questions of every kind, asked and marked, built by hand."""

from __future__ import annotations

from dataclasses import replace

from drill.ids import CardId, NoteId, Rating
from drill.quiz.marks import Change, Stretch, Verdict
from drill.sessions.question_steps import MarkedEntry, MarkedStep, QuestionStep
from drill.sessions.steps import Counts, Phase, ReviewStep
from tests.tui.factory import OUTCOMES

CHOICE = QuestionStep(
    kind="choice",
    text="A decoder layer has 32 query heads of size 128 and 8 key/value heads. Its"
    " cache holds 4,096 tokens in fp16. How many MiB is that for this layer?",
    entries=("64 MiB", "16 MiB", "8 MiB", "4 MiB"),
    places=(2, 0, 3, 1),
    hints=("Which heads are cached?", "Keys *and* values are."),
    is_generated=True,
)
SEVERAL = QuestionStep(
    kind="choice",
    text="Which of these does snapshot isolation allow?",
    entries=(
        "Write skew: two transactions read what the other one writes, and both commit.",
        "A dirty read.",
        "A lost update under *first committer wins*.",
        "A read-only transaction that sees a state no serial order gives.",
    ),
    places=(1, 3, 0, 2),
    several=True,
)
NUMERIC = QuestionStep(
    kind="numeric",
    text="How much memory does a page table of one level need for 32-bit addresses,"
    " pages of 4 KiB and entries of 4 bytes?",
    unit="MiB",
    hints=("How many pages are there?",),
)
TYPED = QuestionStep(
    kind="typed", text="What is the set of nodes called that must agree on a write?"
)
ORDER = QuestionStep(
    kind="order",
    text="Bring the passes of recovery and what they need into order.",
    entries=("undo the losers", "analysis", "redo", "find the checkpoint"),
    places=(3, 1, 2, 0),
)
PROMPT = QuestionStep(
    kind="prompt",
    title="A rate limiter for a public API",
    text="Design a limiter for 20,000 requests a second over 40 machines. A client"
    " may burst. What do you store, where, and what happens when that store is away?",
    entries=(
        "Names an algorithm and why it allows bursts",
        "Says where counters live and what a round trip costs",
        "Decides between failing open and closed, with a reason",
    ),
    places=(0, 1, 2),
    outline="A token bucket a client: `tokens` and `refilled_at`, eight bytes each.\n\n"
    "- local buckets, synchronised every 100 ms\n"
    "- fail open, and shed by priority",
    weights=(2.0, 2.0, 1.0),
    areas=("high-level", "estimates", "trade-offs"),
    minutes=15,
    hints=("What may be wrong by how much?",),
)
QUESTIONS = {
    "choice": CHOICE,
    "several": SEVERAL,
    "numeric": NUMERIC,
    "typed": TYPED,
    "order": ORDER,
    "prompt": PROMPT,
}

PASSED = tuple(Rating)
FAILED = (Rating.AGAIN, Rating.HARD)

CHOICE_WRONG = MarkedStep(
    verdict=Verdict.WRONG,
    credit=0.0,
    entries=(
        MarkedEntry(
            "64 MiB",
            is_right=False,
            is_given=False,
            why="counts all 32 heads: that is without grouped queries",
        ),
        MarkedEntry("16 MiB", is_right=True, is_given=False),
        MarkedEntry(
            "8 MiB",
            is_right=False,
            is_given=True,
            why="keys alone, the values are missing",
        ),
        MarkedEntry(
            "4 MiB", is_right=False, is_given=False, why="keys alone, one byte a number"
        ),
    ),
    why="2 × 8 heads × 128 × 4,096 tokens × 2 bytes = 16,777,216 bytes = 16 MiB",
    source=("Shazeer 2019; Ainslie et al. 2023, section 2",),
    elapsed_s=31.0,
    proposed=Rating.AGAIN,
    allowed=FAILED,
    because="wrong",
)
SEVERAL_PARTLY = MarkedStep(
    verdict=Verdict.PARTLY,
    credit=0.5,
    remark="1 of 2 found",
    entries=(
        MarkedEntry(
            SEVERAL.entries[0],
            is_right=True,
            is_given=True,
            why="neither writes what the other one wrote",
        ),
        MarkedEntry(
            SEVERAL.entries[1],
            is_right=False,
            is_given=True,
            why="a snapshot holds what was committed, and nothing else",
        ),
        MarkedEntry(
            SEVERAL.entries[2],
            is_right=False,
            is_given=False,
            why="the second one to commit is refused",
        ),
        MarkedEntry(SEVERAL.entries[3], is_right=True, is_given=False),
    ),
    source=("Fekete et al., 2004",),
    proposed=Rating.HARD,
    allowed=FAILED,
    because="partly right, 50 %",
)
NUMERIC_RIGHT = MarkedStep(
    verdict=Verdict.RIGHT,
    credit=1.0,
    given="4096k",
    understood="4096k = 4 MiB",
    answer="4 MiB",
    why="2^32 / 2^12 = 2^20 pages, 4 bytes each.",
    source=("Tanenbaum and Bos, section 3.3",),
    proposed=Rating.GOOD,
    allowed=PASSED,
    because="right",
)
NUMERIC_WRONG = replace(
    NUMERIC_RIGHT,
    verdict=Verdict.WRONG,
    credit=0.0,
    given="1 MiB",
    understood="1 MiB = 1,048,576 B",
    mistake="one byte an entry",
    proposed=Rating.AGAIN,
    allowed=FAILED,
    because="wrong",
)
TYPED_WRONG = MarkedStep(
    verdict=Verdict.WRONG,
    credit=0.0,
    given="quoram size",
    answer="quorum",
    difference=(
        Stretch("quor", Change.SAME),
        Stretch("a", Change.EXTRA),
        Stretch("u", Change.MISSING),
        Stretch("m", Change.SAME),
        Stretch(" size", Change.EXTRA),
    ),
    source=("Gifford 1979",),
    proposed=Rating.AGAIN,
    allowed=FAILED,
    because="wrong",
)
ORDER_PARTLY = MarkedStep(
    verdict=Verdict.PARTLY,
    credit=2 / 3,
    remark="5 of 6 pairs in order: (5 − 1) / 6",
    entries=(
        MarkedEntry("find the checkpoint", is_right=True, is_given=True, place=1),
        MarkedEntry("redo", is_right=False, is_given=True, place=3),
        MarkedEntry("analysis", is_right=False, is_given=True, place=2),
        MarkedEntry("undo the losers", is_right=True, is_given=True, place=4),
    ),
    source=("Mohan et al., 1992",),
    proposed=Rating.HARD,
    allowed=FAILED,
    because="partly right, 66 %",
)
PROMPT_PARTLY = MarkedStep(
    verdict=Verdict.PARTLY,
    credit=0.8,
    remark="4 of 5 points",
    entries=(
        MarkedEntry(PROMPT.entries[0], is_right=True, is_given=True),
        MarkedEntry(PROMPT.entries[1], is_right=True, is_given=True),
        MarkedEntry(PROMPT.entries[2], is_right=True, is_given=False),
    ),
    answer=PROMPT.outline,
    source=("RFC 6585",),
    proposed=Rating.GOOD,
    allowed=PASSED,
    because="80 % of the rubric",
)
GIVEN_UP = MarkedStep(
    verdict=Verdict.NO_ANSWER,
    credit=0.0,
    answer="quorum",
    source=("Gifford 1979",),
    proposed=Rating.AGAIN,
    allowed=FAILED,
    because="no answer",
)
MARKED = {
    "choice": (CHOICE, CHOICE_WRONG),
    "several": (SEVERAL, SEVERAL_PARTLY),
    "numeric": (NUMERIC, NUMERIC_RIGHT),
    "numeric-wrong": (NUMERIC, NUMERIC_WRONG),
    "typed": (TYPED, TYPED_WRONG),
    "typed-nothing": (TYPED, GIVEN_UP),
    "order": (ORDER, ORDER_PARTLY),
    "prompt": (PROMPT, PROMPT_PARTLY),
}


def asked_step(question: QuestionStep = CHOICE, **changes: object) -> ReviewStep:
    """A card that asks a question."""
    step = ReviewStep(
        phase=Phase.FRONT,
        serial=1,
        title="deep-learning › attention",
        card=CardId("deep-learning/attention/kv-cache#q"),
        note=NoteId("deep-learning/attention/kv-cache"),
        state="reviewing",
        left=11,
        counts=Counts(review=8, learning=1, new=2),
        question=question,
    )
    return replace(step, **changes)  # type: ignore[arg-type]


def marked_step(name: str = "choice", **changes: object) -> ReviewStep:
    """The same after an answer."""
    question, marked = MARKED[name]
    back = {"phase": Phase.BACK, "outcomes": OUTCOMES, "marked": marked}
    return asked_step(question, **{**back, **changes})
