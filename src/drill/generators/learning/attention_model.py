"""An attention layer: shapes, parameters, FLOPs, its cache, and LoRA beside it.

A multiplication and an addition are two FLOPs; biases, softmax and norms are left out.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layer:
    """Attention with grouped queries (all heads have keys when both counts agree)."""

    width: int
    """Of the model: numbers a token."""
    heads: int
    """Of queries."""
    kv_heads: int
    """Of keys, and of values."""
    head_size: int

    @property
    def query_width(self) -> int:
        """Numbers a token in all query heads."""
        return self.heads * self.head_size

    @property
    def kv_width(self) -> int:
        """Numbers a token in all key heads."""
        return self.kv_heads * self.head_size

    @property
    def parameters(self) -> dict[str, int]:
        """Of the four matrices, by name: `q`, `k`, `v` and `o`."""
        query = self.width * self.query_width
        key = self.width * self.kv_width
        return {"q": query, "k": key, "v": key, "o": query}


def projection_flops(layer: Layer, tokens: int) -> int:
    """FLOPs of the four projections, for some tokens.

    Source: Hoffmann et al. 2022, appendix F.
    """
    return 2 * tokens * sum(layer.parameters.values())


def score_flops(layer: Layer, queries: int, keys: int) -> int:
    """FLOPs of Q Kᵀ, over all query heads; those of weights × V are as many.

    Source: Hoffmann et al. 2022, appendix F.
    """
    return 2 * queries * keys * layer.query_width


def score_bytes(layer: Layer, batch: int, tokens: int, number: int) -> int:
    """Bytes of all scores of a layer, if they are stored."""
    return batch * layer.heads * tokens**2 * number


def cache_bytes(layer: Layer, layers: int, tokens: int, number: int) -> int:
    """Bytes of keys and values of some tokens, in all layers.

    Source: Kwon et al. 2023, section 3; Ainslie et al. 2023, section 2.
    """
    return 2 * layers * layer.kv_width * tokens * number


def lora_parameters(rows: int, columns: int, rank: int) -> int:
    """Parameters of the two matrices beside one of that shape.

    Source: Hu et al. 2021, section 4.1.
    """
    return rank * (rows + columns)


def breaking_rank(rows: int, columns: int) -> int:
    """The largest rank with fewer parameters than the matrix itself."""
    return (rows * columns - 1) // (rows + columns)
