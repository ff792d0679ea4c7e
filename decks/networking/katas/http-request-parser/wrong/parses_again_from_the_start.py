"""Right but slow: keeps the text and parses it from the start with each chunk."""

import re

TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
REQUEST_LINE = re.compile(rf"({TOKEN}) ([!-~]+) (HTTP/([0-9])\.[0-9])")
FIELD = re.compile(rf"({TOKEN}):([\t -~\x80-\xff]*)")


class RefusedError(Exception):
    pass


class RequestParser:
    def __init__(self, max_line, max_body):
        self.max_line = max_line
        self.max_body = max_body
        self.text = ""
        self.is_closed = False

    def feed(self, chunk):
        if self.is_closed:
            return []
        self.text += chunk
        found = []
        try:
            while (parsed := self.parse()) is not None:
                request, end = parsed
                found.append(request)
                self.text = self.text[end:]
        except RefusedError as refused:
            self.is_closed = True
            found.append({"error": refused.args[0]})
        return found

    def line(self, at, status):
        end = self.text.find("\r\n", at)
        line = self.text[at:end] if end >= 0 else self.text[at:].removesuffix("\r")
        if len(line) > self.max_line:
            raise RefusedError(status)
        return None if end < 0 else line

    def parse(self):
        at = 0
        while (line := self.line(at, 414)) == "":
            at += 2
        if line is None:
            return None
        match = REQUEST_LINE.fullmatch(line)
        if not match:
            raise RefusedError(400)
        method, target, version, major = match.groups()
        if major != "1":
            raise RefusedError(505)
        headers = []
        while True:
            at += len(line) + 2
            line = self.line(at, 431)
            if line is None:
                return None
            if not line:
                break
            match = FIELD.fullmatch(line)
            if not match:
                raise RefusedError(400)
            headers.append([match[1].lower(), match[2].strip(" \t")])
        at += 2
        hosts = sum(name == "host" for name, _ in headers)
        if hosts > 1 or (hosts == 0 and version != "HTTP/1.0"):
            raise RefusedError(400)
        lengths = [value for name, value in headers if name == "content-length"]
        if any(name == "transfer-encoding" for name, _ in headers):
            raise RefusedError(400 if lengths else 501)
        length = 0
        if lengths:
            if len(lengths) > 1 or not re.fullmatch("[0-9]+", lengths[0]):
                raise RefusedError(400)
            length = int(lengths[0])
        if length > self.max_body:
            raise RefusedError(413)
        if len(self.text) < at + length:
            return None
        request = {"method": method, "target": target, "version": version}
        request |= {"headers": headers, "body": self.text[at : at + length]}
        return request, at + length
