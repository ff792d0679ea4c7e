"""Shapes, parameters and receptive fields of convolutions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drill.content.questions import Leeway
from drill.generators.drafting import Wrong, choice_question, decimal, numeric_question
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.learning import convolution_model as model
from drill.generators.learning.convolution_model import Layer

if TYPE_CHECKING:
    from drill.chance import Chance

NEAR: Final = Leeway(relative=0.02)
CHANNELS: Final = (16, 32, 64, 128, 256)


def _side(count: int) -> str:
    return f"{count} × {count}"


def _layer(chance: Chance, *, dilated: bool = False) -> Layer:
    kernel = chance.pick((3, 3, 5, 7))
    return Layer(
        kernel,
        chance.pick((1, 2, 2, 3)),
        chance.pick((0, 1, kernel // 2)),
        chance.pick((2, 3)) if dilated else 1,
    )


def _told(layer: Layer) -> str:
    dilation = f" dilation {layer.dilation}," if layer.dilation > 1 else ""
    return (
        f"{_side(layer.kernel)} kernels, stride {layer.stride},{dilation} padding"
        f" {layer.padding}"
    )


def _ask_output(chance: Chance) -> Instance | None:
    return _output(chance, _layer(chance))


def _ask_dilated(chance: Chance) -> Instance | None:
    return _output(chance, _layer(chance, dilated=True))


def _output(chance: Chance, layer: Layer) -> Instance | None:
    size = chance.pick((28, 32, 56, 64, 96, 112, 224, 227))
    right = layer.output(size)
    one_side = (size + layer.padding - layer.span) // layer.stride + 1
    up = -(-(size + 2 * layer.padding - layer.span) // layer.stride) + 1
    wrong = [
        Wrong(_side(replace(layer, padding=0).output(size)), "leaves out the padding"),
        Wrong(_side(right - 1), "forgets to add the first position"),
        Wrong(_side(one_side), "pads on one side only"),
        Wrong(_side(up), "rounds up: a kernel must fit as a whole"),
        Wrong(_side(replace(layer, stride=1).output(size)), "leaves out the stride"),
        Wrong(
            _side(replace(layer, dilation=1).output(size)), "leaves out the dilation"
        ),
        Wrong(_side(-(-size // layer.stride)), "divides the size by the stride"),
    ]
    text = (
        f"A convolution of an image of {_side(size)} cells has {_told(layer)} on each"
        " side. How large is its output?"
    )
    question = choice_question(text, _side(right), wrong, chance)
    span = "" if layer.dilation == 1 else f" A kernel spans {layer.span} cells."
    why = (
        f"⌊(n + 2p − span) / s⌋ + 1 = ⌊({size} + {2 * layer.padding} − {layer.span}) /"
        f" {layer.stride}⌋ + 1 = {right}.{span}"
    )
    hint = "How often can the kernel be moved on, after its first place?"
    return Instance(question, why, (hint,)) if question else None


def _ask_parameters(chance: Chance) -> Instance:
    kernel = chance.pick((1, 3, 3, 5, 7))
    inputs, outputs = chance.pick((3, *CHANNELS)), chance.pick(CHANNELS)
    right = model.parameters(kernel, inputs, outputs)
    size = chance.pick((28, 56, 112))
    text = (
        f"A convolution takes {inputs} channels of {_side(size)} cells to {outputs}"
        f" channels with {_side(kernel)} kernels and a bias for each output channel."
        " How many parameters does it have?"
    )
    wrong = (
        (right - outputs, "leaves out the biases"),
        (kernel**2 * outputs + outputs, "has one kernel for all input channels"),
        (kernel * inputs * outputs + outputs, "takes one side of the kernel"),
        (kernel**2 * inputs * outputs + inputs * outputs, "has a bias for each kernel"),
        (right * size**2, "has kernels of its own for each cell: they are shared"),
        (kernel**2 * inputs + outputs, "counts one output channel"),
    )
    question = numeric_question(text, right, wrong, unit="parameters", places=0)
    why = (
        f"Each of {outputs} output channels has a kernel of {kernel} × {kernel} ×"
        f" {inputs} weights and a bias: {outputs} × ({kernel**2 * inputs:,} + 1) ="
        f" {right:,}. The size of the image plays no part."
    )
    return Instance(question, why, ("How many weights has one output channel?",))


def _ask_groups(chance: Chance) -> Instance | None:
    kernel, inputs = chance.pick((3, 5)), chance.pick((32, 64, 128, 256))
    outputs = inputs * chance.pick((1, 2))
    groups = chance.pick((2, 4, 8, inputs))
    right = model.parameters(kernel, inputs, outputs, groups, has_bias=False)
    kind = "as many groups as channels" if groups == inputs else f"{groups} groups"
    text = (
        f"A grouped convolution takes {inputs} channels to {outputs} with"
        f" {_side(kernel)} kernels, {kind} and no biases. How many weights are"
        " there?"
    )

    def shown(count: int) -> str:
        return f"{count:,} weights"

    plain = kernel**2 * inputs * outputs
    wrong = [
        Wrong(shown(plain), "is a convolution without groups"),
        Wrong(shown(plain // groups**2), "divides input and output channels by groups"),
        Wrong(shown(plain * groups), "multiplies: groups cut connections"),
        Wrong(shown(kernel**2 * inputs // groups), "counts one output channel"),
        Wrong(shown(inputs * outputs), "is a 1 × 1 convolution"),
        Wrong(shown(right + inputs * outputs), "adds a 1 × 1 convolution after it"),
    ]
    question = choice_question(text, shown(right), wrong, chance)
    why = (
        f"An output channel sees {inputs} / {groups} = {inputs // groups} input"
        f" channels: {outputs} × {kernel**2} × {inputs // groups} = {right:,}, one"
        f" {groups}th of {plain:,}."
    ).replace("one 2th", "half")
    return (
        Instance(question, why, ("Which inputs does one output see?",))
        if (question)
        else None
    )


def _ask_field(chance: Chance) -> Instance:
    layers = [
        Layer(chance.pick((3, 3, 5, 7)), chance.pick((1, 1, 2)))
        for _ in range(chance.whole(3, 4))
    ]
    if all(each.stride == 1 for each in layers[:-1]):
        layers[0] = replace(layers[0], stride=2)
    right = model.receptive_field(layers)
    shown = ", ".join(f"{each.kernel} (stride {each.stride})" for each in layers)
    text = (
        f"Convolutions follow one another with kernels a side of {shown}. How many"
        " cells of the input, a side, does one cell of the last output see?"
    )
    unit = [replace(each, stride=1) for each in layers]
    product = 1
    for each in layers:
        product *= each.kernel
    own = 1
    jump = 1
    for each in layers:
        jump *= each.stride
        own += (each.kernel - 1) * jump
    wrong = (
        (model.receptive_field(unit), "leaves out the strides"),
        (sum(each.kernel for each in layers), "adds up the kernels"),
        (own, "lets the stride of a layer widen that layer itself"),
        (product, "multiplies the kernels"),
        (model.receptive_field(layers[::-1]), "goes from the wrong end"),
    )
    question = numeric_question(text, right, wrong, unit="cells", places=0)
    steps, field, jump = [], 1, 1
    for each in layers:
        field += (each.kernel - 1) * jump
        steps.append(f"+ {each.kernel - 1} × {jump} = {field}")
        jump *= each.stride
    why = (
        f"Begin with 1 and add (k − 1) × the product of the strides before:"
        f" {'; '.join(steps)}."
    )
    return Instance(question, why, ("A stride widens only what comes after it.",))


def _ask_separable(chance: Chance) -> Instance:
    kernel, size = chance.pick((3, 3, 5)), chance.pick((14, 28, 56))
    inputs, outputs = chance.pick((32, 64, 128, 256)), chance.pick((64, 128, 256, 512))
    plain = model.multiplications(size, kernel, inputs, outputs)
    apart = model.separable(size, kernel, inputs, outputs)
    right = plain / apart
    text = (
        f"A convolution takes {inputs} channels to {outputs} with {_side(kernel)}"
        f" kernels, on {_side(size)} output cells. How many times fewer multiplications"
        f" does a depthwise separable one take (one {_side(kernel)} kernel for each"
        " input channel, then a 1 × 1 convolution)? Within 2 %."
    )
    wrong = (
        (kernel**2, "leaves out the kernels for each channel"),
        (outputs, "leaves out the 1 × 1 convolution"),
        (kernel**2 + outputs, "adds the two shares upside down"),
        (plain / model.separable(size, kernel, inputs, inputs), "keeps the channels"),
    )
    question = numeric_question(text, right, wrong, unit="times", leeway=NEAR)
    why = (
        f"Per output cell: {kernel**2} × {inputs} × {outputs} ="
        f" {kernel**2 * inputs * outputs:,} against {kernel**2} × {inputs} + {inputs} ×"
        f" {outputs} = {kernel**2 * inputs + inputs * outputs:,}. The share is"
        f" 1/{outputs} + 1/{kernel**2}: {decimal(right)} times fewer."
    )
    return Instance(question, why, ("Count for one output cell.",))


def _ask_transposed(chance: Chance) -> Instance | None:
    kernel, stride = chance.pick((2, 3, 4, 5)), chance.pick((2, 2, 3, 4))
    layer = Layer(kernel, stride, chance.pick((0, 1)))
    size = chance.pick((4, 7, 8, 14, 16, 28))
    right = layer.transposed(size)
    wrong = [
        Wrong(_side(size * stride), "multiplies by the stride alone"),
        Wrong(_side(max(1, layer.output(size))), "is a convolution: it shrinks"),
        Wrong(_side(right + 2 * layer.padding), "leaves out the padding"),
        Wrong(_side(right + 4 * layer.padding), "adds the padding: it is cut off"),
        Wrong(
            _side(stride * size + kernel - 2 * layer.padding), "has n steps, not n − 1"
        ),
        Wrong(_side(right - 1), "is one cell short"),
    ]
    text = (
        f"A transposed convolution of {_side(size)} cells has {_told(layer)} and no"
        " output padding. How large is its output?"
    )
    question = choice_question(text, _side(right), wrong, chance)
    why = (
        f"s (n − 1) + k − 2p = {stride} × {size - 1} + {kernel} − {2 * layer.padding} ="
        f" {right}: {size} kernels laid {stride} apart, and the padding cut off. A"
        f" convolution with the same numbers takes {right} back to {size}."
    )
    return (
        Instance(question, why, ("Lay kernels side by side, a stride apart.",))
        if (question)
        else None
    )


make = by_difficulty(
    {
        1: (_ask_output, _ask_parameters),
        2: (_ask_output, _ask_parameters, _ask_field),
        3: (_ask_dilated, _ask_groups, _ask_field, _ask_separable, _ask_transposed),
    }
)


GENERATOR = Generator(
    name="learning.conv_shapes",
    version=1,
    title="Shapes, parameters and receptive fields of convolutions",
    source=(
        "Dumoulin and Visin, A guide to convolution arithmetic, 2016, chapters 2, 4, 5",
        "Araujo, Norris and Sim, Computing receptive fields, Distill, 2019",
        "Howard et al., MobileNets, 2017, section 3.1",
    ),
    parameters=Parameters,
    make=make,
)
