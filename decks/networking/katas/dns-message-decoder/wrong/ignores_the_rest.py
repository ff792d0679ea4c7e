"""Does not mind bytes after the last record."""

from dataclasses import dataclass, field
from typing import Any

HEADER = 12
"""Bytes before the first question."""
LONGEST_NAME = 255
"""Bytes of a name on the wire, the lengths of its labels counted."""
SECTIONS = "answers", "authority", "additional"
INTERNET = 1
A, NS, CNAME, PTR, MX = 1, 2, 5, 12, 15


@dataclass(frozen=True, slots=True)
class Name:
    """A name, or its end from some label on."""

    text: str
    length: int
    """Bytes that it takes without compression, the final zero counted."""


@dataclass(slots=True)
class Reader:
    """A message and the place up to which it has been read."""

    data: bytes
    at: int = 0
    names: dict[int, Name] = field(default_factory=dict)
    """What has been read as a name, by the place where it begins."""

    def number(self, size: int) -> int:
        """The next number of `size` bytes."""
        return int.from_bytes(self.taken(size), "big")

    def taken(self, size: int) -> bytes:
        """The next `size` bytes."""
        end = self.at + size
        if end > len(self.data):
            raise ValueError(f"the message ends before byte {end}")
        piece = self.data[self.at : end]
        self.at = end
        return piece

    def name(self) -> str:
        """The next name, in which a pointer may lead back to an earlier one."""
        runs = []
        start = self.at
        labels, target = self._run()
        end = self.at
        runs.append((start, labels))
        while target is not None:
            if not HEADER <= target < start:
                raise ValueError(f"a pointer from byte {start} to byte {target}")
            if target in self.names:
                break
            self.at = start = target
            labels, target = self._run()
            runs.append((start, labels))
        self.at = end
        name = Name("", 1) if target is None else self.names[target]
        for start, labels in reversed(runs):
            name = self.names[start] = joined(labels, name)
        return name.text or "."

    def _run(self) -> tuple[list[bytes], int | None]:
        """The labels up to a pointer or the end, and where the pointer leads."""
        labels = []
        while (size := self.number(1)) != 0:
            if size >= 0xC0:
                return labels, (size - 0xC0) << 8 | self.number(1)
            if size >= 0x40:
                raise ValueError(f"a label of the reserved kind {size:#x}")
            labels.append(self.taken(size))
        return labels, None

    def question(self) -> dict[str, Any]:
        """The next question."""
        return {"name": self.name(), "type": self.number(2), "class": self.number(2)}

    def record(self) -> dict[str, Any]:
        """The next resource record."""
        record = self.question()
        ttl = self.number(4)
        record["ttl"] = ttl if ttl < 1 << 31 else 0
        size = self.number(2)
        end = self.at + size
        kind = record["type"] if record["class"] == INTERNET else None
        record["data"] = self._data(kind, size)
        if self.at != end:
            raise ValueError(f"the data ends at byte {self.at} instead of {end}")
        return record

    def _data(self, kind: int | None, size: int) -> Any:
        """The data of a record of some kind."""
        if kind == A:
            return ".".join(map(str, self.taken(4)))
        if kind in (NS, CNAME, PTR):
            return self.name()
        if kind == MX:
            return [self.number(2), self.name()]
        return self.taken(size).hex()


def joined(labels: list[bytes], rest: Name) -> Name:
    """The name of some labels and a rest."""
    text = "".join(f"{shown(label)}." for label in labels) + rest.text
    length = sum(len(label) + 1 for label in labels) + rest.length
    if length > LONGEST_NAME:
        raise ValueError(f"a name of {length} bytes")
    return Name(text, length)


def shown(label: bytes) -> str:
    """A label as text, with what would be misread escaped."""
    return "".join(map(character, label))


def character(byte: int) -> str:
    """A byte of a label as text."""
    if not 0x21 <= byte <= 0x7E:
        return f"\\{byte:03}"
    return f"\\{byte:c}" if byte in b".\\" else f"{byte:c}"


def decode_message(message: str) -> dict[str, Any]:
    """A DNS message, given in hexadecimal digits."""
    reader = Reader(bytes.fromhex(message))
    number, flags = reader.number(2), reader.number(2)
    counts = [reader.number(2) for _ in range(4)]
    decoded: dict[str, Any] = {
        "id": number,
        "qr": bool(flags >> 15),
        "opcode": flags >> 11 & 15,
        "aa": bool(flags >> 10 & 1),
        "tc": bool(flags >> 9 & 1),
        "rd": bool(flags >> 8 & 1),
        "ra": bool(flags >> 7 & 1),
        "rcode": flags & 15,
        "questions": [reader.question() for _ in range(counts[0])],
    }
    for section, count in zip(SECTIONS, counts[1:], strict=True):
        decoded[section] = [reader.record() for _ in range(count)]
    return decoded
