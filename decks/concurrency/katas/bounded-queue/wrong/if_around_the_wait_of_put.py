"""Asks once before it waits: the room may be gone when it wakes up."""

from collections import deque
from threading import Condition, Lock


class BoundedQueue:
    """Holds at most `capacity` items; who has to wait sleeps."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.items: deque[int] = deque()
        self.is_closed = False
        lock = Lock()
        self.has_room = Condition(lock)
        self.has_items = Condition(lock)

    def put(self, item: int) -> bool:
        """Append an item once there is room; False if the queue is closed."""
        with self.has_room:
            if len(self.items) == self.capacity and not self.is_closed:
                self.has_room.wait()
            if self.is_closed:
                return False
            self.items.append(item)
            self.has_items.notify()
            return True

    def get(self) -> int | None:
        """Take the oldest item once there is one; None if there will be none."""
        with self.has_items:
            while not self.items and not self.is_closed:
                self.has_items.wait()
            if not self.items:
                return None
            item = self.items.popleft()
            self.has_room.notify()
            return item

    def close(self) -> None:
        """Let no more items in, and wake everybody who waits."""
        with self.has_room:
            self.is_closed = True
            self.has_room.notify_all()
            self.has_items.notify_all()
