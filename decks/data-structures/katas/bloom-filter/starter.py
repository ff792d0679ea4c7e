"""Bloom filter: fill in the methods. Add classes and functions as you like."""


class BloomFilter:
    """A set of texts that may claim to hold a key that was never added."""

    def __init__(self, bits: int, hashes: int) -> None:
        raise NotImplementedError

    def positions(self, key: str) -> list[int]:
        """The bits of a key, in the order of the hash functions."""
        raise NotImplementedError

    def add(self, key: str) -> bool:
        """Set the bits of a key; whether one of them was not set before."""
        raise NotImplementedError

    def contains(self, key: str) -> bool:
        """Whether all bits of a key are set: false is certain, true is not."""
        raise NotImplementedError

    def ones(self) -> int:
        """How many bits are set."""
        raise NotImplementedError

    def estimate(self) -> float | None:
        """About how many keys were added; None if all bits are set."""
        raise NotImplementedError
