"""Page replacement: fill in `replace_pages`. Add classes as you like."""

from typing import Any


def replace_pages(policy: str, frames: int, references: list[int]) -> dict[str, Any]:
    """The number of page faults, and the pages in the frames at the end."""
    raise NotImplementedError
