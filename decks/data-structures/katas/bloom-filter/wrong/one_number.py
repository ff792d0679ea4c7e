"""Keeps the table in one whole number, which is copied for each bit."""

from math import log


class BloomFilter:
    def __init__(self, bits: int, hashes: int) -> None:
        self.bits = bits
        self.hashes = hashes
        self.table = 0

    def positions(self, key: str) -> list[int]:
        value = 0xCBF29CE484222325
        for byte in key.encode():
            value = (value ^ byte) * 0x100000001B3 % 2**64
        first, step = value % 2**32, value >> 32 | 1
        return [(first + i * step) % self.bits for i in range(self.hashes)]

    def add(self, key: str) -> bool:
        before = self.table
        for position in self.positions(key):
            self.table |= 1 << position
        return self.table != before

    def contains(self, key: str) -> bool:
        return all(self.table >> position & 1 for position in self.positions(key))

    def ones(self) -> int:
        return self.table.bit_count()

    def estimate(self) -> float | None:
        ones = self.ones()
        if ones == self.bits:
            return None
        return -self.bits / self.hashes * log(1 - ones / self.bits)
