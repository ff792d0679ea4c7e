"""Registers, estimates and errors of HyperLogLog."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drill.content.questions import Leeway
from drill.generators.drafting import (
    Wrong,
    choice_question,
    decimal,
    grouped,
    numeric_question,
    table,
)
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.lists import list_question
from drill.generators.sketches import hyperloglog_model as model
from drill.generators.wording import array_text

if TYPE_CHECKING:
    from drill.chance import Chance

NEAR: Final = Leeway(relative=0.03)
APART: Final = 0.06
"""How far, as a share, the corrected estimate lies from the raw one."""
EDGE: Final = 38
"""Clearly below 2.5 m of 16 registers."""
RANK: Final = "the position of the leftmost 1 in the rest, counted from 1"


def _bits(chance: Chance, length: int) -> str:
    return "".join(chance.pick("01") for _ in range(length))


# --- registers -------------------------------------------------------------------


def _ask_register(chance: Chance) -> Instance | None:
    prefix = chance.whole(3, 6)
    zeros = chance.whole(1, 5)
    rest = f"{'0' * zeros}1{_bits(chance, 9 - zeros)}"
    bits = _bits(chance, prefix) + rest
    index, value = model.placed(bits, prefix)

    def shown(index: int, value: int) -> str:
        return f"Register {index} to at least {value}"

    wrong = [
        Wrong(shown(index, value - 1), "counts the zeros, without the 1"),
        Wrong(
            shown(int(bits[-prefix:], 2), model.rank(bits)),
            "takes the register from the last bits, the rank from the first",
        ),
        Wrong(shown(index, model.rank(rest[::-1])), "counts from the right end"),
        Wrong(shown(index, model.rank(bits)), "takes the rank of the whole hash"),
        Wrong(shown(value, index), "swaps the register and its value"),
    ]
    text = (
        f"A HyperLogLog has {2**prefix} registers, from 0. The first {prefix} bits of a"
        f" hash name the register; its rank is {RANK}. What does an element with the"
        f" hash {bits} raise?"
    )
    question = choice_question(text, shown(index, value), wrong, chance)
    why = (
        f"{bits[:prefix]} is register {index}. In {rest} the leftmost 1 is at position"
        f" {value}. The register keeps the largest rank it has seen: {value}, if it was"
        " lower."
    )
    return Instance(question, why) if question else None


def _ask_registers(chance: Chance) -> Instance:
    hashes = [_bits(chance, 8) for _ in range(chance.whole(5, 6))]
    right = model.registers(hashes, 2)
    last, total, zeros = [0] * 4, [0] * 4, [0] * 4
    for bits in hashes:
        index, value = model.placed(bits, 2)
        last[index] = value
        total[index] += value
        zeros[index] = max(zeros[index], value - 1)
    text = (
        f"A HyperLogLog has 4 registers, all 0. The first 2 bits of a hash name the"
        f" register; its rank is {RANK} (7 if there is none). What do the registers"
        f" hold after {', '.join(hashes)}? Type those of 0 to 3, with spaces between."
    )
    wrong = (
        (last, "keeps the last rank, not the largest"),
        (total, "adds up the ranks"),
        (zeros, "counts zeros: the rank is one more"),
        ([_count(hashes, each) for each in range(4)], "counts hashes for a register"),
    )
    rows: list[list[object]] = [["hash", "register", "rank"]]
    rows += [[f"{each[:2]} {each[2:]}", *model.placed(each, 2)] for each in hashes]
    why = f"{table(rows)}\n\nThe largest rank of each register: {array_text(right)}."
    return Instance(list_question(text, right, wrong), why, (f"The rank is {RANK}.",))


def _count(hashes: list[str], index: int) -> int:
    return sum(int(each[:2], 2) == index for each in hashes)


def _ask_merge(chance: Chance) -> Instance | None:
    one = [chance.whole(0, 6) for _ in range(8)]
    other = [chance.whole(0, 6) for _ in range(8)]
    right = model.merged(one, other)
    pairs = list(zip(one, other, strict=True))
    wrong = [
        Wrong(
            array_text([sum(pair) for pair in pairs]),
            "adds: a shared element counts twice",
        ),
        Wrong(array_text([min(pair) for pair in pairs]), "keeps the smaller rank"),
        Wrong(array_text([(sum(pair) + 1) // 2 for pair in pairs]), "takes the mean"),
        Wrong(
            array_text([a or b for a, b in pairs]), "fills the zeros of the first only"
        ),
    ]
    text = (
        "Two servers count users with HyperLogLogs of 8 registers and the same hash:"
        f"\n\n```text\nA  {array_text(one)}\nB  {array_text(other)}\n```\n\nWhich"
        " registers count the users seen by A or by B, or by both?"
    )
    question = choice_question(text, array_text(right), wrong, chance)
    why = (
        "A register holds the largest rank seen, so that of the union is the larger of"
        f" the two: {array_text(right)}. It is as if one server had seen all users;"
        " those seen twice do no harm."
    )
    return Instance(question, why) if question else None


# --- errors and memory -----------------------------------------------------------


def _ask_error(chance: Chance) -> Instance:
    prefix = chance.whole(6, 16)
    count = 2**prefix
    error = 100 * model.standard_error(count)
    text = (
        f"A HyperLogLog uses the first {prefix} bits of a hash for the register. What"
        " is the standard error of its estimates? In per cent, within 3 %."
    )
    wrong = (
        (104 / count, "divides by m instead of its root"),
        (130 / count**0.5, "is that of LogLog: 1.30 / √m"),
        (104 / prefix**0.5, "takes the number of bits for that of registers"),
        (error / 2**0.5, "takes twice as many registers"),
    )
    question = numeric_question(text, error, wrong, unit="%", leeway=NEAR, places=4)
    why = (
        f"m = 2^{prefix} = {grouped(count)} registers, and 1.04 / √m = 1.04 /"
        f" {decimal(count**0.5, 1)} = {decimal(error, 3)} %, however many elements"
        " there are."
    )
    return Instance(question, why, ("1.04 / √m with m registers.",))


def _ask_memory(chance: Chance) -> Instance | None:
    prefix = chance.whole(7, 15)
    error = 104 / 2 ** (prefix / 2)
    allowed = decimal(error * chance.pick((1.05, 1.15, 1.3)), 2)

    def size(prefix: int, bits: int = 6) -> str:
        return f"{grouped(2**prefix * bits // 8)} bytes"

    wrong = [
        Wrong(size(prefix - 1), f"errs by {decimal(error * 2**0.5)} %: too much"),
        Wrong(size(prefix + 1), "twice the registers: fewer are enough"),
        Wrong(size(prefix, 8 * 6), "takes six bytes a register, not six bits"),
        Wrong(size(prefix, 64), "keeps a 64-bit hash in each register"),
        Wrong(size(2 * prefix - 10), "takes the error to fall with m, not its root"),
    ]
    text = (
        f"A HyperLogLog with registers of 6 bits is to have a standard error of at most"
        f" {allowed} %. The number of registers is a power of two. How much memory do"
        " the registers need at the least?"
    )
    question = choice_question(text, size(prefix), wrong, chance)
    why = (
        f"1.04 / √m ≤ {allowed} % asks for m ≥ (104 / {allowed})² ="
        f" {grouped(round((104 / float(allowed)) ** 2))}, so m = 2^{prefix} ="
        f" {grouped(2**prefix)} with {decimal(error)} %. Times 6 / 8: {size(prefix)}."
    )
    hint = "m from 1.04 / √m, then up to a power of two."
    return Instance(question, why, (hint,)) if question else None


def _ask_shrink(chance: Chance) -> Instance:
    prefix, times = chance.whole(8, 12), chance.pick((2, 3, 4, 5))
    error = decimal(104 / 2 ** (prefix / 2), 1)
    text = (
        f"A HyperLogLog of {grouped(2**prefix)} registers errs by {error} % (standard"
        f" error). How many registers make the error {times} times smaller, if any"
        " number is allowed?"
    )
    wrong = (
        (2**prefix * times, "takes the error to fall with m, not with its root"),
        (2 ** (prefix + times), "adds a bit of the hash for each time"),
        (2**prefix * round(times**0.5), "takes the root of the factor"),
    )
    answer = 2**prefix * times**2
    question = numeric_question(text, answer, wrong, unit="registers", places=0)
    why = (
        f"The error goes with 1 / √m, so {times} times less asks for {times}² ="
        f" {times**2} times as many: {grouped(answer)}."
    )
    return Instance(question, why, ("The error is 1.04 / √m.",))


# --- estimates -------------------------------------------------------------------


def _ask_estimate(chance: Chance) -> Instance | None:
    few = chance.pick((True, False))
    values = [chance.whole(0, 2) if few else chance.whole(2, 6) for _ in range(16)]
    raw = model.raw_estimate(values)
    zeros = values.count(0)
    answer = model.estimate(values)
    if few and not (zeros and raw <= EDGE and abs(raw / answer - 1) > APART):
        return None
    plain = sum(values) / 16
    total = sum(2.0**-each for each in values)
    text = (
        f"The 16 registers of a HyperLogLog hold {array_text(values)}. How many"
        " different elements does it estimate? α = 0.673; below 2.5 m, if some register"
        " is 0, use linear counting. Within 3 %."
    )
    wrong = [
        (16 * 2**plain, "takes the arithmetic mean of the ranks"),
        (0.673 * sum(2.0**each for each in values), "takes the arithmetic mean of 2^M"),
        (256 / total, "forgets α"),
        (0.673 * 16 / total, "multiplies by m once, not twice"),
    ]
    if few:
        wrong.insert(0, (raw, "is the raw estimate: too large for few elements"))
    question = numeric_question(text, answer, wrong, leeway=NEAR, places=1)
    why = (
        f"Σ 2^−M = {decimal(total, 4)}, so α m² / Σ = 0.673 × 256 / {decimal(total, 4)}"
        f" = {decimal(raw, 1)}."
    )
    if few:
        why += (
            f" That is below 2.5 × 16 = 40, and {zeros} registers are 0: m ln(m / V) ="
            f" 16 × ln(16 / {zeros}) = {decimal(answer, 1)}."
        )
    else:
        why += " No register is 0, so that is it."
    hint = "The raw estimate is α m² / Σ 2^−M."
    return Instance(question, why, (hint, "Is it below 2.5 m?"))


make = by_difficulty(
    {
        1: (_ask_register, _ask_merge),
        2: (_ask_registers, _ask_error, _ask_memory),
        3: (_ask_estimate, _ask_estimate, _ask_shrink),
    }
)


GENERATOR = Generator(
    name="sketches.hyperloglog",
    version=1,
    title="Registers, estimates and errors of HyperLogLog",
    source=("Flajolet et al., HyperLogLog, AofA 2007, sections 1 to 4",),
    parameters=Parameters,
    make=make,
)
