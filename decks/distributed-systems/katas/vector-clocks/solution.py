"""Vector clocks: who knows of what (Fidge 1988, Mattern 1989)."""

from bisect import bisect_left

Clock = dict[str, int]
"""From a process to how many of its events are known; what is missing is 0."""


class VectorClocks:
    """The clocks of some processes, and those of all events so far."""

    def __init__(self, processes: list[str]) -> None:
        self._events: dict[str, list[Clock]] = {process: [] for process in processes}
        self._sent: dict[str, Clock] = {}

    def compare(self, left: Clock, right: Clock) -> str:
        """How two clocks stand to each other."""
        processes = left.keys() | right.keys()
        is_less = any(left.get(each, 0) < right.get(each, 0) for each in processes)
        is_more = any(left.get(each, 0) > right.get(each, 0) for each in processes)
        if is_less and is_more:
            return "concurrent"
        if is_less:
            return "before"
        return "after" if is_more else "equal"

    def merge(self, left: Clock, right: Clock) -> Clock:
        """The least clock that knows all that either one knows."""
        merged = {
            each: max(left.get(each, 0), right.get(each, 0))
            for each in left.keys() | right.keys()
        }
        return {each: count for each, count in merged.items() if count}

    def local(self, process: str) -> Clock:
        """Something happens in a process; its clock then."""
        return self._happen(process, {})

    def send(self, process: str, message: str) -> Clock:
        """A process sends a message; its clock then, which travels along."""
        self._sent[message] = self._happen(process, {})
        return self._sent[message]

    def receive(self, process: str, message: str) -> Clock:
        """A message reaches a process; its clock then."""
        return self._happen(process, self._sent[message])

    def concurrent(self, process: str, number: int) -> int:
        """With how many of all events the process's event of a number is concurrent."""
        clock = self._events[process][number - 1]
        count = 0
        for other, events in self._events.items():
            if other != process:
                earlier = clock.get(other, 0)
                # Clocks only grow along a process: from some event on all know of it.
                later = bisect_left(
                    events, number, key=lambda each: each.get(process, 0)
                )
                count += later - earlier
        return count

    def _happen(self, process: str, heard: Clock) -> Clock:
        events = self._events[process]
        clock = self.merge(events[-1] if events else {}, heard)
        clock[process] = len(events) + 1
        events.append(clock)
        return clock
