"""A hash ring: fill in the class. Add functions and methods as you like."""

from hashlib import md5


class HashRing:
    """Nodes on a ring of 2 ** bits positions."""

    def __init__(self, points: int, bits: int) -> None:
        raise NotImplementedError

    def add(self, node: str) -> None:
        """Put a node on the ring."""
        raise NotImplementedError

    def owner(self, key: str) -> str | None:
        """The node that a key belongs to."""
        raise NotImplementedError

    def remove(self, node: str) -> None:
        """Take a node off the ring."""
        raise NotImplementedError

    def replicas(self, key: str, count: int) -> list[str]:
        """The first different nodes from a key on."""
        raise NotImplementedError

    def shares(self) -> dict[str, int]:
        """How many positions belong to each node."""
        raise NotImplementedError


def position(text: str, bits: int) -> int:
    """Where a text lies on the ring."""
    return int(md5(text.encode(), usedforsecurity=False).hexdigest(), 16) % 2**bits
