"""Tells a time to wait for more tokens than the bucket can hold."""

PARTS = 1000


class TokenBuckets:
    def __init__(self, capacity: int, rate: int) -> None:
        self.capacity = capacity * PARTS
        self.rate = rate
        self.levels: dict[str, tuple[int, int]] = {}

    def allow(self, key: str, now: int, cost: int) -> bool:
        parts, time = self._fill(key, now)
        if parts < cost * PARTS:
            return False
        self.levels[key] = parts - cost * PARTS, time
        return True

    def wait(self, key: str, now: int, cost: int) -> int | None:
        parts, _ = self._fill(key, now)
        missing = max(cost * PARTS - parts, 0)
        return -(-missing // self.rate)

    def _fill(self, key: str, now: int) -> tuple[int, int]:
        parts, time = self.levels.get(key, (self.capacity, now))
        later = max(now, time)
        filled = min(parts + (later - time) * self.rate, self.capacity)
        self.levels[key] = filled, later
        return filled, later
