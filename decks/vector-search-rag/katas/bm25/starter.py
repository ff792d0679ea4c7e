"""BM25: fill in `Index`. Add functions and classes as you like."""


class Index:
    """Documents that can be searched."""

    def __init__(self, k1: float, b: float) -> None:
        raise NotImplementedError

    def add(self, name: str, text: str) -> None:
        """Take in a document."""
        raise NotImplementedError

    def score(self, name: str, query: str) -> float:
        """How well a document fits a query."""
        raise NotImplementedError

    def search(self, query: str, limit: int) -> list[list]:
        """`[name, score]` of the best documents."""
        raise NotImplementedError
