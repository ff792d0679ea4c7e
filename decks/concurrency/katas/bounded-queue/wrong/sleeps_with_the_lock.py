"""Sleeps while it holds the lock, so nobody can end what it waits for."""

import time
from collections import deque
from threading import Lock


class BoundedQueue:
    def __init__(self, capacity):
        self.capacity = capacity
        self.items = deque()
        self.is_closed = False
        self.lock = Lock()

    def put(self, item):
        with self.lock:
            while len(self.items) == self.capacity and not self.is_closed:
                time.sleep(0.001)
            if self.is_closed:
                return False
            self.items.append(item)
            return True

    def get(self):
        with self.lock:
            while not self.items and not self.is_closed:
                time.sleep(0.001)
            return self.items.popleft() if self.items else None

    def close(self):
        with self.lock:
            self.is_closed = True
