"""The kinds of value that keys of the deck format take.

YAML turns `no` into False, `1.10` into 1.1 and `12:30` into 750. The reader
therefore hands on what was written (`Spelling`), and the field decides: where
text is expected the text as written is used, and remembered so that the author
can be warned; where a number is expected only a plain one is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeGuard

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from collections.abc import Callable

ID_LENGTH: Final = 80
"""Characters that an id may have at most."""

TEXT_LENGTH: Final = 50_000
"""Characters that a text may have at most: far beyond what anybody recalls."""

_SLUG = re.compile(r"[a-z0-9-]+")
_DECK = r"[a-z0-9-]+(?:::[a-z0-9-]+)*"
_REFERENCE = re.compile(rf"(?:{_DECK}/)?[a-z0-9-]+(?:/[a-z0-9-]+)?")
GENERATOR = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+")
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,3})?")
_BLANK = frozenset(" \t\n")
_BLANK_LINES = re.compile(r"\A(?:[ \t]*\n)+")
_FORBIDDEN = re.compile("[\x00\ud800-\udfff]")
_DIGITS: Final = 40
"""Characters that a number may have; no deck needs more, and Python limits `int()`."""
_LARGEST: Final = 1e38


class Spelling(str):
    """A plain scalar that YAML takes for something else than text, as written."""

    __slots__ = ("column", "line", "meaning")

    meaning: str
    """What other readers take it for, such as `a number`."""
    line: int
    column: int


def defect(code: str, message: str, hint: str = "", line: int = 0) -> Exception:
    """What a validator raises: it becomes a problem with that code.

    Args:
        code: one of `problems.CODES`.
        message: one sentence.
        hint: what to do about it.
        line: line within the text of the field, counted from 0.
    """
    context = {"message": message, "hint": hint, "line": line}
    return PydanticCustomError(code, "{message}", context)


def shown(value: object) -> str:
    """A value for a message, cut to a length that can be read."""
    text = repr(str(value)) if isinstance(value, str) else repr(value)
    return text if len(text) <= 40 else f"{text[:36]}…{text[-1]}"  # noqa: PLR2004


def _text(value: object, info: ValidationInfo) -> str:
    if value is None:
        raise defect("F005", "nothing stands here", "Write the text, or drop the key.")
    if not isinstance(value, str):
        raise defect("F005", f"expected text, found {kind_of(value)}")
    if isinstance(value, Spelling) and isinstance(info.context, list):
        info.context.append(value)
    if found := _FORBIDDEN.search(value):
        raise defect("N008", f"the text holds the character U+{ord(found[0]):04X}")
    if len(value) > TEXT_LENGTH:
        message = f"the text has {len(value):,} characters, {TEXT_LENGTH:,} at most"
        raise defect("N009", message, "Make several notes of it.")
    text = str(value)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text[:1] in _BLANK:
        text = _BLANK_LINES.sub("", text)
    return text.rstrip()


def _is_plain(value: object) -> TypeGuard[str]:
    """Whether a value is a line of text as nearly all are: taken as it stands."""
    return (
        type(value) is str
        and value.isprintable()
        and 0 < len(value) <= TEXT_LENGTH
        and value[-1] != " "
    )


def _filled(value: object, info: ValidationInfo) -> str:
    if _is_plain(value):
        return value
    if text := _text(value, info):
        return text
    raise defect("F005", "the text is empty", "Write the text, or drop the key.")


def line_of(value: object, info: ValidationInfo) -> str:
    """Text on one line, not empty; what a validator of such a field begins with."""
    if _is_plain(value) and value[0] != " ":
        return value
    text = _filled(value, info).strip()
    if "\n" in text:
        raise defect("F005", "expected one line", "Join the lines, or fold with `>-`.")
    return text


def kind_of(value: object) -> str:
    """What a value from a file is, in an author's words."""
    names = {dict: "a mapping", list: "a list", tuple: "a list", bool: "true or false"}
    numbers = {int: "a number", float: "a number", type(None): "nothing"}
    return {**names, **numbers}.get(type(value), "text")


def _matching(
    pattern: re.Pattern[str], what: str, hint: str
) -> Callable[[object, ValidationInfo], str]:
    def matched(value: object, info: ValidationInfo) -> str:
        text = line_of(value, info)
        if pattern.fullmatch(text) and len(text) <= 3 * ID_LENGTH:
            return text
        raise defect("F006", f"{shown(text)} is no {what}", hint)

    return matched


def _slug(value: object, info: ValidationInfo) -> str:
    text = line_of(value, info)
    if _SLUG.fullmatch(text) and len(text) <= ID_LENGTH:
        return text
    raise defect("F006", f"{shown(text)} is no id", _slug_hint(text))


