"""Event loop: fill in the methods. Add classes and functions as you like."""

from typing import Any


class EventLoop:
    """Runs callbacks one after the other; what they do is told by lists of actions."""

    def __init__(self, callbacks: dict[str, list[list[Any]]]) -> None:
        raise NotImplementedError

    def call_soon(self, name: str) -> int:
        """Let a callback run in the next round; its handle."""
        raise NotImplementedError

    def call_later(self, delay: int, name: str) -> int:
        """Let a callback run once `delay` has passed; its handle."""
        raise NotImplementedError

    def cancel(self, handle: int) -> bool:
        """Keep a callback from running; whether it was still waiting."""
        raise NotImplementedError

    def run(self) -> list[list[Any]]:
        """Run until nothing waits or a callback stops it; what ran, and when."""
        raise NotImplementedError
