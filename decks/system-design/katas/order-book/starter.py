"""Order book: fill in the methods. Add classes and functions as you like."""


class OrderBook:
    """Matches orders by price, then by time."""

    def __init__(self) -> None:
        raise NotImplementedError

    def submit(
        self, order: int, side: str, price: int, quantity: int
    ) -> list[tuple[int, int, int]]:
        """Trade what can be traded, and let the rest wait.

        Returns:
            The trades in order: the resting order, the price, and the quantity.
        """
        raise NotImplementedError

    def cancel(self, order: int) -> int:
        """Take an order out; the quantity that was open, 0 if it does not rest."""
        raise NotImplementedError

    def best(self, side: str) -> tuple[int, int] | None:
        """The best price of a side and all that is open there; None if nothing is."""
        raise NotImplementedError
