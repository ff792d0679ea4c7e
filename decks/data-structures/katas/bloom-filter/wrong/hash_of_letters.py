"""Hashes the code points of the text, not its bytes in UTF-8."""

from math import log

FNV_OFFSET = 0xCBF29CE484222325
FNV_PRIME = 0x100000001B3
WORD = 2**64 - 1
HALF_WORD = 2**32 - 1


def fnv1a(data: str) -> int:
    value = FNV_OFFSET
    for letter in data:
        value = (value ^ ord(letter)) * FNV_PRIME & WORD
    return value


class BloomFilter:
    def __init__(self, bits: int, hashes: int) -> None:
        self.bits = bits
        self.hashes = hashes
        self.table = bytearray((bits + 7) // 8)
        self.count = 0

    def positions(self, key: str) -> list[int]:
        value = fnv1a(key)
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
        return self.count > before

    def contains(self, key: str) -> bool:
        return all(self.table[at // 8] >> at % 8 & 1 for at in self.positions(key))

    def ones(self) -> int:
        return self.count

    def estimate(self) -> float | None:
        if self.count == self.bits:
            return None
        return -self.bits / self.hashes * log(1 - self.count / self.bits)
