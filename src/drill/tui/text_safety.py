"""Makes what hides in a text visible: controls, direction marks, zero-width characters.

Nothing that a terminal or a reader would act on passes: escape sequences lose their
escape, bidi controls their effect. The standard library alone.
"""

from __future__ import annotations

import re

TAB_COLUMNS = 4
CONTROL_PICTURES = 0x2400
"""Where Unicode keeps a picture for each of the first 32 controls."""
DELETE = 0x7F
C1 = range(0x80, 0xA0)

HIDDEN = re.compile(
    "["
    "\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f"  # controls, but for the newline
    "\\u00ad\\u034f\\u0600-\\u0605\\u061c\\u06dd\\u070f\\u0890\\u0891\\u08e2"
    "\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f"
    "\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f"
    "\\u3164\\ud800-\\udfff\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb"
    "\\U000110bd\\U000110cd\\U00013430-\\U0001343f\\U0001bca0-\\U0001bca3"
    "\\U0001d173-\\U0001d17a\\U000e0000-\\U000e0fff"
    "]"
)
"""Every character of the categories Cc, Cf, Cs, Zl, Zp and every other that Unicode
calls default-ignorable; a test compares this with the tables."""
EMOJI_STYLE = re.compile(
    "(?<=[\\u2000-\\u3299\\U0001f000-\\U0001faff])[\\ufe0e\\ufe0f]"
)
"""A request to draw a symbol as text or as a picture: changes nothing here."""


def visible(text: str) -> str:
    """A text whose invisible characters are written out: `␛`, `⟨U+202E⟩`.

    Newlines stay, a return before one goes; tabs become spaces up to the next column of
    four. What is visible already comes back unchanged.
    """
    if not HIDDEN.search(text):
        return text
    text = text.replace("\r\n", "\n")
    if "\t" in text:
        text = "\n".join(line.expandtabs(TAB_COLUMNS) for line in text.split("\n"))
    return HIDDEN.sub(_picture, EMOJI_STYLE.sub("", text))


def printable(text: str) -> str:
    """The last gate before the terminal: what one run shows, on one line."""
    # Of other letters some are invisible and yet printable to Python, as U+034F is.
    is_plain = text.isascii() and text.isprintable()
    return text if is_plain else visible(text).replace("\n", " ")


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < ord(" "):
        return chr(CONTROL_PICTURES + code)
    if code == DELETE:
        return "␡"
    return f"⟨U+{code:04X}⟩"


def one_line(text: str) -> str:
    """A text as one line: hidden characters visible, every white space one space."""
    return " ".join(visible(text).split())
