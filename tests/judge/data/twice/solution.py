def twice(words: list[str]) -> list[str]:
    return [word for word in dict.fromkeys(words) if words.count(word) > 1]
