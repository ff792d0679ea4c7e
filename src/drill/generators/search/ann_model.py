"""Memory and work of indexes of vectors: HNSW, IVF and product quantisation."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

FLOAT = 4
"""Bytes of a number."""
LINK = 4
"""Bytes of a link, an id of 32 bits."""


def raw_bytes(count: int, size: int) -> int:
    """Vectors of so many fp32 numbers as they are."""
    return count * size * FLOAT


def on_layer(count: float, links: int, layer: int) -> float:
    """How many elements an HNSW graph has on some layer, the lowest being 0.

    The top layer of an element is ⌊−ln(u) / ln M⌋ with u uniform, so it is at least
    the layer when u ≤ M^−layer.

    Source: Malkov and Yashunin 2018, sections 4 and 4.1: m_L = 1 / ln M.
    """
    return count / float(links) ** layer


def mean_links(links: int) -> float:
    """Links of an element on the mean: 2 M on the lowest layer, M on each above.

    An element is on 1/M + 1/M² + … = 1 / (M − 1) upper layers.
    """
    return 2 * links + links / (links - 1)


def hnsw_bytes(count: int, size: int, links: int) -> float:
    """An HNSW graph with its vectors; upper layers left out.

    Source: Faiss wiki, "Faiss indexes": 4 d + 2 M × 4 bytes a vector.
    """
    return count * (size * FLOAT + 2 * links * LINK)


@dataclass(frozen=True, slots=True)
class Quantiser:
    """A product quantiser: a vector is cut into parts, each coded by itself."""

    size: int
    """Numbers a vector."""
    parts: int
    """The size must be a multiple of it."""
    bits: int = 8
    """Of the code of a part."""

    @property
    def code_bytes(self) -> int:
        """Of one vector.

        Source: Jégou, Douze and Schmid 2011, section 2.2.
        """
        return ceil(self.parts * self.bits / 8)

    @property
    def codebook_bytes(self) -> int:
        """Of the centroids of all parts: 2^bits × d numbers, whatever the parts.

        Source: Jégou, Douze and Schmid 2011, section 2.2, table 1.
        """
        return (1 << self.bits) * self.size * FLOAT


def ivf_pq_bytes(count: int, quantiser: Quantiser, lists: int, id_bytes: int) -> int:
    """Codes, ids, the coarse centroids and the codebook.

    Source: Jégou, Douze and Schmid 2011, section 4; Faiss wiki, "Faiss indexes".
    """
    coarse = lists * quantiser.size * FLOAT
    entries = count * (quantiser.code_bytes + id_bytes)
    return entries + coarse + quantiser.codebook_bytes


def scanned(count: int, lists: int, probes: int) -> float:
    """Vectors that a query is compared with, lists being alike, without centroids."""
    return count * probes / lists
