"""Skip list: fill in the methods. Add classes and functions as you like."""


class SkipList:
    """A sorted set of keys. Whoever inserts a key says how high its tower is."""

    def __init__(self) -> None:
        raise NotImplementedError

    def insert(self, key: int, height: int) -> bool:
        """Add a key on the levels below `height`; False if it is there already."""
        raise NotImplementedError

    def delete(self, key: int) -> bool:
        """Take a key out of all its levels; False if it is not there."""
        raise NotImplementedError

    def search(self, key: int) -> tuple[bool, int]:
        """Whether the key is there, and the moves it took to find out."""
        raise NotImplementedError

    def level(self, level: int) -> list[int]:
        """The keys on a level, in order; none above the highest tower."""
        raise NotImplementedError
