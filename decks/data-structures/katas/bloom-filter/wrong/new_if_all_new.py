"""Calls a key new only if all its bits are: one shared bit, and it counts as known."""

from math import log

FNV_OFFSET = 0xCBF29CE484222325
FNV_PRIME = 0x100000001B3
WORD = 2**64 - 1
HALF_WORD = 2**32 - 1


def fnv1a(data: bytes) -> int:
    value = FNV_OFFSET
    for byte in data:
        value = (value ^ byte) * FNV_PRIME & WORD
    return value


class BloomFilter:
    def __init__(self, bits: int, hashes: int) -> None:
        self.bits = bits
        self.hashes = hashes
        self.table = bytearray((bits + 7) // 8)
        self.count = 0

    def positions(self, key: str) -> list[int]:
        value = fnv1a(key.encode())
        first = value & HALF_WORD
        step = value >> 32 | 1
        return [(first + i * step) % self.bits for i in range(self.hashes)]

    def add(self, key: str) -> bool:
        before = self.count
        for position in self.positions(key):
            byte, bit = divmod(position, 8)
            if not self.table[byte] >> bit & 1:
                self.table[byte] |= 1 << bit
                self.count += 1
        return self.count - before == len(set(self.positions(key)))

    def contains(self, key: str) -> bool:
        return all(self.table[at // 8] >> at % 8 & 1 for at in self.positions(key))

    def ones(self) -> int:
        return self.count

    def estimate(self) -> float | None:
        if self.count == self.bits:
            return None
        return -self.bits / self.hashes * log(1 - self.count / self.bits)
