"""Knuth, Morris and Pratt: a search that never goes back in the text."""


class Pattern:
    """A pattern that is not empty, prepared for searching."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._table = borders(pattern)

    def table(self) -> list[int]:
        """The length of the longest border of each beginning of the pattern."""
        return self._table

    def find(self, text: str) -> list[int]:
        """All indices at which the pattern begins in the text."""
        pattern, table = self._pattern, self._table
        places = []
        matched = 0
        for end, character in enumerate(text, start=1):
            while matched and character != pattern[matched]:
                matched = table[matched - 1]
            if character == pattern[matched]:
                matched += 1
            if matched == len(pattern):
                places.append(end - matched)
                matched = table[-1]
        return places


def borders(pattern: str) -> list[int]:
    """For each beginning, the length of its longest border."""
    table = [0]
    matched = 0
    for character in pattern[1:]:
        while matched and character != pattern[matched]:
            matched = table[matched - 1]
        if character == pattern[matched]:
            matched += 1
        table.append(matched)
    return table
