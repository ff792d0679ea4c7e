"""Keeps every add ever seen and finds what is left anew each time."""


class ORSet:
    def __init__(self):
        self.added = set()
        self.removed = set()

    def live(self):
        return {(e, t) for e, t in self.added if t not in self.removed}

    def add(self, element, tag):
        self.added.add((element, tag))

    def remove(self, element):
        tags = sorted(t for e, t in self.live() if e == element)
        self.removed.update(tags)
        return tags

    def contains(self, element):
        return any(e == element for e, _ in self.live())

    def count(self):
        return len({e for e, _ in self.live()})

    def elements(self):
        return sorted({e for e, _ in self.live()})

    def state(self):
        added = {}
        for e, t in sorted(self.live()):
            added.setdefault(e, []).append(t)
        return {"added": added, "removed": sorted(self.removed)}

    def merge(self, state):
        self.removed.update(state["removed"])
        for element, tags in state["added"].items():
            self.added.update((element, tag) for tag in tags)
