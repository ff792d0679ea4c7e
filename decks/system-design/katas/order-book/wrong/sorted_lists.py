"""Keeps each side in one sorted list and searches it to cancel: linear in the book."""

from bisect import insort


class OrderBook:
    def __init__(self) -> None:
        self.sides: dict[str, list[list[int]]] = {"buy": [], "sell": []}
        """Entries `[price to sort by, order, open quantity]`, the best one first."""

    def submit(
        self, order: int, side: str, price: int, quantity: int
    ) -> list[tuple[int, int, int]]:
        other, sign = ("sell", 1) if side == "buy" else ("buy", -1)
        book = self.sides[other]
        trades = []
        while quantity and book and book[0][0] <= price * sign:
            traded = min(book[0][2], quantity)
            trades.append((book[0][1], abs(book[0][0]), traded))
            book[0][2] -= traded
            quantity -= traded
            if not book[0][2]:
                book.pop(0)
        if quantity:
            entry = [-price * sign, order, quantity]
            insort(self.sides[side], entry, key=lambda each: each[0])
        return trades

    def cancel(self, order: int) -> int:
        for book in self.sides.values():
            for place, (_, each, open_) in enumerate(book):
                if each == order:
                    del book[place]
                    return open_
        return 0

    def best(self, side: str) -> tuple[int, int] | None:
        book = self.sides[side]
        if not book:
            return None
        first = book[0][0]
        return abs(first), sum(open_ for key, _, open_ in book if key == first)
