"""Tokenizer: fill in `tokenize`. Add functions as you like."""


def tokenize(text: str, operators: list[str]) -> list[list]:
    """The tokens `[kind, value, line, column]`, the last one of kind end or error."""
    raise NotImplementedError
