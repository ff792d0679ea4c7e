"""Scaled dot-product attention with several heads (Vaswani et al. 2017, 3.2)."""

from math import exp, sqrt

Row = list[float]


def softmax(scores: Row) -> Row:
    """Weights that add up to 1; the largest score is taken off against overflow."""
    largest = max(scores)
    parts = [exp(score - largest) for score in scores]
    total = sum(parts)
    return [part / total for part in parts]


def dot(one: Row, other: Row) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def read(query: Row, keys: list[Row], values: list[Row]) -> Row:
    """The mean of the values that a query takes, by the fit of their keys."""
    weights = softmax([dot(query, key) / sqrt(len(query)) for key in keys])
    return [dot(weights, list(column)) for column in zip(*values, strict=True)]


def attention(
    queries: list[Row], keys: list[Row], values: list[Row], heads: int, causal: bool
) -> list[Row]:
    """One row for each query: the outputs of all heads behind one another."""
    size = len(queries[0]) // heads
    rows = []
    for place, query in enumerate(queries):
        end = place + 1 if causal else len(keys)
        row: Row = []
        for head in range(heads):
            piece = slice(head * size, (head + 1) * size)
            row += read(
                query[piece],
                [key[piece] for key in keys[:end]],
                [value[piece] for value in values[:end]],
            )
        rows.append(row)
    return rows
