"""The growth of recurrences and of loops."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from drill.content.questions import Mistake, TypedQuestion
from drill.generators.complexity import growth_model as model
from drill.generators.complexity.growth_model import Divided, Growth, big_o
from drill.generators.complexity.loops_model import LOOPS
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drill.chance import Chance

ASK: Final = "How does T(n) grow? Type the tightest bound, such as O(n log n)."
MASTER: Final = "Compare the work of the root with n^log_b(a), the number of leaves."
SHOWN_LOGS: Final = {-1: " / log n", 0: "", 1: " log n", 2: " log² n"}


def _question(
    text: str, growth: Growth, wrong: Iterable[tuple[Growth, str]]
) -> TypedQuestion:
    right = big_o(growth)
    flaws: dict[str, str] = {}
    for other, why in wrong:
        flaws.setdefault(big_o(other), why)
    flaws.pop(right, None)
    mistakes = tuple(Mistake(answer, why) for answer, why in flaws.items())
    return TypedQuestion(text, right, big_o=True, mistakes=mistakes)


def _work(growth: Growth) -> str:
    """The work as it stands in a recurrence: `n² log n`, `√n`, `1`."""
    powers = {Fraction(0): "", Fraction(1, 2): "√n", Fraction(1): "n"}
    powers |= {Fraction(2): "n²", Fraction(3): "n³", Fraction(4): "n⁴"}
    shown = f"{powers[growth.power]}{SHOWN_LOGS[growth.logs]}".strip()
    return shown or "1"


# --- dividing --------------------------------------------------------------------

SHAPES: Final = (
    (1, 2), (1, 3), (2, 2), (2, 4), (3, 3), (4, 2), (4, 4), (8, 2), (9, 3), (16, 4),
    (5, 5), (16, 2), (27, 3), (1, 4), (25, 5), (3, 9),
)  # fmt: skip
"""Parts and by how much they are smaller."""


def _ask_divided(chance: Chance, logs: tuple[int, ...]) -> Instance | None:
    parts, by = chance.pick(SHAPES)
    critical = Divided(parts, by, Growth()).critical
    step = chance.pick((-1, 0, 0, 1))
    power = critical + step
    if not 0 <= power <= 4 or (power.denominator > 1 and power > 1):  # noqa: PLR2004
        return None
    work = Growth(power, chance.pick(logs))
    if work.logs < 0 and (step or not power):
        return None
    recurrence = Divided(parts, by, work)
    growth = model.solve_divided(recurrence)
    times = "" if parts == 1 else str(parts)
    written = f"T(n) = {times}T(n/{by}) + {_work(work)}"
    wrong = [
        (recurrence.leaves, "counts the leaves alone"),
        (work, "counts the root alone, not all levels"),
        (Growth(work.power, work.logs + 1), "adds a log though levels are not alike"),
        (Growth(critical, 1), "takes every level for n^log_b(a)"),
        (Growth(Fraction(parts)), "takes the number of parts for the exponent"),
    ]
    text = f"{written}, T(1) = 1. {ASK}"
    why = f"{_why_master(recurrence, growth)}"
    return Instance(_question(text, growth, wrong), why, (MASTER,))


def _why_master(recurrence: Divided, growth: Growth) -> str:
    critical = recurrence.critical
    leaves = recurrence.leaves.text
    by, parts = recurrence.by, recurrence.parts
    start = (
        f"There are log_{by} n levels, and n^log_{by}({parts}) ="
        f" n^{_exponent(critical)} leaves. "
    )
    work = _work(recurrence.work)
    if recurrence.work.power < critical:
        return f"{start}The root's {work} is less by a power of n: the leaves rule."
    if recurrence.work.power > critical:
        return f"{start}The root's {work} is more by a power of n: the root rules."
    if recurrence.work.logs < 0:
        return (
            f"{start}Level i takes {leaves} / (log n − i): a harmonic sum over the"
            f" levels, which is log log n. T(n) = Θ({growth.text})."
        )
    return (
        f"{start}The root's {work} is as much{_but(recurrence)}, so all levels are"
        f" alike, and there are Θ(log n): one more log. T(n) = Θ({growth.text})."
    )


def _but(recurrence: Divided) -> str:
    return " but for logs" if recurrence.work.logs else ""


def _exponent(power: Fraction) -> str:
    return "½" if power == Fraction(1, 2) else str(power)


def _ask_plain(chance: Chance) -> Instance | None:
    return _ask_divided(chance, (0,))


def _ask_logs(chance: Chance) -> Instance | None:
    return _ask_divided(chance, (0, 1, 2))


def _ask_hard(chance: Chance) -> Instance | None:
    return _ask_divided(chance, (-1, 2, -1))


# --- other recurrences -----------------------------------------------------------


def _ask_stepped(chance: Chance) -> Instance:
    copies = chance.pick((1, 1, 2, 3))
    power, logs = chance.pick(((0, 0), (1, 0), (2, 0), (0, 1), (1, 1)))
    work = Growth(Fraction(power), logs)
    by = chance.whole(1, 3) if copies == 1 else 1
    growth = model.solve_stepped(copies, work)
    times = "" if copies == 1 else str(copies)
    text = f"T(n) = {times}T(n − {by}) + {_work(work)}, T(1) = 1. {ASK}"
    wrong = [
        (work, "counts the last step alone"),
        (Growth(work.power, work.logs + 1), "takes n steps for log n levels"),
        (Growth(work.power + copies), "takes the copies for an exponent of n"),
        (model.solve_stepped(1, work), "forgets that the calls multiply at each step"),
        (Growth(Fraction(1)), "counts the steps, not their work"),
    ]
    steps = "n steps" if by == 1 else f"n/{by} steps"
    at_k = _work(work).replace("n", "k")
    why = (
        f"There are {steps}, that at k with work {at_k}: summed up Θ({growth.text})."
        if copies == 1
        else f"Level k has {copies}^k calls, and there are n levels: {copies}^n leaves."
        f" The work {_work(work)} a call is a geometric sum that only adds a constant"
        " factor."
    )
    hint = "How many levels are there, and how many calls on each?"
    return Instance(_question(text, growth, wrong), why, (hint,))


SHARES: Final = (
    ((1, 3), (2, 3)), ((1, 4), (3, 4)), ((1, 5), (4, 5)),
    ((1, 2), (1, 4)), ((1, 5), (7, 10)), ((1, 3), (1, 2)), ((1, 2), (1, 4), (1, 8)),
)  # fmt: skip


def _ask_shares(chance: Chance) -> Instance:
    pairs = chance.shuffled(chance.pick(SHARES))
    shares = tuple(Fraction(*each) for each in pairs)
    work = Growth(Fraction(chance.pick((1, 1, 2))))
    growth = model.solve_shares(shares, work)
    terms = " + ".join(f"T({'' if up == 1 else up}n/{down})" for up, down in pairs)
    text = f"T(n) = {terms} + {_work(work)}, T(n) = 1 for n ≤ 2. {ASK}"
    wrong = [
        (Growth(work.power, 1), "takes every level for the work of the root"),
        (work, "counts the root alone, though no level is less"),
        (Growth(work.power + 1), "multiplies by n levels: there are about log n"),
        (Growth(Fraction(len(shares))), "takes the number of parts for the exponent"),
        (Growth(work.power, 2), "adds a log for each part"),
    ]
    total = sum(each**work.power for each in shares)
    powers = "" if work.power == 1 else "squares of the "
    cost = "as much as" if total == 1 else f"{total} of"
    why = (
        f"The {powers}parts sum up to {total}, so each level costs {cost} the one above"
        " it. "
    )
    why += (
        f"All levels are alike, and there are Θ(log n): Θ({growth.text})."
        if total == 1
        else f"That is a geometric sum: the root rules, Θ({growth.text})."
    )
    hint = "What does the second level cost, compared with the root?"
    return Instance(_question(text, growth, wrong), why, (hint,))


def _ask_root(chance: Chance) -> Instance:
    copies, logs = chance.pick(((1, 0), (1, 1), (2, 0), (2, 1), (4, 2), (4, 1), (1, 2)))
    growth = model.solve_root(copies, logs)
    work = {0: "1", 1: "log n", 2: "log² n"}[logs]
    times = "" if copies == 1 else str(copies)
    text = f"T(n) = {times}T(√n) + {work}, T(2) = 1. {ASK}"
    wrong = [
        (
            Growth(logs=logs + 1),
            "takes the root for a half: there are log log n levels",
        ),
        (Growth(logs=logs), "counts the first level alone"),
        (Growth(Fraction(1, 2)), "takes √n for the cost"),
        (Growth(loglogs=1), "counts the levels, not their work"),
        (Growth(logs=logs, loglogs=1), "takes all levels to be alike"),
    ]
    inner = {0: "1", 1: "m", 2: "m²"}[logs]
    why = (
        f"Put m = log n, S(m) = T(2^m): a root halves m, so S(m) = {times}S(m/2) +"
        f" {inner}. That is a case of the master theorem; with m = log n again it is"
        f" Θ({growth.text})."
    )
    return Instance(_question(text, growth, wrong), why, ("Put m = log n.",))


# --- loops -----------------------------------------------------------------------


SIZES: Final = (("n", ""), ("len(a)", "The list a has n elements. "))


def _ask_loops(chance: Chance) -> Instance:
    loops = chance.pick(LOOPS)
    size, told = chance.pick(SIZES)
    text = (
        f"{told}How does the number of calls of step() grow with n? Type the tightest"
        f" bound, such as O(n^3).\n\n```python\n{loops.code.format(n=size)}\n```"
    )
    more = Growth(loops.growth.power, loops.growth.logs + 1)
    wrong = [(loops.naive, loops.error), (more, "has one log too many")]
    why = f"{loops.why} So Θ({loops.growth.text})."
    hint = "Write down the number of steps of the first few rounds."
    return Instance(_question(text, loops.growth, wrong), why, (hint,))


make = by_difficulty(
    {
        1: (_ask_plain, _ask_plain, _ask_loops),
        2: (_ask_logs, _ask_stepped, _ask_loops, _ask_shares),
        3: (_ask_hard, _ask_shares, _ask_root, _ask_stepped),
    }
)


GENERATOR = Generator(
    name="complexity.recurrence",
    version=1,
    title="How a recurrence or a loop grows",
    source=(
        "Cormen et al., Introduction to Algorithms, 4th edition, sections 4.5 to 4.7",
        "Akra and Bazzi, Computational Optimization and Applications 10, 1998",
    ),
    parameters=Parameters,
    make=make,
)
