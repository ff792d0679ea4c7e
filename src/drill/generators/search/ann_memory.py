"""What an index of vectors stores and what a query looks at."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, Final

from drill.content.questions import Leeway
from drill.generators.drafting import (
    Wrong,
    choice_question,
    decimal,
    grouped,
    numeric_question,
)
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.search import ann_model as model
from drill.generators.search.ann_model import Quantiser

if TYPE_CHECKING:
    from drill.chance import Chance

NEAR: Final = Leeway(relative=0.02)
GB: Final = 1e9
MILLION: Final = 1_000_000
SIZES: Final = (128, 256, 384, 512, 768, 1024, 1536)


def _gb(size: float) -> str:
    return f"{decimal(size / GB, 2)} GB"


def _millions(chance: Chance) -> int:
    return chance.pick((1, 5, 10, 20, 50, 100, 200))


def _quantiser(chance: Chance) -> Quantiser:
    size = chance.pick(SIZES)
    return Quantiser(size, size // chance.pick((4, 8, 16)))


def _ask_hnsw(chance: Chance) -> Instance | None:
    millions, size = _millions(chance), chance.pick(SIZES)
    links = chance.pick((8, 16, 32, 48, 64))
    count = millions * MILLION
    text = (
        f"An HNSW graph with M = {links} holds {millions} million fp32 vectors of"
        f" {size} numbers. The lowest layer has up to 2 M links of 4 bytes an element;"
        " the upper layers are left out. How much memory is that, in GB of 10^9 bytes?"
    )
    right = model.hnsw_bytes(count, size, links)
    raw = model.raw_bytes(count, size)
    wrong = [
        Wrong(_gb(raw), "counts the vectors alone"),
        Wrong(_gb(right - raw), "counts the links alone"),
        Wrong(_gb(right - count * links * 4), "takes M links on the lowest layer"),
        Wrong(_gb(right - raw / 2), "takes two bytes a number"),
        Wrong(_gb(raw * 2), "stores a vector again for its links"),
        Wrong(_gb(right + count * links * 8), "takes links of 8 bytes"),
    ]
    question = choice_question(text, _gb(right), wrong, chance)
    why = (
        f"An element takes {size} × 4 + 2 × {links} × 4 = {size * 4 + links * 8:,}"
        f" bytes; times {millions} million: {_gb(right)}. The links are"
        f" {decimal(100 * (right - raw) / right, 1)} % of it."
    )
    return (
        Instance(question, why, ("Vector and links, for each element.",))
        if (question)
        else None
    )


def _ask_upper(chance: Chance) -> Instance:
    links, millions = chance.pick((8, 16, 32, 64)), _millions(chance)
    layer = chance.whole(1, 3)
    count = millions * MILLION
    right = model.on_layer(count, links, layer)
    text = (
        f"HNSW with M = {links} puts an element on the layers 0 to ⌊−ln(u) / ln M⌋,"
        f" with u uniform between 0 and 1. Of {millions} million elements, how many are"
        f" to be expected on layer {layer} (layer 0 is the lowest)? Within 2 %."
    )
    wrong = (
        (count / 2**layer, "halves with each layer, as a skip list does"),
        (right / links, "is the next layer"),
        (right * links, "is the layer below"),
        (count / log(links) ** layer, "takes m_L = 1 / ln M for the share"),
        (count / (links * layer), "divides by M once for all layers"),
    )
    question = numeric_question(
        text, right, wrong, unit="elements", leeway=NEAR, places=1
    )
    why = (
        f"−ln(u) / ln M is at least {layer} when u ≤ M^−{layer}. So the share is"
        f" 1 / {links}^{layer} = 1 / {links**layer:,}: {decimal(right, 1)} elements. On"
        f" the mean an element has 2 × {links} + {links} / {links - 1} ="
        f" {decimal(model.mean_links(links))} links: upper layers cost next to nothing."
    )
    return Instance(question, why, ("For which u does an element get so high?",))


def _ask_code(chance: Chance) -> Instance | None:
    pq = _quantiser(chance)
    raw = pq.size * 4
    part = pq.size // pq.parts
    text = (
        f"Product quantisation cuts vectors of {pq.size} fp32 numbers into {pq.parts}"
        " parts and gives each part a code of 8 bits. How many times smaller are the"
        " codes than the vectors, codebooks left out?"
    )

    def shown(number: float) -> str:
        return f"{decimal(number, 1)} times"

    wrong = [
        Wrong(shown(part), "counts numbers, not bytes: a number has four"),
        Wrong(shown(4), "gives each number a byte, as scalar quantisation does"),
        Wrong(shown(raw / (pq.parts * 4)), "takes codes of 32 bits"),
        Wrong(shown(pq.parts), "takes the number of parts for the factor"),
        Wrong(shown(raw), "gives the whole vector one code of 8 bits"),
        Wrong(shown(part * 32), "takes codes of one bit"),
    ]
    question = choice_question(text, shown(raw / pq.code_bytes), wrong, chance)
    why = (
        f"A vector has {pq.size} × 4 = {raw:,} bytes, its code {pq.parts} × 1 ="
        f" {pq.code_bytes}. A part of {part} numbers becomes one byte:"
        f" {shown(raw / pq.code_bytes)} smaller."
    )
    return (
        Instance(question, why, ("How many bytes has a part before and after?",))
        if (question)
        else None
    )


def _ask_ivf_pq(chance: Chance) -> Instance:
    pq, millions = _quantiser(chance), _millions(chance)
    count = millions * MILLION
    lists = 1024 * chance.pick((1, 4, 16, 64))
    size = model.ivf_pq_bytes(count, pq, lists, 8) / GB
    text = (
        f"IVF-PQ holds {millions} million vectors of {pq.size} numbers: {lists:,} lists"
        f" with fp32 centroids, codes of {pq.parts} × 8 bits, one codebook for all"
        " lists (256 fp32 centroids for each part) and an id of 8 bytes for each"
        " vector. How many GB of 10^9 bytes is that? Within 2 %."
    )
    codes = count * pq.code_bytes / GB
    wrong = (
        (codes, "counts the codes alone"),
        (codes + (pq.codebook_bytes + lists * pq.size * 4) / GB, "forgets the ids"),
        (count * pq.size * 4 / GB, "keeps the vectors themselves"),
        (size + count * pq.size * 4 / GB, "keeps the vectors beside the codes"),
        (codes / 8 + count * 8 / GB, "takes a bit for each part"),
        (size + (lists - 1) * pq.codebook_bytes / GB, "has a codebook for each list"),
    )
    question = numeric_question(text, size, wrong, unit="GB", leeway=NEAR, places=3)
    coarse = lists * pq.size * 4
    why = (
        f"Codes and ids: {millions} million × ({pq.code_bytes} + 8) ="
        f" {decimal(count * (pq.code_bytes + 8) / GB, 3)} GB. Centroids: {lists:,} ×"
        f" {pq.size} × 4 = {decimal(coarse / 1e6, 1)} MB. Codebook: 256 × {pq.size} × 4"
        f" = {decimal(pq.codebook_bytes / 1e6, 2)} MB. Together {decimal(size, 3)} GB."
    )
    return Instance(question, why, ("What is there once, and what for each vector?",))


def _ask_scanned(chance: Chance) -> Instance:
    millions, lists = _millions(chance), 1024 * chance.pick((1, 2, 4, 8, 16))
    probes = chance.pick((1, 4, 8, 16, 32, 64))
    count = millions * MILLION
    right = lists + model.scanned(count, lists, probes)
    text = (
        f"An IVF index has {millions} million vectors in {lists:,} lists of like"
        f" length. A query visits {probes} of them (nprobe). How many distances does it"
        " compute, those to the centroids counted? Within 2 %."
    )
    wrong = (
        (right - lists, "leaves out the centroids"),
        (count / lists + lists, "visits one list"),
        (count, "looks at all vectors"),
        (lists + probes, "compares with centroids only"),
        (count / probes + lists, "divides by nprobe, not by the lists"),
    )
    question = numeric_question(text, right, wrong, leeway=NEAR, places=0)
    why = (
        f"{lists:,} centroids, then {probes} lists of {grouped(count)} / {lists:,} ="
        f" {decimal(count / lists, 0)} vectors: {decimal(right, 0)} distances,"
        f" {decimal(100 * right / count)} % of all."
    )
    return Instance(question, why, ("Which lists are the nearest, to begin with?",))


def _ask_links(chance: Chance) -> Instance | None:
    size, millions = chance.pick(SIZES), chance.pick((5, 10, 20, 50, 100))
    wanted = chance.pick((16, 24, 32, 48, 64))
    vector = size * 4
    room = millions * MILLION * (vector + 8 * wanted + chance.pick((2, 4, 6)))
    limit = decimal(room / GB, 3)
    most = int(float(limit.replace(",", "")) * GB / (millions * MILLION) - vector) // 8
    text = (
        f"{millions} million fp32 vectors of {size} numbers and their HNSW graph must"
        f" fit into {limit} GB (10^9 bytes), with 2 M links of 4 bytes an element on"
        " the lowest layer and the upper ones left out. What is the largest M?"
    )
    wrong = [
        Wrong(str(2 * most), "takes M links on the lowest layer"),
        Wrong(str(most // 2), "takes links of 8 bytes"),
        Wrong(str(most + vector // 16), "takes two bytes a number"),
        Wrong(str(most + vector // 8), "forgets the vectors"),
        Wrong(str(most * 8), "counts bytes, not links"),
    ]
    question = choice_question(text, str(most), wrong, chance)
    a_vector = int(float(limit.replace(",", "")) * GB / (millions * MILLION))
    why = (
        f"{limit} GB are {a_vector:,} bytes an element; the vector takes {vector:,},"
        f" and {a_vector - vector} are left. A step of M takes 8: M = {most}."
    )
    return (
        Instance(question, why, ("How many bytes has each element?",))
        if (question)
        else None
    )


def _ask_lookups(chance: Chance) -> Instance | None:
    pq = _quantiser(chance)
    vectors = 1000 * chance.pick((10, 20, 50, 100))
    adds = vectors * pq.parts
    text = (
        f"A query scans {vectors:,} PQ codes of {pq.parts} × 8 bits, for vectors of"
        f" {pq.size} numbers, by asymmetric distances: first a table of distances from"
        " its parts to all centroids of the parts. How many lookups in that table"
        " does the scan take, and how many entries does it have?"
    )

    def shown(looks: int, entries: int) -> str:
        return f"{looks:,} lookups, {entries:,} entries"

    wrong = [
        Wrong(shown(vectors * pq.size, 256 * pq.parts), "looks up each number"),
        Wrong(shown(vectors, 256 * pq.parts), "looks up once for each vector"),
        Wrong(shown(adds, 256 * pq.size), "counts the numbers of the codebook"),
        Wrong(shown(adds, 256 * 256 * pq.parts), "has codes on both sides: symmetric"),
        Wrong(shown(adds * 8, 256 * pq.parts), "looks up each bit"),
        Wrong(shown(adds, 256), "has one table for all parts"),
    ]
    question = choice_question(text, shown(adds, 256 * pq.parts), wrong, chance)
    why = (
        f"A code is {pq.parts} bytes, each an index into the row of its part:"
        f" {vectors:,} × {pq.parts} = {adds:,} lookups, added up. The table has a row"
        f" of 256 for each of the {pq.parts} parts: {256 * pq.parts:,} entries, small"
        " enough for a cache."
    )
    return (
        Instance(question, why, ("One lookup for each part of a code.",))
        if (question)
        else None
    )


make = by_difficulty(
    {
        1: (_ask_hnsw, _ask_code),
        2: (_ask_hnsw, _ask_ivf_pq, _ask_scanned, _ask_code),
        3: (_ask_upper, _ask_links, _ask_lookups, _ask_ivf_pq),
    }
)


GENERATOR = Generator(
    name="search.ann_memory",
    version=1,
    title="Memory and work of indexes of vectors",
    source=(
        "Malkov and Yashunin, HNSW, TPAMI 42(4), 2020, sections 4.1 and 4.2.3",
        "Jégou, Douze and Schmid, Product quantization, TPAMI 33(1), 2011",
        "Faiss wiki, page Faiss indexes",
    ),
    parameters=Parameters,
    make=make,
)
