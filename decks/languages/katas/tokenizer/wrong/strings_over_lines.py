"""Lets strings go on in the next line."""

import re
from bisect import bisect_right
from collections.abc import Iterator

FIXED = r"""
    (?P<blank> [ \t\r\n]+ | \#[^\n]* )
  | (?P<name> [A-Za-z_][A-Za-z0-9_]* )
  | (?P<number> [0-9]+ (?:\.[0-9]+)? (?:[eE][+-]?[0-9]+)? (?P<more> [A-Za-z0-9_] )? )
  | (?P<string> " )
"""
PLAIN = re.compile(r'[^"\\]+')
ESCAPE = re.compile(r'\\(?:([nt"\\])|u([0-9A-Fa-f]{4}))')
SHORT = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
SURROGATES = range(0xD800, 0xE000)


class BrokenError(Exception):
    """Text that is no token, with the reason and the place."""

    def __init__(self, reason: str, at: int) -> None:
        self.reason = reason
        self.at = at


def tokenize(text: str, operators: list[str]) -> list[list]:
    """The tokens `[kind, value, line, column]`, the last one of kind end or error."""
    lines = [0, *(newline.end() for newline in re.finditer("\n", text))]
    tokens = []

    def add(kind: str, value: str, at: int) -> None:
        line = bisect_right(lines, at)
        tokens.append([kind, value, line, at - lines[line - 1] + 1])

    try:
        for kind, value, at in scan(text, pattern(operators)):
            add(kind, value, at)
    except BrokenError as broken:
        add("error", broken.reason, broken.at)
    else:
        add("end", "", len(text))
    return tokens


def pattern(operators: list[str]) -> re.Pattern[str]:
    """What matches one token; of the operators, the longest."""
    longest = sorted(operators, key=len, reverse=True)
    choices = "|".join(map(re.escape, longest)) or "(?!)"
    return re.compile(f"{FIXED} | (?P<operator> {choices} )", re.VERBOSE)


def scan(text: str, one: re.Pattern[str]) -> Iterator[tuple[str, str, int]]:
    """Kind, value and place of each token."""
    at = 0
    while at < len(text):
        match = one.match(text, at)
        if match is None:
            raise BrokenError("character", at)
        if match["more"]:
            raise BrokenError("number", at)
        start, at = at, match.end()
        if match["string"]:
            value, at = string(text, start)
            yield "string", value, start
        elif not match["blank"]:
            yield match.lastgroup or "", match[0], start


def string(text: str, start: int) -> tuple[str, int]:
    """The value of the string whose quote is at `start`, and the place behind it."""
    parts = []
    at = start + 1
    while not text.startswith('"', at):
        if plain := PLAIN.match(text, at):
            parts.append(plain[0])
            at = plain.end()
        elif text.startswith("\\", at):
            parts.append(escaped(text, at))
            at += 6 if text[at + 1] == "u" else 2
        else:
            raise BrokenError("string", start)
    return "".join(parts), at + 1


def escaped(text: str, at: int) -> str:
    """The character that an escape stands for."""
    match = ESCAPE.match(text, at)
    if match is None:
        raise BrokenError("escape", at)
    if match[1]:
        return SHORT[match[1]]
    code = int(match[2], 16)
    if code in SURROGATES:
        raise BrokenError("escape", at)
    return chr(code)
