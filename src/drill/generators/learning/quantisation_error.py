"""Codes, errors and sizes of quantised weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drill.content.questions import Leeway
from drill.generators.drafting import Wrong, choice_question, decimal, numeric_question
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.learning import quantisation_model as model

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.chance import Chance

FINE: Final = Leeway(absolute=0.0002)
ABSMAX: Final = "symmetric absmax quantisation (scale = largest size / {most})"


def _signed(number: float, places: int = 3) -> str:
    return decimal(number, places).replace("-", "−")


def _shown(values: Sequence[float]) -> str:
    return ", ".join(_signed(each) for each in values)


def _is_tie(number: float) -> bool:
    """Whether a number lies so near a half that rounding is a matter of taste."""
    return abs(abs(number) % 1 - 0.5) < 0.06  # noqa: PLR2004 - a wide berth


def _weights(chance: Chance) -> list[float]:
    values = [chance.whole(-95, 95) / 10 for _ in range(5)]
    return values if len(set(map(abs, values))) == len(values) else _weights(chance)


# --- codes -----------------------------------------------------------------------


def _ask_code(chance: Chance) -> Instance | None:
    values, bits = _weights(chance), chance.pick((8, 8, 4))
    code = model.symmetric(values, bits)
    asked = chance.pick([each for each in values if each != max(values, key=abs)])
    if _is_tie(asked / code.scale) or abs(asked) < code.scale:
        return None
    right = code.encoded(asked)
    most, top = code.most, max(map(abs, values))
    wrong = [
        Wrong(_signed(model.nearest(asked / top * 2**bits)), "spreads over all codes"),
        Wrong(
            _signed(model.nearest(asked / top * 2 ** (bits - 1))), "has one code more"
        ),
        Wrong(_signed(int(asked / code.scale)), "cuts off instead of rounding"),
        Wrong(
            _signed(model.nearest(asked / max(values) * most)),
            "scales by the largest value, not the largest size",
        ),
        Wrong(
            _signed(model.affine(values, bits).encoded(asked)),
            "counts codes from 0, with a zero point",
        ),
        Wrong(_signed(model.nearest(abs(asked) / code.scale)), "loses the sign"),
    ]
    text = (
        f"The weights {_shown(values)} go to {bits} bits by"
        f" {ABSMAX.format(most=most)}, rounded to the nearest code. Which code does"
        f" {_signed(asked)} get?"
    )
    question = choice_question(text, _signed(right), wrong, chance)
    why = (
        f"The largest size is {_signed(top)}, so the scale is {_signed(top)} / {most} ="
        f" {decimal(code.scale, 4)}. {_signed(asked)} / {decimal(code.scale, 4)} ="
        f" {_signed(asked / code.scale, 2)}, rounded {_signed(right)}."
    )
    return (
        Instance(question, why, ("The scale is the width of one code.",))
        if (question)
        else None
    )


def _ask_affine(chance: Chance) -> Instance | None:
    low, high = -chance.whole(2, 20) / 10, chance.whole(25, 80) / 10
    code = model.affine((low, high), 8)
    asked = chance.whole(3, 24) / 10
    if _is_tie(asked / code.scale) or _is_tie(-low / code.scale):
        return None
    right = code.encoded(asked)
    text = (
        f"Activations lie between {_signed(low)} and {_signed(high)}. They go to codes"
        " 0 to 255: scale s = (max − min) / 255, zero point z = round(−min / s), code ="
        f" round(x / s) + z. Which code does {_signed(asked)} get?"
    )
    absolute = model.symmetric((low, high), 8)
    wrong = (
        (right - code.zero, "forgets the zero point"),
        (right - 2 * code.zero, "subtracts the zero point"),
        (absolute.encoded(asked), "uses a symmetric code"),
        (code.zero, "is the zero point itself"),
        (model.nearest(asked / high * 255), "maps 0 to code 0"),
    )
    question = numeric_question(text, right, wrong, places=0)
    why = (
        f"s = {_signed(high - low)} / 255 = {decimal(code.scale, 4)}, z = round("
        f"{_signed(-low)} / {decimal(code.scale, 4)}) = {code.zero}."
        f" {_signed(asked)} / s = {_signed(asked / code.scale, 2)}, so the code is"
        f" {model.nearest(asked / code.scale)} + {code.zero} = {right}. 0 itself"
        f" has code {code.zero}, exactly."
    )
    return Instance(question, why, ("First s, then z, then the code.",))


# --- errors ----------------------------------------------------------------------


def _ask_largest(chance: Chance) -> Instance | None:
    top, bits = chance.whole(4, 80) / 10, chance.pick((4, 8))
    code = model.symmetric((top,), bits)
    text = (
        f"Weights between {_signed(-top)} and {_signed(top)} go to {bits} bits by"
        f" {ABSMAX.format(most=code.most)}. How far off can a weight be after rounding"
        " to the nearest code, at the most?"
    )

    def shown(error: float) -> str:
        return f"About {decimal(error, 4)}"

    wrong = [
        Wrong(shown(code.scale), "is a whole step: rounding is off by half of one"),
        Wrong(shown(top / 2**bits / 2), "spreads one side over all codes"),
        Wrong(shown(code.scale / 12**0.5), "is the root of the mean square error"),
        Wrong(shown(code.scale / 4), "is the mean error, not the largest"),
        Wrong(shown(top / bits / 2), "divides by the number of bits, not of codes"),
    ]
    question = choice_question(text, shown(code.scale / 2), wrong, chance)
    why = (
        f"Codes are {_signed(top)} / {code.most} = {decimal(code.scale, 4)} apart, and"
        f" the nearest is at most half a step away: {decimal(code.scale / 2, 4)}."
    )
    return (
        Instance(question, why, ("How far apart are two codes?",)) if question else None
    )


def _ask_error(chance: Chance) -> Instance | None:
    values = _weights(chance)
    code = model.symmetric(values, 4)
    asked = chance.pick([each for each in values if each != max(values, key=abs)])
    error = abs(code.decoded(code.encoded(asked)) - asked)
    if _is_tie(asked / code.scale) or error < code.scale / 20:
        return None
    text = (
        f"The weights {_shown(values)} go to 4 bits by {ABSMAX.format(most=7)}, rounded"
        f" to the nearest code. How far off is {_signed(asked)} when it is turned back"
        " (as a size, without sign)? Within 0.02."
    )
    cut = abs(int(asked / code.scale) * code.scale - asked)
    eighths = max(map(abs, values)) / 8
    wrong = (
        (code.scale / 2, "is the largest possible error"),
        (cut, "cuts off instead of rounding"),
        (abs(asked / code.scale - code.encoded(asked)), "is in steps, not in weights"),
        (
            abs(model.nearest(asked / eighths) * eighths - asked),
            "divides by 8, not by 7",
        ),
        (code.scale, "is one step"),
    )
    leeway = Leeway(absolute=0.02)
    question = numeric_question(text, error, wrong, leeway=leeway, places=3)
    back = code.decoded(code.encoded(asked))
    why = (
        f"Scale {decimal(code.scale, 4)}; code {_signed(code.encoded(asked))}, which"
        f" stands for {_signed(back)}. That is {decimal(error, 3)} from"
        f" {_signed(asked)}."
    )
    return Instance(question, why, ("Code first, then back.",))


def _ask_outlier(chance: Chance) -> Instance | None:
    usual, times = chance.whole(2, 12) / 10, chance.pick((5, 10, 20, 50, 100))
    top = usual * times
    step = top / 127
    codes = 2 * int(usual / step + 0.5) + 1
    text = (
        f"All weights of a row lie between {_signed(-usual)} and {_signed(usual)}, but"
        f" for one of {_signed(top)}. The row goes to 8 bits by"
        f" {ABSMAX.format(most=127)}. How many different codes can the usual"
        " weights still get?"
    )
    wrong = [
        Wrong("255", "takes the usual weights for the scale: the outlier sets it"),
        Wrong(
            str(256 // times), "divides all codes by the ratio, with no thought of 0"
        ),
        Wrong(str(int(usual / step + 0.5)), "counts one sign only"),
        Wrong(str(254), "gives the outlier one code and leaves the rest"),
        Wrong(str(codes * 2), "counts both signs twice"),
    ]
    if _is_tie(usual / step):
        return None
    question = choice_question(text, str(codes), wrong, chance)
    side = (codes - 1) // 2
    why = (
        f"The scale is {_signed(top)} / 127 = {decimal(step, 4)}; ±{_signed(usual)} is"
        f" ±{decimal(usual / step, 2)} steps, so codes −{side} to {side}, {codes} in"
        " all. That is why outliers get a scale, or a format, of their own."
    )
    return (
        Instance(question, why, ("Which weight sets the scale?",)) if question else None
    )


# --- sizes -----------------------------------------------------------------------


def _ask_bits(chance: Chance) -> Instance:
    bits, group = chance.pick((2, 3, 4, 8)), chance.pick((32, 64, 128))
    scale, zero = chance.pick((16, 32)), chance.pick((0, bits))
    right = model.bits_a_weight(bits, group, scale + zero)
    extra = f" and a zero point of {zero} bits" if zero else ""
    text = (
        f"Weights are quantised to {bits} bits in groups of {group}, each with a scale"
        f" of {scale} bits{extra}. How many bits is that a weight in all? To three"
        " places."
    )
    wrong = (
        (bits, "leaves out the scales"),
        (bits + scale + zero, "gives each weight a scale of its own"),
        (bits + group / (scale + zero), "turns the share upside down"),
        (bits + (scale + zero) / 8 / group, "counts the scale in bytes"),
        (bits + scale / group, "leaves out the zero points"),
    )
    leeway = Leeway(absolute=0.002)
    question = numeric_question(
        text, right, wrong, unit="bits", leeway=leeway, places=4
    )
    why = (
        f"{bits} + {scale + zero} / {group} = {decimal(right, 4)} bits: smaller groups"
        " follow the weights better and cost more."
    )
    return Instance(question, why, ("A scale is shared by its group.",))


def _ask_model(chance: Chance) -> Instance | None:
    billions = chance.pick((7, 8, 13, 34, 70))
    bits, group = chance.pick((3, 4, 8)), chance.pick((32, 64, 128))
    a_weight = model.bits_a_weight(bits, group, 16)

    def shown(bits: float) -> str:
        return f"{decimal(billions * bits / 8, 2)} GB"

    text = (
        f"A model of {billions} billion weights is quantised to {bits} bits in groups"
        f" of {group}, each with an fp16 scale. How large are the weights, in GB of"
        " 10^9 bytes?"
    )
    wrong = [
        Wrong(shown(bits), "leaves out the scales"),
        Wrong(shown(16), "is fp16, before quantising"),
        Wrong(shown(bits + 16), "gives each weight a scale of its own"),
        Wrong(shown(bits + 32 / group), "takes scales of 32 bits"),
        Wrong(shown(a_weight * 8), "counts bits for bytes"),
    ]
    question = choice_question(text, shown(a_weight), wrong, chance)
    why = (
        f"{bits} + 16 / {group} = {decimal(a_weight, 4)} bits a weight; times"
        f" {billions} billion, by 8: {shown(a_weight)}, where fp16 takes {shown(16)}."
    )
    return (
        Instance(question, why, ("A scale is shared by its group.",))
        if question
        else None
    )


def _ask_double(chance: Chance) -> Instance:
    group, outer = chance.pick((32, 64, 128)), chance.pick((64, 128, 256))
    plain = 32 / group
    right = model.doubly_quantised(group, 8, outer, 32)
    text = (
        f"Each group of {group} weights has an fp32 scale. Double quantisation makes"
        f" these scales 8-bit numbers, with one fp32 scale for each {outer} of them."
        " How many bits a weight do all scales take then? To four places."
    )
    wrong = (
        (plain, "is before double quantisation"),
        (8 / group, "leaves out the scales of scales"),
        (8 / group + 32 / outer, "has a scale of scales for each group of weights"),
        (plain - right, "is what is saved"),
        (plain / 4 + plain / outer * group, "divides by the wrong group"),
    )
    question = numeric_question(text, right, wrong, unit="bits", leeway=FINE, places=4)
    why = (
        f"8 / {group} + 32 / ({group} × {outer}) = {decimal(right, 4)} bits, where"
        f" 32 / {group} = {decimal(plain, 4)} were needed before."
    )
    return Instance(question, why, ("How many weights share a scale of scales?",))


make = by_difficulty(
    {
        1: (_ask_code, _ask_largest),
        2: (_ask_code, _ask_error, _ask_bits, _ask_model),
        3: (_ask_affine, _ask_outlier, _ask_double),
    }
)


GENERATOR = Generator(
    name="learning.quantisation_error",
    version=1,
    title="Codes, errors and sizes of quantised weights",
    source=(
        "Jacob et al., Quantization and training of neural networks, 2018, section 2.1",
        "Dettmers et al., LLM.int8(), 2022, section 2",
        "Dettmers et al., QLoRA, 2023, section 3",
    ),
    parameters=Parameters,
    make=make,
)
