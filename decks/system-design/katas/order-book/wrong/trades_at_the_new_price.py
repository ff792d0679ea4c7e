"""Trades at the price of the order that comes, not of the one that rests."""

from collections import OrderedDict
from dataclasses import dataclass, field
from heapq import heappop, heappush

OTHER = {"buy": "sell", "sell": "buy"}


@dataclass
class Level:
    price: int
    orders: OrderedDict[int, int] = field(default_factory=OrderedDict)
    total: int = 0


class Side:
    def __init__(self, sign: int) -> None:
        self.sign = sign
        self.heap: list[int] = []
        self.levels: dict[int, Level] = {}

    def best(self) -> Level | None:
        while self.heap:
            level = self.levels[self.heap[0] * self.sign]
            if level.orders:
                return level
            heappop(self.heap)
            del self.levels[level.price]
        return None

    def reaches(self, level: Level, price: int) -> bool:
        return level.price * self.sign <= price * self.sign

    def rest(self, order: int, price: int, quantity: int) -> Level:
        if price not in self.levels:
            self.levels[price] = Level(price)
            heappush(self.heap, price * self.sign)
        level = self.levels[price]
        level.orders[order] = quantity
        level.total += quantity
        return level


class OrderBook:
    def __init__(self) -> None:
        self.sides = {"buy": Side(-1), "sell": Side(1)}
        self.resting: dict[int, Level] = {}

    def submit(
        self, order: int, side: str, price: int, quantity: int
    ) -> list[tuple[int, int, int]]:
        trades: list[tuple[int, int, int]] = []
        other = self.sides[OTHER[side]]
        while quantity and (level := other.best()) and other.reaches(level, price):
            maker, open_ = next(iter(level.orders.items()))
            traded = min(open_, quantity)
            self._take(level, maker, traded)
            quantity -= traded
            trades.append((maker, price, traded))
        if quantity:
            self.resting[order] = self.sides[side].rest(order, price, quantity)
        return trades

    def cancel(self, order: int) -> int:
        level = self.resting.get(order)
        if level is None:
            return 0
        open_ = level.orders[order]
        self._take(level, order, open_)
        return open_

    def best(self, side: str) -> tuple[int, int] | None:
        level = self.sides[side].best()
        return (level.price, level.total) if level else None

    def _take(self, level: Level, order: int, quantity: int) -> None:
        level.total -= quantity
        level.orders[order] -= quantity
        if not level.orders[order]:
            del level.orders[order], self.resting[order]
