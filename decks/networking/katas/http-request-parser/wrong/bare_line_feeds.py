"""Lets a LF by itself end a line, as a proxy in front may not."""

import re
from collections.abc import Iterator
from typing import Any

TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
REQUEST_LINE = re.compile(rf"({TOKEN}) ([!-~]+) (HTTP/([0-9])\.[0-9])")
FIELD = re.compile(rf"({TOKEN}):([\t -~\x80-\xff]*)")
DIGITS = re.compile(r"[0-9]+")


class RefusedError(Exception):
    """The peer has broken a rule, and gets this status for an answer."""

    def __init__(self, status: int) -> None:
        self.status = status


class RequestParser:
    """Finds the requests in text that arrives in chunks, cut anywhere.

    Between two chunks it keeps the line that is not complete yet, the request begun
    and how much of its body is missing: nothing is looked at twice but that line.
    """

    def __init__(self, max_line: int, max_body: int) -> None:
        self.max_line = max_line
        self.max_body = max_body
        self.rest = ""
        self.request: dict[str, Any] | None = None
        self.body: list[str] = []
        self.missing = 0
        self.is_closed = False

    def feed(self, chunk: str) -> list[dict[str, Any]]:
        """The requests that this chunk completes; an error is the last there is."""
        if self.is_closed:
            return []
        found = []
        try:
            found.extend(self._requests(chunk))
        except RefusedError as refused:
            self.is_closed = True
            found.append({"error": refused.status})
        return found

    def _requests(self, chunk: str) -> Iterator[dict[str, Any]]:
        text, at = self.rest + chunk, 0
        self.rest = ""
        while at < len(text):
            if self.missing:
                piece = text[at : at + self.missing]
                at += len(piece)
                self.missing -= len(piece)
                self.body.append(piece)
                is_complete = not self.missing
            else:
                end = text.find("\n", at)
                line = (
                    text[at:end].removesuffix("\r")
                    if end >= 0
                    else text[at:].removesuffix("\r")
                )
                if len(line) > self.max_line:
                    raise RefusedError(414 if self.request is None else 431)
                if end < 0:
                    self.rest = text[at:]
                    return
                at = end + 1
                is_complete = self._take(line)
            if is_complete:
                yield self._finish()

    def _take(self, line: str) -> bool:
        """Whether a line of the head completes the request."""
        if self.request is None:
            if line:
                self.request = begun(line)
            return False
        if line:
            self.request["headers"].append(field(line))
            return False
        self.missing = body_length(self.request, self.max_body)
        return not self.missing

    def _finish(self) -> dict[str, Any]:
        request = {**self.request, "body": "".join(self.body)}
        self.request, self.body = None, []
        return request


def begun(line: str) -> dict[str, Any]:
    """A request without fields, from its first line."""
    match = REQUEST_LINE.fullmatch(line)
    if match is None:
        raise RefusedError(400)
    method, target, version, major = match.groups()
    if major != "1":
        raise RefusedError(505)
    return {"method": method, "target": target, "version": version, "headers": []}


def field(line: str) -> list[str]:
    """Name and value of a field line."""
    match = FIELD.fullmatch(line)
    if match is None:
        raise RefusedError(400)
    name, value = match.groups()
    return [name.lower(), value.strip(" \t")]


def body_length(request: dict[str, Any], most: int) -> int:
    """How many characters of body follow a head that is complete."""
    fields: dict[str, list[str]] = {}
    for name, value in request["headers"]:
        fields.setdefault(name, []).append(value)
    hosts = len(fields.get("host", []))
    if hosts > 1 or (hosts == 0 and request["version"] != "HTTP/1.0"):
        raise RefusedError(400)
    lengths = fields.get("content-length", [])
    if "transfer-encoding" in fields:
        raise RefusedError(400 if lengths else 501)
    if not lengths:
        return 0
    if len(lengths) > 1 or not DIGITS.fullmatch(lengths[0]):
        raise RefusedError(400)
    length = int(lengths[0])
    if length > most:
        raise RefusedError(413)
    return length
