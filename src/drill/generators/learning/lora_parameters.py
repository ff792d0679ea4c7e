"""What LoRA trains and stores."""

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
MILLION: Final = 1e6
MIB: Final = 2**20
HINT: Final = "A is [r, in] and B is [out, r]."


def _ask_matrix(chance: Chance) -> Instance | None:
    rows, columns = chance.shuffled((1024, 2048, 4096, 5120, 8192, 11_008))[:2]
    if chance.pick((True, False)):
        columns = rows
    rank = chance.pick((4, 8, 16, 32, 64))
    right = model.lora_parameters(rows, columns, rank)

    def shown(count: int) -> str:
        return f"{count:,} parameters"

    wrong = [
        Wrong(shown(rank * rows), "counts one of the two matrices"),
        Wrong(shown(rows * columns), "trains the matrix itself"),
        Wrong(shown(right + rank * rank), "puts an r × r matrix between the two"),
        Wrong(shown(2 * right), "counts both matrices twice"),
        Wrong(shown(rows * columns // rank), "divides the matrix by the rank"),
    ]
    text = (
        f"LoRA of rank {rank} is put beside a matrix of {rows:,} × {columns:,}, which"
        " is frozen. How many parameters are trained?"
    )
    question = choice_question(text, shown(right), wrong, chance)
    share = 100 * right / (rows * columns)
    why = (
        f"B is {rows:,} × {rank} and A is {rank} × {columns:,}: {rank} × ({rows:,} +"
        f" {columns:,}) = {right:,}, {decimal(share)} % of the {rows * columns:,}."
    )
    return Instance(question, why, (HINT,)) if question else None


def _model(chance: Chance) -> tuple[Layer, int]:
    """A layer and how many there are."""
    width, layers = chance.pick(((2048, 24), (4096, 32), (5120, 40), (8192, 80)))
    heads = width // 128
    kv_heads = chance.pick((heads, heads // 4, 8))
    return Layer(width, heads, kv_heads, 128), layers


TARGETS: Final = {
    "q, v": "the query and value matrices",
    "q": "the query matrices",
    "q, k, v, o": "all four attention matrices",
    "q, k": "the query and key matrices",
}


def _sides(layer: Layer) -> dict[str, int]:
    """Rows and columns together, of each matrix."""
    query, key = layer.width + layer.query_width, layer.width + layer.kv_width
    return {"q": query, "k": key, "v": key, "o": query}


def _trained(layer: Layer, layers: int, targets: str, rank: int) -> int:
    sides = _sides(layer)
    return layers * rank * sum(sides[each] for each in targets.split(", "))


def _told(layer: Layer, layers: int) -> str:
    return (
        f"A model of width {layer.width:,} has {layers} layers with {layer.heads} query"
        f" heads and {layer.kv_heads} key/value heads of size {layer.head_size}"
    )


def _ask_model(chance: Chance) -> Instance:
    layer, layers = _model(chance)
    rank, targets = chance.pick((4, 8, 16, 32, 64)), chance.pick(list(TARGETS))
    count = _trained(layer, layers, targets, rank)
    full = Layer(layer.width, layer.heads, layer.heads, layer.head_size)
    text = (
        f"{_told(layer, layers)}. LoRA of rank {rank} is put beside {TARGETS[targets]}"
        " of each layer. How many parameters are trained? Within 2 %; 12M is 12"
        " million."
    )
    wrong = (
        (_trained(full, layers, targets, rank), "gives keys as many heads as queries"),
        (count / 2, "counts one of the two matrices"),
        (count / layers, "is one layer"),
        (_trained(layer, layers, "q, k, v, o", rank), "adapts all four matrices"),
        (
            layers * sum(layer.parameters[each] for each in targets.split(", ")),
            "trains the matrices themselves",
        ),
    )
    question = numeric_question(
        text, count, wrong, unit="parameters", leeway=NEAR, places=0
    )
    sides = _sides(layer)
    sums = " + ".join(f"{sides[each]:,}" for each in targets.split(", "))
    why = (
        f"A matrix of m × n adds {rank} (m + n). Of {targets}, m + n is {sums}; times"
        f" {rank} and {layers} layers: {decimal(count / MILLION, 3)} million."
    )
    return Instance(question, why, (HINT, "K and V map to the key/value heads."))


def _ask_break_even(chance: Chance) -> Instance:
    rows, columns = chance.pick(
        (
            (4096, 4096),
            (1024, 4096),
            (4096, 11_008),
            (2048, 2048),
            (768, 3072),
            (512, 512),
        )
    )
    rank = model.breaking_rank(rows, columns)
    text = (
        f"Beside a matrix of {rows:,} × {columns:,}, what is the largest rank at which"
        " LoRA trains fewer parameters than the matrix has?"
    )
    wrong = (
        (min(rows, columns), "is the highest rank that the matrix can have"),
        (rank + 1, "is as many parameters, or more"),
        (rows * columns // max(rows, columns) - 1, "counts one of the two matrices"),
        (min(rows, columns) // 4, "halves once more than need be"),
    )
    question = numeric_question(text, rank, wrong, places=0)
    product, total = rows * columns, rows + columns
    why = (
        f"r ({rows:,} + {columns:,}) < {rows:,} × {columns:,} means r < {product:,} /"
        f" {total:,} = {decimal(product / total, 2)}, so r = {rank}. Usual ranks, 4 to"
        " 64, are far below."
    )
    return Instance(question, why, ("r (m + n) against m n.",))


def _ask_memory(chance: Chance) -> Instance:
    layer, layers = _model(chance)
    rank, targets = chance.pick((8, 16, 64)), chance.pick(("q, v", "q, k, v, o"))
    count = _trained(layer, layers, targets, rank)
    size = count * 14 / MIB
    base = layers * sum(layer.parameters.values())
    text = (
        f"{_told(layer, layers)}. LoRA of rank {rank} is put beside {TARGETS[targets]}."
        " Adam keeps two fp32 moments and an fp32 copy of each trained parameter, which"
        " itself is fp16 (its gradient left out). How many MiB is that for what LoRA"
        " trains? Within 2 %."
    )
    wrong = (
        (count * 2 / MIB, "counts the weights alone, without Adam"),
        (count * 10 / MIB, "forgets the fp32 copy"),
        (count * 8 / MIB, "counts the two moments alone"),
        (size / 2, "counts one of the two matrices"),
        (base * 14 / MIB, "keeps moments for frozen matrices too"),
    )
    question = numeric_question(text, size, wrong, unit="MiB", leeway=NEAR, places=2)
    why = (
        f"LoRA trains {count:,} parameters, each with 2 + 4 + 4 + 4 = 14 bytes:"
        f" {decimal(size, 2)} MiB. Frozen matrices have neither moments nor gradients;"
        f" for all of attention it would be {decimal(base * 14 / 2**30, 1)} GiB."
    )
    return Instance(question, why, (HINT, "2 + 4 + 4 + 4 bytes a trained parameter."))


def _ask_merged(chance: Chance) -> Instance | None:
    layer, layers = _model(chance)
    rank, tenants = chance.pick((8, 16, 32)), chance.pick((10, 50, 100, 200))
    count = _trained(layer, layers, "q, v", rank)
    matrices = layers * (layer.parameters["q"] + layer.parameters["v"])

    def gib(numbers: float) -> str:
        return f"{decimal(numbers * 2 / 2**30, 2)} GiB"

    text = (
        f"{_told(layer, layers)}. {tenants} customers each have LoRA of rank {rank}"
        " beside the query and value matrices, in fp16. The model is shared and the"
        " adapters are not merged into it. How much memory do the adapters take?"
    )
    wrong = [
        Wrong(gib(matrices * tenants), "keeps merged matrices of each customer"),
        Wrong(gib(count), "is one customer"),
        Wrong(gib(count * tenants / 2), "counts one of the two matrices"),
        Wrong(gib(count * tenants * 2), "takes four bytes a number"),
        Wrong(gib(count * tenants + matrices), "adds the matrices that are shared"),
    ]
    question = choice_question(text, gib(count * tenants), wrong, chance)
    why = (
        f"An adapter has {count:,} parameters, {decimal(count * 2 / MIB, 1)} MiB in"
        f" fp16; {tenants} of them take {gib(count * tenants)}. Merged they would be"
        f" whole matrices: {gib(matrices * tenants)}."
    )
    return Instance(question, why, (HINT,)) if question else None


make = by_difficulty(
    {
        1: (_ask_matrix,),
        2: (_ask_matrix, _ask_model, _ask_break_even),
        3: (_ask_model, _ask_memory, _ask_merged),
    }
)


GENERATOR = Generator(
    name="learning.lora_parameters",
    version=1,
    title="What LoRA trains and stores",
    source=("Hu et al., LoRA, 2021, sections 4.1, 4.2 and 7.1",),
    parameters=Parameters,
    make=make,
)
