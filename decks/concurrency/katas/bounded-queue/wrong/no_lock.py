"""Has no lock: asks and acts, and another thread may act in between."""

import time
from collections import deque


class BoundedQueue:
    def __init__(self, capacity):
        self.capacity = capacity
        self.items = deque()
        self.is_closed = False

    def put(self, item):
        while len(self.items) >= self.capacity and not self.is_closed:
            time.sleep(0.0001)
        if self.is_closed:
            return False
        self.items.append(item)
        return True

    def get(self):
        while not self.items:
            if self.is_closed:
                return None
            time.sleep(0.0001)
        return self.items.popleft()

    def close(self):
        self.is_closed = True
