"""Search in a rotated list: fill in `rotated_search`."""

from collections.abc import Sequence


def rotated_search(values: Sequence[int], target: int) -> int:
    """The index of the target, or -1. Of `values` only `len` and `[i]` can be used."""
    raise NotImplementedError
