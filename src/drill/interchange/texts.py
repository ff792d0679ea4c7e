"""Text files of strangers: their encoding, their size."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Final

from drill.errors import BrokenSource, OverLimit

if TYPE_CHECKING:
    from pathlib import Path

    from drill.interchange.package import Limits

MOST_BYTES: Final = 256 << 20
"""Of a text file: a million notes of a person's."""
MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # which begins like that of UTF-16
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def text_of(path: Path, limits: Limits) -> tuple[str, str]:
    """The text of a file, lines ended as everywhere here, and its encoding.

    UTF-8, UTF-16 with its mark, and otherwise Latin-1 (as Windows has it), which takes
    any bytes.

    Raises:
        BrokenSource: it cannot be opened.
        OverLimit: it is larger than a text of a person's would be.
    """
    most = min(MOST_BYTES, limits.file_bytes)
    try:
        if path.stat().st_size > most:
            raise OverLimit(path, f"it is larger than {most:,} bytes")
        content = path.read_bytes()
    except OSError as error:
        raise BrokenSource(path, error.strerror or str(error)) from error
    encoding = next((name for mark, name in MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        encoding = "cp1252"
        text = content.decode(encoding, "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", ""), encoding
