"""Counts tags instead of elements."""

from typing import Any

State = dict[str, Any]


class ORSet:
    def __init__(self) -> None:
        self._tags: dict[str, set[str]] = {}
        self._element: dict[str, str] = {}
        self._removed: set[str] = set()

    def add(self, element: str, tag: str) -> None:
        if tag not in self._removed:
            self._tags.setdefault(element, set()).add(tag)
            self._element[tag] = element

    def remove(self, element: str) -> list[str]:
        tags = sorted(self._tags.get(element, ()))
        for tag in tags:
            self._bury(tag)
        return tags

    def contains(self, element: str) -> bool:
        return element in self._tags

    def count(self) -> int:
        return len(self._element)

    def elements(self) -> list[str]:
        return sorted(self._tags)

    def state(self) -> State:
        added = {element: sorted(tags) for element, tags in self._tags.items()}
        return {"added": added, "removed": sorted(self._removed)}

    def merge(self, state: State) -> None:
        for tag in state["removed"]:
            self._bury(tag)
        for element, tags in state["added"].items():
            for tag in tags:
                self.add(element, tag)

    def _bury(self, tag: str) -> None:
        self._removed.add(tag)
        element = self._element.pop(tag, None)
        if element is not None:
            self._tags[element].remove(tag)
            if not self._tags[element]:
                del self._tags[element]
