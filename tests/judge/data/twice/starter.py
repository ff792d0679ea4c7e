def twice(words: list[str]) -> list[str]:
    raise NotImplementedError
