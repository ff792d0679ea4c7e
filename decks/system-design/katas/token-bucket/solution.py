"""Token buckets that fill up when somebody looks: time and tokens in whole numbers."""

PARTS = 1000
"""Of a token: what comes in within a millisecond is a whole number of them."""


class TokenBuckets:
    """One bucket for each key: `capacity` tokens, filled at `rate` tokens a second."""

    def __init__(self, capacity: int, rate: int) -> None:
        self.capacity = capacity * PARTS
        self.rate = rate
        """Tokens a second, which is as many parts a millisecond."""
        self.levels: dict[str, tuple[int, int]] = {}
        """By key: the parts in the bucket, and the latest time it was looked at."""

    def allow(self, key: str, now: int, cost: int) -> bool:
        """Take `cost` tokens if they are there.

        Args:
            now: milliseconds on the caller's clock.
        """
        parts, time = self._fill(key, now)
        if parts < cost * PARTS:
            return False
        self.levels[key] = parts - cost * PARTS, time
        return True

    def wait(self, key: str, now: int, cost: int) -> int | None:
        """Milliseconds until `cost` tokens are there; None if there is no room."""
        parts, _ = self._fill(key, now)
        if cost * PARTS > self.capacity:
            return None
        missing = max(cost * PARTS - parts, 0)
        return -(-missing // self.rate)

    def _fill(self, key: str, now: int) -> tuple[int, int]:
        """Add what came in since the bucket was looked at; a new one is full."""
        parts, time = self.levels.get(key, (self.capacity, now))
        later = max(now, time)
        filled = min(parts + (later - time) * self.rate, self.capacity)
        self.levels[key] = filled, later
        return filled, later
