"""A set in which a concurrent add wins over a remove (Shapiro et al. 2011)."""

from typing import Any

State = dict[str, Any]
"""`added`: from an element to the tags that hold it; `removed`: tags for ever gone."""


class ORSet:
    """One replica's copy of the set."""

    def __init__(self) -> None:
        self._tags: dict[str, set[str]] = {}
        """Of each element that is in the set, the tags that hold it; never empty."""
        self._element: dict[str, str] = {}
        """The same the other way round: of each of these tags, its element."""
        self._removed: set[str] = set()

    def add(self, element: str, tag: str) -> None:
        """Put an element in, under a tag that was never used before."""
        if tag not in self._removed:
            self._tags.setdefault(element, set()).add(tag)
            self._element[tag] = element

    def remove(self, element: str) -> list[str]:
        """Take an element out: the tags of it that are seen here."""
        tags = sorted(self._tags.get(element, ()))
        for tag in tags:
            self._bury(tag)
        return tags

    def contains(self, element: str) -> bool:
        """Whether an element is in the set here."""
        return element in self._tags

    def count(self) -> int:
        """How many elements are in the set here."""
        return len(self._tags)

    def elements(self) -> list[str]:
        """What is in the set here, in order."""
        return sorted(self._tags)

    def state(self) -> State:
        """All that is known here."""
        added = {element: sorted(tags) for element, tags in self._tags.items()}
        return {"added": added, "removed": sorted(self._removed)}

    def merge(self, state: State) -> None:
        """Learn what another replica knew."""
        for tag in state["removed"]:
            self._bury(tag)
        for element, tags in state["added"].items():
            for tag in tags:
                self.add(element, tag)

    def _bury(self, tag: str) -> None:
        """See to it that a tag holds nothing any more, whatever comes later."""
        self._removed.add(tag)
        element = self._element.pop(tag, None)
        if element is not None:
            self._tags[element].remove(tag)
            if not self._tags[element]:
                del self._tags[element]
