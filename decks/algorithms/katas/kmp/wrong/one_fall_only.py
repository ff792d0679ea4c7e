"""Falls back once, not again and again, while the table is made."""


class Pattern:
    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._table = borders(pattern)

    def table(self) -> list[int]:
        return self._table

    def find(self, text: str) -> list[int]:
        pattern, table = (self._pattern, self._table)
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
    table = [0]
    matched = 0
    for character in pattern[1:]:
        if matched and character != pattern[matched]:
            matched = table[matched - 1]
        if character == pattern[matched]:
            matched += 1
        table.append(matched)
    return table
