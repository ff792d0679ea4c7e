"""Cases for the request parser: a stream of requests, some broken, cut anywhere."""

from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")

LARGE = 1000
"""A case of this size or more is one request with a body that comes in drops."""
MAX_LINE = 40
MAX_BODY = 60

BROKEN_LINES = [
    "GET /",
    "GET  / HTTP/1.0",
    "GET / HTTP/1.0 ",
    " GET / HTTP/1.0",
    "G@T / HTTP/1.0",
    "GET / http/1.0",
    "GET / HTTP/1.",
    "GET / HTTP/10.0",
    "GET / HTTP/2.0",
    "GET /\xe4 HTTP/1.0",
    "GET /\tx HTTP/1.0",
    "GET / HTTP/1.0\n",
    "GET /" + "a" * 27 + " HTTP/1.0",
    "?",
]
FIELDS = ["Accept: */*", "X-A:1", "X-A: 2", "x-b:\t b c \t", "X-Empty:", "Y: a:b"]
ODD_FIELDS = ["Z: \x85\xa0", "z: caf\xe9", "!#$%&'*+-.^_`|~0: t", "W:" + " " * 38]
BROKEN_FIELDS = [
    "A : b",
    " folded",
    "\tfolded",
    ": none",
    "A",
    "A: \x00",
    "A: b\rc",
    "A: b\nc",
    "A\xe4: b",
    "A: " + "b" * 38,
]
BROKEN_LENGTHS = ["+3", "-1", "", "3, 3", "1_0", "0x3", "3 3", "\xb2", "61", "999"]


def case(rng: Random, size: int, stage: str = "body") -> dict[str, Any]:
    """A stream of `size` requests, or one of `size` characters of body, in chunks."""
    if size >= LARGE:
        return large(rng, size)
    stream = "".join(request(rng, stage) for _ in range(size))
    calls = [["feed", chunk] for chunk in cut(rng, stream)]
    return {"init": {"max_line": MAX_LINE, "max_body": MAX_BODY}, "calls": calls}


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)


def draw(rng: Random, values: Sequence[T]) -> T:
    """One of the values."""
    return values[below(rng, len(values))]


def cut(rng: Random, text: str) -> list[str]:
    """The text in chunks: all short, all long, or of any length."""
    most = draw(rng, [1, 3, 10, 60, 400])
    chunks = []
    at = 0
    while at < len(text):
        length = below(rng, most + 1) if most > 1 else 1
        chunks.append(text[at : at + length])
        at += length
    return chunks


def request(rng: Random, stage: str) -> str:
    """One request as text, with few errors, so that several are seen."""
    blank = "\r\n" * below(rng, 3) if rng.random() < 0.2 else ""
    if rng.random() < 0.05:
        return f"{blank}{draw(rng, BROKEN_LINES)}\r\n\r\n"
    version = "HTTP/1.0" if stage == "request-line" else draw(rng, VERSIONS)
    method = draw(rng, ["GET", "POST", "get", "M-SEARCH", "*"])
    target = draw(rng, ["/", "/a?b=c", "*", "http://a/", "a:443"])
    lines = [f"{method} {target} {version}"]
    body = ""
    if stage != "request-line":
        lines += fields(rng, version)
    if stage == "body":
        more, body = framing(rng)
        lines += more
    return blank + "".join(f"{line}\r\n" for line in lines) + "\r\n" + body


VERSIONS = ["HTTP/1.0", "HTTP/1.1", "HTTP/1.1", "HTTP/1.2"]


def fields(rng: Random, version: str) -> list[str]:
    """Field lines: the host where it is due, and some others."""
    lines = [draw(rng, [*FIELDS, *ODD_FIELDS]) for _ in range(below(rng, 4))]
    if rng.random() < 0.04:
        lines.append(draw(rng, BROKEN_FIELDS))
    hosts = 1 if version != "HTTP/1.0" else below(rng, 2)
    if rng.random() < 0.04:
        hosts = draw(rng, [0, 2])
    for _ in range(hosts):
        lines.insert(below(rng, len(lines) + 1), draw(rng, ["Host: a", "hOST:"]))
    return lines


def framing(rng: Random) -> tuple[list[str], str]:
    """The fields that tell the length of a body, and a body."""
    body = "".join(draw(rng, "ab\r\n: \xff") for _ in range(below(rng, 20)))
    chance = rng.random()
    if chance < 0.3:
        return [], ""
    if chance < 0.34:
        return [f"Content-Length: {draw(rng, BROKEN_LENGTHS)}"], body
    if chance < 0.37:
        return ["Transfer-Encoding: chunked"], body
    length = f"content-length:{draw(rng, ['', ' ', ' 0'])}{len(body)}"
    if chance < 0.39:
        return [length, draw(rng, [length, "Transfer-Encoding: gzip"])], body
    return [length], body


def large(rng: Random, size: int) -> dict[str, Any]:
    """Many fields at once, then a body of `size` characters, one at a time."""
    head = "".join(f"X-{number}: {below(rng, 1000)}\r\n" for number in range(400))
    chunks = [
        f"PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: {size}\r\n{head}\r\n",
        *(draw(rng, "abc") for _ in range(size)),
        "GET / HTTP/1.0\r\n\r\n",
    ]
    calls = [["feed", chunk] for chunk in chunks]
    return {"init": {"max_line": 4000, "max_body": 10**6}, "calls": calls}
