"""Names a word once for each repetition."""


def twice(words):
    return [word for i, word in enumerate(words) if word in words[:i]]
