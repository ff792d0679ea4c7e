"""Lets go of the lock and asks again at once: it waits at full speed."""

from collections import deque
from threading import Lock


class BoundedQueue:
    def __init__(self, capacity):
        self.capacity = capacity
        self.items = deque()
        self.is_closed = False
        self.lock = Lock()

    def put(self, item):
        while True:
            with self.lock:
                if self.is_closed:
                    return False
                if len(self.items) < self.capacity:
                    self.items.append(item)
                    return True

    def get(self):
        while True:
            with self.lock:
                if self.items:
                    return self.items.popleft()
                if self.is_closed:
                    return None

    def close(self):
        with self.lock:
            self.is_closed = True
