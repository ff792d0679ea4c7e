"""The compact list of where in the journal a card's events stand.

Positions only grow, so each is kept as its distance from the one before, seven
bits a byte: a card with twenty reviews among a million costs about fifty bytes.
An index on the journal's card column would double the price of every answer.
"""

from __future__ import annotations

_MORE = 0x80
_BITS = 7
_MASK = 0x7F


def pack(positions: list[int]) -> bytes:
    """The history that holds these positions, which must grow."""
    packed = bytearray()
    last = 0
    for position in positions:
        packed += _number(position - last)
        last = position
    return bytes(packed)


def one(position: int) -> bytes:
    """The history that holds one position."""
    return _number(position)


def unpack(history: bytes) -> list[int]:
    """The positions in a history, growing.

    Raises:
        ValueError: the last number breaks off.
    """
    positions = []
    last = number = shift = 0
    for byte in history:
        number |= (byte & _MASK) << shift
        if byte & _MORE:
            shift += _BITS
            continue
        last += number
        positions.append(last)
        number = shift = 0
    if shift:
        raise ValueError(history)
    return positions


def appended(history: bytes, position: int) -> bytes:
    """The history with one more position, larger than all in it."""
    last = last_of(history)
    return history + _number(position - last)


def last_of(history: bytes) -> int:
    """The last position, 0 of an empty history."""
    positions = unpack(history)
    return positions[-1] if positions else 0


def _number(number: int) -> bytes:
    if number <= 0:
        raise ValueError(number)
    packed = bytearray()
    while number > _MASK:
        packed.append(number & _MASK | _MORE)
        number >>= _BITS
    packed.append(number)
    return bytes(packed)
