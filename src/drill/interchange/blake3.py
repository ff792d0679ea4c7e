"""BLAKE3, by which hashcards names its cards.

After the specification (O'Connor, Aumasson, Neves, Wilcox-O'Hearn: BLAKE3, 2020),
sections 2.1 to 2.6; only the plain hash of 32 bytes. Slow, as Python is: a tenth of a
millisecond for 64 bytes, which cards of a few hundred bytes can bear.
"""

from __future__ import annotations

from struct import pack, unpack
from typing import Final

IV: Final = (
    *(0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A),
    *(0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19),
)
PERMUTATION: Final = (2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8)
CORNERS: Final = (
    *((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15)),
    *((0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)),
)
"""Columns, then diagonals, of the state as a square."""
ROUNDS: Final = 7
BLOCK: Final = 64
CHUNK: Final = 1024
START, END, PARENT, ROOT = 1, 2, 4, 8
MASK: Final = 0xFFFFFFFF
Words = tuple[int, ...]


def blake3(data: bytes) -> str:
    """The hash of some bytes, 64 hexadecimal digits."""
    chunks = [data[at : at + CHUNK] for at in range(0, len(data), CHUNK)] or [b""]
    if len(chunks) == 1:
        return _hex(_chunk(chunks[0], 0, ROOT))
    level = [_chunk(chunk, number, 0) for number, chunk in enumerate(chunks)]
    while len(level) > 2:  # noqa: PLR2004 - two halves make the root
        pairs = zip(level[::2], level[1::2], strict=False)
        above = [_parent(left, right, 0) for left, right in pairs]
        level = [*above, *level[2 * len(above) :]]
    return _hex(_parent(level[0], level[1], ROOT))


def _hex(words: Words) -> str:
    return pack("<8I", *words).hex()


def _parent(left: Words, right: Words, flags: int) -> Words:
    return _compressed(IV, (*left, *right), 0, BLOCK, PARENT | flags)


def _chunk(chunk: bytes, number: int, root: int) -> Words:
    """The chaining value of up to 1,024 bytes."""
    value: Words = IV
    blocks = [chunk[at : at + BLOCK] for at in range(0, len(chunk), BLOCK)] or [b""]
    for place, block in enumerate(blocks):
        flags = START if place == 0 else 0
        if place == len(blocks) - 1:
            flags |= END | root
        words = unpack("<16I", block.ljust(BLOCK, b"\0"))
        value = _compressed(value, words, number, len(block), flags)
    return value


def _compressed(
    value: Words, block: Words, counter: int, length: int, flags: int
) -> Words:
    low, high = counter & MASK, counter >> 32 & MASK
    state = [*value, *IV[:4], low, high, length, flags]
    for _ in range(ROUNDS):
        for place, corners in enumerate(CORNERS):
            _mix(state, *corners, block[2 * place], block[2 * place + 1])
        block = tuple(block[place] for place in PERMUTATION)
    return tuple(state[place] ^ state[place + 8] for place in range(8))


def _mix(s: list[int], a: int, b: int, c: int, d: int, x: int, y: int) -> None:  # noqa: PLR0913, PLR0917 - the quarter round's own shape
    s[a] = (s[a] + s[b] + x) & MASK
    s[d] = _turned(s[d] ^ s[a], 16)
    s[c] = (s[c] + s[d]) & MASK
    s[b] = _turned(s[b] ^ s[c], 12)
    s[a] = (s[a] + s[b] + y) & MASK
    s[d] = _turned(s[d] ^ s[a], 8)
    s[c] = (s[c] + s[d]) & MASK
    s[b] = _turned(s[b] ^ s[c], 7)


def _turned(word: int, bits: int) -> int:
    return (word >> bits | word << 32 - bits) & MASK
