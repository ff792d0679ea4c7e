"""An order book: prices in heaps, and at each a queue that can be left anywhere."""

from collections import OrderedDict
from dataclasses import dataclass, field
from heapq import heappop, heappush

OTHER = {"buy": "sell", "sell": "buy"}


@dataclass
class Level:
    """What rests at one price."""

    price: int
    orders: OrderedDict[int, int] = field(default_factory=OrderedDict)
    """The open quantity by order, the oldest first."""
    total: int = 0
    """The open quantity of all of them."""


class Side:
    """The resting orders of one side.

    Args:
        sign: 1 if the lowest price is the best one, -1 if the highest is.
    """

    def __init__(self, sign: int) -> None:
        self.sign = sign
        self.heap: list[int] = []
        self.levels: dict[int, Level] = {}
        """By price, for every price in the heap; maybe of no orders any more."""

    def best(self) -> Level | None:
        """The level that is traded with first; drops empty ones before it."""
        while self.heap:
            level = self.levels[self.heap[0] * self.sign]
            if level.orders:
                return level
            heappop(self.heap)
            del self.levels[level.price]
        return None

    def reaches(self, level: Level, price: int) -> bool:
        """Whether an order of the other side at `price` trades with a level."""
        return level.price * self.sign <= price * self.sign

    def rest(self, order: int, price: int, quantity: int) -> Level:
        """Let an order wait behind all others of its price."""
        if price not in self.levels:
            self.levels[price] = Level(price)
            heappush(self.heap, price * self.sign)
        level = self.levels[price]
        level.orders[order] = quantity
        level.total += quantity
        return level


class OrderBook:
    """Matches orders by price, then by time."""

    def __init__(self) -> None:
        self.sides = {"buy": Side(-1), "sell": Side(1)}
        self.resting: dict[int, Level] = {}
        """By order: where it rests."""

    def submit(
        self, order: int, side: str, price: int, quantity: int
    ) -> list[tuple[int, int, int]]:
        """Trade what can be traded, and let the rest wait.

        Returns:
            The trades in order: the resting order, the price, and the quantity.
        """
        trades: list[tuple[int, int, int]] = []
        other = self.sides[OTHER[side]]
        while quantity and (level := other.best()) and other.reaches(level, price):
            maker, open_ = next(iter(level.orders.items()))
            traded = min(open_, quantity)
            self._take(level, maker, traded)
            quantity -= traded
            trades.append((maker, level.price, traded))
        if quantity:
            self.resting[order] = self.sides[side].rest(order, price, quantity)
        return trades

    def cancel(self, order: int) -> int:
        """Take an order out; the quantity that was open, 0 if it does not rest."""
        level = self.resting.get(order)
        if level is None:
            return 0
        open_ = level.orders[order]
        self._take(level, order, open_)
        return open_

    def best(self, side: str) -> tuple[int, int] | None:
        """The best price of a side and all that is open there; None if nothing is."""
        level = self.sides[side].best()
        return (level.price, level.total) if level else None

    def _take(self, level: Level, order: int, quantity: int) -> None:
        """Take some of an order that rests, and the order itself if nothing is left."""
        level.total -= quantity
        level.orders[order] -= quantity
        if not level.orders[order]:
            del level.orders[order], self.resting[order]
