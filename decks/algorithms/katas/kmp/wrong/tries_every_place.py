"""Right, but compares anew at every place: O(n * m)."""


class Pattern:
    def __init__(self, pattern: str) -> None:
        self._pattern = pattern

    def table(self) -> list[int]:
        pattern = self._pattern
        table = []
        for end in range(1, len(pattern) + 1):
            longest = end - 1
            while pattern[:longest] != pattern[end - longest : end]:
                longest -= 1
            table.append(longest)
        return table

    def find(self, text: str) -> list[int]:
        places = []
        for start in range(len(text) - len(self._pattern) + 1):
            for offset, character in enumerate(self._pattern):
                if text[start + offset] != character:
                    break
            else:
                places.append(start)
        return places
