"""Counts leading zeros in the whole word, the bits of the register among them."""

from math import log

HASH_BITS = 32
SPACE = 2**HASH_BITS
ALPHAS = {16: 0.673, 32: 0.697, 64: 0.709}
"""The correction of the mean for few registers."""


class HyperLogLog:
    def __init__(self, precision: int) -> None:
        self.rest_bits = HASH_BITS - precision
        self.size = 2**precision
        self.values = [0] * self.size
        self.counts = [self.size] + [0] * (self.rest_bits + 1)

    def add(self, digest: str) -> bool:
        index, rest = divmod(int(digest, 16), 2**self.rest_bits)
        return self._raise(
            index, min(HASH_BITS - rest.bit_length() + 1, self.rest_bits + 1)
        )

    def registers(self) -> list[int]:
        return list(self.values)

    def merge(self, registers: list[int]) -> None:
        for index, value in enumerate(registers):
            self._raise(index, value)

    def estimate(self) -> float:
        total = sum(count / 2**value for value, count in enumerate(self.counts))
        alpha = ALPHAS.get(self.size, 0.7213 / (1 + 1.079 / self.size))
        raw = alpha * self.size**2 / total
        empty = self.counts[0]
        if raw <= 5 / 2 * self.size and empty:
            return self.size * log(self.size / empty)
        if raw > SPACE / 30:
            return -SPACE * log(1 - raw / SPACE)
        return raw

    def _raise(self, index: int, value: int) -> bool:
        old = self.values[index]
        if value <= old:
            return False
        self.values[index] = value
        self.counts[old] -= 1
        self.counts[value] += 1
        return True
