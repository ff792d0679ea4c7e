"""Python's collector of garbage, where much is made that stays or goes by itself."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

OBJECTS: Final = 100_000
"""New objects after which it looks: so many that it hardly ever does."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let it look seldom, which saves a tenth where tens of thousands of rows go by.

    What refers to nothing in a circle goes without it.
    """
    before = gc.get_threshold()
    gc.set_threshold(OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
