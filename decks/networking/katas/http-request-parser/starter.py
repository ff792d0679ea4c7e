"""HTTP request parser: fill in `RequestParser`. Add functions as you like."""

from typing import Any


class RequestParser:
    """Finds the requests in text that arrives in chunks, cut anywhere."""

    def __init__(self, max_line: int, max_body: int) -> None:
        raise NotImplementedError

    def feed(self, chunk: str) -> list[dict[str, Any]]:
        """The requests that this chunk completes; an error is the last there is."""
        raise NotImplementedError
