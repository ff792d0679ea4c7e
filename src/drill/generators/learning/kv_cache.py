"""The memory that keys and values of earlier tokens take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drill.content.questions import Leeway
from drill.generators.drafting import Wrong, choice_question, decimal, numeric_question
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.learning import attention_model as model
from drill.generators.learning.attention_model import Layer

if TYPE_CHECKING:
    from drill.chance import Chance

NEAR: Final = Leeway(relative=0.02)
KIB: Final = 2**10
MIB: Final = 2**20
GIB: Final = 2**30
KINDS: Final = {1: "fp8", 2: "fp16", 4: "fp32"}
HINT: Final = "Keys and values, for each layer, key/value head and token."


def _layer(chance: Chance) -> Layer:
    heads = chance.pick((16, 32, 64))
    kv_heads = heads // chance.pick((2, 4, 8))
    return Layer(heads * 128, heads, kv_heads, chance.pick((64, 128)))


def _heads(layer: Layer) -> str:
    return (
        f"{layer.heads} query heads of size {layer.head_size} and {layer.kv_heads}"
        " key/value heads"
    )


def _size(count: float) -> str:
    """Bytes, with the prefix that fits: `16 MiB`."""
    for unit, step in (("GiB", GIB), ("MiB", MIB), ("KiB", KIB)):
        if count >= step:
            return f"{decimal(count / step)} {unit}"
    return f"{decimal(count)} bytes"


def _product(layer: Layer, layers: int, tokens: int, number: int) -> str:
    stacked = f"{layers} layers × " if layers > 1 else ""
    shown = f" × {tokens:,} tokens" if tokens > 1 else ""
    plural = "byte" if number == 1 else "bytes"
    total = model.cache_bytes(layer, layers, tokens, number)
    return (
        f"2 × {stacked}{layer.kv_heads} heads × {layer.head_size}{shown} × {number}"
        f" {plural} = {total:,} bytes"
    )


def _ask_layer(chance: Chance) -> Instance | None:
    layer, tokens = _layer(chance), 1024 * chance.pick((1, 2, 4, 8, 16, 32))
    number = chance.pick((1, 2, 2))
    size = model.cache_bytes(layer, 1, tokens, number)
    wide = Layer(layer.width, layer.heads, layer.heads, layer.head_size)
    wrong = [
        Wrong(
            _size(model.cache_bytes(wide, 1, tokens, number)),
            f"counts all {layer.heads} heads: that is without grouped queries",
        ),
        Wrong(_size(size / 2), "keys alone, the values are missing"),
        Wrong(
            _size(size / layer.kv_heads), "one head: each key/value head has a cache"
        ),
        Wrong(
            _size(size / number * (2 if number == 1 else 1)),
            "two bytes a number" if number == 1 else "one byte a number",
        ),
        Wrong(
            _size(size * layer.heads // 4), "multiplies by groups of queries as well"
        ),
    ]
    text = (
        f"A decoder layer has {_heads(layer)}. Its cache holds {tokens:,} tokens in"
        f" {KINDS[number]}. How much memory is that for this layer?"
    )
    question = choice_question(text, _size(size), wrong, chance)
    why = f"{_product(layer, 1, tokens, number)} = {_size(size)}."
    return Instance(question, why, (HINT,)) if question else None


def _ask_token(chance: Chance) -> Instance:
    layer, layers = _layer(chance), chance.pick((24, 28, 32, 40, 48, 64, 80))
    number = chance.pick((1, 2, 2))
    size = model.cache_bytes(layer, layers, 1, number) / KIB
    wrong = (
        (size / 2, "keys alone, the values are missing"),
        (size * layer.heads / layer.kv_heads, "counts the query heads"),
        (size / layers, "is one layer"),
        (size / layer.kv_heads, "is one head"),
        (size / number, "counts numbers, not bytes"),
    )
    text = (
        f"A model has {layers} decoder layers, each with {_heads(layer)}. How many KiB"
        f" does its cache grow by with each token, in {KINDS[number]}? Within 2 %."
    )
    question = numeric_question(text, size, wrong, unit="KiB", leeway=NEAR)
    why = f"{_product(layer, layers, 1, number)} = {decimal(size)} KiB a token."
    return Instance(question, why, (HINT,))


def _ask_whole(chance: Chance) -> Instance:
    layer, layers = _layer(chance), chance.pick((32, 40, 48, 64, 80))
    tokens, requests = 1024 * chance.pick((2, 4, 8, 16)), chance.pick((8, 16, 32, 64))
    number = chance.pick((1, 2, 2))
    each = model.cache_bytes(layer, layers, tokens, number)
    size = each * requests / GIB
    wrong = (
        (each / GIB, "is one request"),
        (size / 2, "keys alone, the values are missing"),
        (size * layer.heads / layer.kv_heads, "counts the query heads"),
        (size / layers, "is one layer"),
        (size / layer.kv_heads, "is one head"),
    )
    text = (
        f"A model has {layers} decoder layers, each with {_heads(layer)}. A server"
        f" decodes {requests} requests at once, each of {tokens:,} tokens, with a cache"
        f" in {KINDS[number]}. How many GiB do the caches take? Within 2 %."
    )
    question = numeric_question(text, size, wrong, unit="GiB", leeway=NEAR, places=3)
    why = (
        f"{_product(layer, layers, tokens, number)} a request ="
        f" {decimal(each / GIB, 3)} GiB; times {requests} requests:"
        f" {decimal(size, 2)} GiB."
    )
    return Instance(question, why, (HINT,))


def _ask_fits(chance: Chance) -> Instance | None:
    layer, layers = _layer(chance), chance.pick((32, 40, 48, 64))
    tokens = 1024 * chance.pick((2, 4, 8))
    each = model.cache_bytes(layer, layers, tokens, 2)
    memory, weights = chance.pick(((80, 26), (80, 16), (48, 16), (40, 14), (24, 14)))
    left = (memory - weights) * GIB

    def count(size: float, room: int = left) -> str:
        return str(int(room / size + 1e-9))

    if not 2 * each <= left <= 400 * each:
        return None
    group = layer.heads // layer.kv_heads
    wrong = [
        Wrong(count(each * group), "counts the query heads"),
        Wrong(count(each / 2), "keys alone, the values are missing"),
        Wrong(
            count(each, memory * GIB), "gives the cache the memory of the weights too"
        ),
        Wrong(count(each / layers), "is one layer"),
        Wrong(count(each * 2), "takes four bytes a number"),
    ]
    text = (
        f"A model has {layers} decoder layers, each with {_heads(layer)}. Of {memory}"
        f" GiB the weights take {weights} GiB, the rest is for caches in fp16, all of"
        f" {tokens:,} tokens. How many requests fit at the most?"
    )
    kept = [each for each in wrong if each.text != "0"]
    question = choice_question(text, count(each), kept, chance)
    why = (
        f"{_product(layer, layers, tokens, 2)} = {decimal(each / GIB, 3)} GiB a"
        f" request. {memory} − {weights} = {memory - weights} GiB hold {count(each)}."
    )
    return Instance(question, why, (HINT,)) if question else None


def _ask_pages(chance: Chance) -> Instance:
    layer, layers = _layer(chance), chance.pick((32, 40, 48))
    block = chance.pick((16, 32))
    lengths = [chance.whole(40, 900) for _ in range(chance.whole(3, 4))]
    most = 1024 * chance.pick((1, 2))
    used = sum(-(-each // block) * block for each in lengths)
    a_token = model.cache_bytes(layer, layers, 1, 2)
    wasted = (used - sum(lengths)) * a_token / MIB
    reserved = (most * len(lengths) - sum(lengths)) * a_token / MIB
    text = (
        f"A cache takes {a_token // KIB} KiB a token and is given out in blocks of"
        f" {block} tokens, as paged attention does. Requests hold"
        f" {', '.join(map(str, lengths))} tokens. How many MiB of the given blocks are"
        " unused? Within 2 %."
    )
    wrong = (
        (reserved, f"reserves {most:,} tokens a request"),
        (used * a_token / MIB, "is all that is given out"),
        (wasted / len(lengths), "is the mean of a request"),
        (len(lengths) * block / 2 * a_token / MIB, "takes half a block a request"),
        (len(lengths) * block * a_token / MIB, "takes a whole block a request"),
    )
    question = numeric_question(text, wasted, wrong, unit="MiB", leeway=NEAR, places=3)
    tails = [f"{-(-each // block)} × {block} − {each}" for each in lengths]
    why = (
        f"Unused in the last block of each: {', '.join(tails)}; together"
        f" {used - sum(lengths)} tokens. Times {a_token // KIB} KiB:"
        f" {decimal(wasted, 3)} MiB. Only the last block of a request has room left."
    )
    return Instance(question, why, ("How full is the last block of each request?",))


make = by_difficulty(
    {
        1: (_ask_layer,),
        2: (_ask_layer, _ask_token, _ask_whole),
        3: (_ask_fits, _ask_whole, _ask_pages),
    }
)


GENERATOR = Generator(
    name="learning.kv_cache",
    version=1,
    title="The memory of a key/value cache",
    source=(
        "Shazeer, Fast transformer decoding, 2019, section 2.4",
        "Ainslie et al., GQA, 2023, section 2",
        "Kwon et al., Efficient memory management for LLM serving, 2023, sections 3, 4",
    ),
    parameters=Parameters,
    make=make,
)