def _slug_hint(text: str) -> str:
    proposal = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:ID_LENGTH]
    rule = "Ids are lower-case letters, digits and hyphens"
    return f"{rule}: `{proposal}`." if proposal else f"{rule}."


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value in {"true", "false"}:
        return value == "true"
    raise defect("F005", f"expected true or false, found {shown(value)}")


def _whole(value: object) -> int:
    number = _plain_number(value)
    return number if isinstance(number, int) else _not_a("whole ", value)


def _number(value: object) -> int | float:
    number = _plain_number(value)
    return _not_a("", value) if number is None else number


def _plain_number(value: object) -> int | float | None:
    """A number as such or in plain decimal digits, None if it is anything else."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value if -_LARGEST < value < _LARGEST else None
    if not isinstance(value, str) or not _NUMBER.fullmatch(value[: _DIGITS + 1]):
        return None
    if len(value) > _DIGITS:
        return None
    number = int(value) if _WHOLE.fullmatch(value) else float(value)
    return number if -_LARGEST < number < _LARGEST else None


def _not_a(sort: str, value: object) -> int:
    hint = "Write it in plain decimal digits, without quotes or separators."
    raise defect("F005", f"expected a {sort}number, found {shown(value)}", hint)


def _texts(value: object) -> object:
    return [value] if isinstance(value, str) else value


def plain_value(value: Any, info: ValidationInfo) -> Any:
    """What a free value means: numbers, true and false by their spelling.

    Only what every version of YAML reads alike is converted; all else is text.
    """
    if isinstance(value, dict):
        return {_key(key, info): plain_value(item, info) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain_value(item, info) for item in value]
    if isinstance(value, Spelling):
        return _meant(value, info)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value)
    return (
        value if value is None or isinstance(value, bool) else _plain_text(value, info)
    )


def _key(value: object, info: ValidationInfo) -> str:
    key = line_of(value, info)
    return key if len(key) <= ID_LENGTH else _too_long(key)


def _too_long(key: str) -> str:
    raise defect("F005", f"the key {shown(key)} is too long")


def _meant(value: Spelling, info: ValidationInfo) -> Any:
    if value in {"true", "false"}:
        return value == "true"
    if value in {"null", "~"}:
        return None
    number = _plain_number(value)
    return _plain_text(value, info) if number is None else number


def _plain_text(value: object, info: ValidationInfo) -> str:
    """A text of a free value, to the letter."""
    _text(value, info)
    return str(value)


def _text_schema(**more: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "minLength": 1, **more})


Text = Annotated[str, BeforeValidator(_filled), _text_schema()]
"""Markdown of any length."""

Line = Annotated[str, BeforeValidator(line_of), _text_schema()]
"""Text on one line."""

MaybeText = Annotated[str, BeforeValidator(_text), WithJsonSchema({"type": "string"})]
"""Markdown that may be empty."""

Slug = Annotated[
    str,
    BeforeValidator(_slug),
    _text_schema(pattern="^[a-z0-9-]+$", maxLength=ID_LENGTH),
]
"""An id, unique where it stands."""

Reference = Annotated[
    str,
    BeforeValidator(
        _matching(
            _REFERENCE,
            "reference",
            "Write `note` for one of this file, `deck/topic` or `deck/topic/note`.",
        )
    ),
    _text_schema(pattern=f"^{_REFERENCE.pattern}$"),
]
"""A note of this file, a topic (`deck/topic`) or a note elsewhere."""

GeneratorName = Annotated[
    str,
    BeforeValidator(_matching(GENERATOR, "name of a generator", "As `area.name`.")),
    _text_schema(pattern=f"^{GENERATOR.pattern}$"),
]

Flag = Annotated[bool, BeforeValidator(_flag)]
Whole = Annotated[int, BeforeValidator(_whole)]
Count = Annotated[int, Field(ge=1), BeforeValidator(_whole)]
Number = Annotated[int | float, BeforeValidator(_number)]
Positive = Annotated[int | float, Field(gt=0), BeforeValidator(_number)]
NotNegative = Annotated[int | float, Field(ge=0), BeforeValidator(_number)]

Sources = Annotated[
    tuple[Line, ...],
    BeforeValidator(_texts),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "minLength": 1},
                {"type": "array", "items": {"type": "string", "minLength": 1}},
            ]
        }
    ),
]
"""Where to check it; one, or a list."""

Tag = Annotated[
    str,
    BeforeValidator(_matching(re.compile(r"\S+"), "tag", "A tag has no spaces.")),
    _text_schema(pattern=r"^\S+$"),
]

Parameters = Annotated[dict[str, Any], BeforeValidator(plain_value)]
"""Free values: numbers, texts, true and false, lists and mappings of them."""


class Model(BaseModel):
    """Frozen, and strict about keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


class Extent(Model):
    """A range of numbers, both ends included."""

    least: Number = Field(alias="from")
    most: Number = Field(alias="to")
