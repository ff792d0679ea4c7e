"""Keeps a list for each price and searches it to cancel: linear in its length."""

from bisect import insort


class OrderBook:
    def __init__(self) -> None:
        self.prices: dict[str, list[int]] = {"buy": [], "sell": []}
        """Negative for buyers, so that the best price is always the first."""
        self.queues: dict[str, dict[int, list[list[int]]]] = {"buy": {}, "sell": {}}
        self.totals: dict[str, dict[int, int]] = {"buy": {}, "sell": {}}
        self.places: dict[int, tuple[str, int]] = {}

    def submit(
        self, order: int, side: str, price: int, quantity: int
    ) -> list[tuple[int, int, int]]:
        other, sign = ("sell", 1) if side == "buy" else ("buy", -1)
        trades = []
        while quantity and self.prices[other]:
            best = self.prices[other][0] * sign
            if best * sign > price * sign:
                break
            maker, open_ = self.queues[other][best][0]
            traded = min(open_, quantity)
            self._take(other, best, 0, traded)
            quantity -= traded
            trades.append((maker, best, traded))
        if quantity:
            if price not in self.queues[side]:
                insort(self.prices[side], -price * sign)
                self.queues[side][price] = []
                self.totals[side][price] = 0
            self.queues[side][price].append([order, quantity])
            self.totals[side][price] += quantity
            self.places[order] = side, price
        return trades

    def cancel(self, order: int) -> int:
        if order not in self.places:
            return 0
        side, price = self.places[order]
        for place, (each, open_) in enumerate(self.queues[side][price]):
            if each == order:
                self._take(side, price, place, open_)
                return open_
        return 0

    def best(self, side: str) -> tuple[int, int] | None:
        if not self.prices[side]:
            return None
        price = abs(self.prices[side][0])
        return price, self.totals[side][price]

    def _take(self, side: str, price: int, place: int, quantity: int) -> None:
        queue = self.queues[side][price]
        self.totals[side][price] -= quantity
        queue[place][1] -= quantity
        if not queue[place][1]:
            del self.places[queue.pop(place)[0]]
        if not queue:
            del self.queues[side][price]
            self.prices[side].remove(price if side == "sell" else -price)
