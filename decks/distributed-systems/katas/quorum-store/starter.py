"""A store with quorums: fill in the class. Add classes and functions as you like."""


class QuorumStore:
    """The coordinator, and the replicas that it can see into."""

    def __init__(self, n: int, r: int, w: int) -> None:
        raise NotImplementedError

    def put(self, key: str, number: int, value: str, reached: list[int]) -> bool:
        """Write to the replicas that can be reached; whether they are enough."""
        raise NotImplementedError

    def get(self, key: str, reached: list[int]) -> tuple[bool, str | None]:
        """Read from the first replicas that answer; whether they are enough."""
        raise NotImplementedError

    def stored(self, replica: int, key: str) -> tuple[int, str | None] | None:
        """What a replica has of a key."""
        raise NotImplementedError

    def delete(self, key: str, number: int, reached: list[int]) -> bool:
        """Write that there is no value any more."""
        raise NotImplementedError

    def handoff(self, replica: int) -> int:
        """Bring a replica the writes that it missed; how many were news to it."""
        raise NotImplementedError
