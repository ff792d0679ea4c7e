"""Shapes, parameters and FLOPs of an attention layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drill.content.questions import Leeway
from drill.generators.drafting import Wrong, choice_question, decimal, numeric_question
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.learning import attention_model as model
from drill.generators.learning.attention_model import Layer
from drill.generators.wording import array_text

if TYPE_CHECKING:
    from drill.chance import Chance

NEAR: Final = Leeway(relative=0.02)
FLOPS: Final = "(A multiplication and an addition are two FLOPs; 1 GFLOP = 10^9.)"


def _layer(chance: Chance, *, grouped: bool) -> Layer:
    size = chance.pick((64, 128))
    heads = chance.pick((8, 12, 16, 24, 32, 40, 64))
    kv_heads = heads // chance.pick((2, 4)) if grouped else heads
    return Layer(heads * size, heads, kv_heads, size)


def _told(layer: Layer) -> str:
    heads = f"{layer.heads} heads"
    if layer.kv_heads != layer.heads:
        heads = f"{layer.heads} query heads and {layer.kv_heads} key/value heads"
    return (
        f"An attention layer of width {layer.width:,} has {heads} of size"
        f" {layer.head_size}, and no biases"
    )


def _shape(*sizes: int) -> str:
    return array_text(sizes)


# --- shapes ----------------------------------------------------------------------


def _ask_shape(chance: Chance) -> Instance | None:
    layer = _layer(chance, grouped=chance.pick((True, False)))
    batch, tokens = chance.pick((2, 4, 8)), chance.pick((128, 512, 1024, 2048))
    heads, size, kv = layer.heads, layer.head_size, layer.kv_heads
    things = {
        "the queries, split into heads": (batch, heads, tokens, size),
        "the scores Q Kᵀ": (batch, heads, tokens, tokens),
        "the keys, split into heads": (batch, kv, tokens, size),
        "the output, after the last projection": (batch, tokens, layer.width),
    }
    name = chance.pick(sorted(things))
    right = things[name]
    wrong = [
        Wrong(_shape(batch, tokens, tokens), "forgets that each head has scores"),
        Wrong(_shape(batch, heads, size, size), "multiplies Qᵀ K: tokens vanish"),
        Wrong(_shape(batch, heads, tokens, tokens), "is the shape of the scores"),
        Wrong(_shape(batch, heads, tokens, size), "is the shape of the split queries"),
        Wrong(_shape(batch, tokens, size), "is a single head"),
        Wrong(_shape(batch, heads, tokens, layer.width), "has the width in each head"),
    ]
    text = (
        f"{_told(layer)}. For a batch of {batch} sequences of {tokens:,} tokens, with"
        f" the order [batch, heads, tokens, …], what is the shape of {name}?"
    )
    question = choice_question(text, _shape(*right), wrong, chance)
    shared = "" if kv == heads else f", each shared by {heads // kv} heads"
    why = (
        f"Q is {_shape(*things['the queries, split into heads'])}, K and V are"
        f" {_shape(*things['the keys, split into heads'])}"
        f"{shared}. Q Kᵀ is"
        f" {_shape(*things['the scores Q Kᵀ'])}, a row a query and a column a key."
        f" The heads side by side make {_shape(batch, tokens, layer.width)} again."
    )
    return Instance(question, why) if question else None


# --- parameters and FLOPs --------------------------------------------------------


def _ask_parameters(chance: Chance) -> Instance:
    layer = _layer(chance, grouped=chance.pick((True, False, True)))
    total = sum(layer.parameters.values())
    square = layer.width**2
    text = f"{_told(layer)}. How many parameters do its four matrices have? Within 2 %."
    wrong = (
        (4 * square, "gives keys and values as many heads as queries"),
        (total - square, "forgets the output projection"),
        (12 * square, "adds the feed-forward layer"),
        (total // layer.heads, "counts one head"),
        (2 * layer.width * layer.kv_width + square, "forgets the queries"),
    )
    question = numeric_question(
        text, total, wrong, unit="parameters", leeway=NEAR, places=0
    )
    why = (
        f"Q and O: {layer.width:,} × {layer.query_width:,} each; K and V:"
        f" {layer.width:,} × {layer.kv_heads} × {layer.head_size} ="
        f" {layer.width:,} × {layer.kv_width:,} each. Together {total:,}."
    )
    return Instance(question, why, ("The key matrix maps to the key heads only.",))


def _ask_flops(chance: Chance) -> Instance:
    layer = _layer(chance, grouped=False)
    tokens = chance.pick((1024, 2048, 4096, 8192))
    scores = model.score_flops(layer, tokens, tokens)
    both = 2 * scores / 1e9
    text = (
        f"{_told(layer)}. It sees {tokens:,} tokens at once, without a mask. How many"
        " GFLOP do Q Kᵀ and the weights times V take together, without projections?"
        f" {FLOPS} Within 2 %."
    )
    wrong = (
        (scores / 1e9, "counts one of the two products"),
        (both * layer.heads, "takes the full width in each head"),
        (both / layer.heads, "counts one head"),
        (both + model.projection_flops(layer, tokens) / 1e9, "adds the projections"),
        (2 * scores / tokens / 1e9, "is for one query"),
    )
    question = numeric_question(text, both, wrong, unit="GFLOP", leeway=NEAR, places=3)
    why = (
        f"Each product takes 2 × {tokens:,}² × {layer.heads} × {layer.head_size} ="
        f" {decimal(scores / 1e9, 3)} GFLOP: for each head, query and key a product of"
        f" {layer.head_size} numbers. Two of them: {decimal(both, 3)} GFLOP."
    )
    return Instance(question, why, ("How many FLOPs take one head and one query?",))


def _ask_projections(chance: Chance) -> Instance:
    layer = _layer(chance, grouped=True)
    tokens = chance.pick((512, 1024, 2048, 4096))
    flops = model.projection_flops(layer, tokens) / 1e9
    text = (
        f"{_told(layer)}. How many GFLOP do its four projections take for"
        f" {tokens:,} tokens? {FLOPS} Within 2 %."
    )
    wrong = (
        (flops / 2, "counts a multiplication and an addition as one"),
        (8 * tokens * layer.width**2 / 1e9, "gives keys as many heads as queries"),
        (flops * 3, "adds the backward pass"),
        (flops / tokens, "is for one token"),
        (
            flops - 2 * tokens * layer.width**2 / 1e9,
            "forgets the output projection",
        ),
    )
    question = numeric_question(text, flops, wrong, unit="GFLOP", leeway=NEAR, places=3)
    total = sum(layer.parameters.values())
    why = (
        f"Each of the {total:,} parameters is multiplied and added once a token: 2 ×"
        f" {total:,} × {tokens:,} = {decimal(flops, 3)} GFLOP."
    )
    return Instance(question, why, ("Two FLOPs a parameter and token.",))


def _ask_balance(chance: Chance) -> Instance | None:
    layer = _layer(chance, grouped=chance.pick((True, False)))
    per_token = sum(layer.parameters.values())
    tokens = per_token // (2 * layer.query_width)
    text = (
        f"{_told(layer)}. Beyond which sequence length do Q Kᵀ and the weights times V"
        " take more FLOPs than its four projections (no mask, the whole sequence at"
        " once)?"
    )

    def shown(tokens: float) -> str:
        return f"{decimal(tokens, 0)} tokens"

    wrong = [
        Wrong(shown(layer.width), "weighs the products with two projections"),
        Wrong(shown(layer.head_size * 2), "takes the size of one head for the width"),
        Wrong(shown(tokens * 2), "counts one of the two products with scores"),
        Wrong(shown(tokens / 2), "counts four products with the scores"),
        Wrong(shown(6 * layer.width), "adds the feed-forward layer"),
    ]
    question = choice_question(text, shown(tokens), wrong, chance)
    why = (
        f"Projections: 2 n × {per_token:,}. Products with scores: 4 n² ×"
        f" {layer.query_width:,}. They are equal at n = {per_token:,} / (2 ×"
        f" {layer.query_width:,}) = {tokens:,}: twice the width, less what grouped keys"
        " save."
    )
    return (
        Instance(question, why, ("Which grows with n, and which with n²?",))
        if (question)
        else None
    )


def _ask_scores(chance: Chance) -> Instance:
    layer = _layer(chance, grouped=False)
    batch, tokens = chance.pick((1, 2, 4, 8)), chance.pick((2048, 4096, 8192, 16_384))
    number = chance.pick((2, 4))
    size = model.score_bytes(layer, batch, tokens, number) / 2**30
    kind = {2: "fp16", 4: "fp32"}[number]
    text = (
        f"{_told(layer)}. If the scores of a batch of {batch} sequences of {tokens:,}"
        f" tokens are stored in {kind}, as flash attention avoids, how many GiB is"
        " that? Within 2 %."
    )
    wrong = (
        (size / layer.heads, "forgets that each head has scores of its own"),
        (size / batch, "forgets the batch"),
        (size * layer.head_size, "multiplies by the size of a head: it is summed away"),
        (size / number, "counts numbers, not bytes"),
    )
    question = numeric_question(text, size, wrong, unit="GiB", leeway=NEAR, places=3)
    why = (
        f"{batch} × {layer.heads} heads × {tokens:,}² scores × {number} bytes ="
        f" {decimal(size, 3)} GiB. It grows with the square of the length; the head"
        " size plays no part."
    )
    return Instance(question, why, ("The scores are [batch, heads, tokens, tokens].",))


make = by_difficulty(
    {
        1: (_ask_shape, _ask_parameters),
        2: (_ask_shape, _ask_flops, _ask_parameters, _ask_scores),
        3: (_ask_balance, _ask_projections, _ask_scores),
    }
)


GENERATOR = Generator(
    name="learning.attention_shapes",
    version=1,
    title="Shapes, parameters and FLOPs of attention",
    source=(
        "Vaswani et al., Attention is all you need, 2017, section 3.2",
        "Hoffmann et al., Training compute-optimal large language models, appendix F",
        "Ainslie et al., GQA, 2023, section 2",
    ),
    parameters=Parameters,
    make=make,
)
