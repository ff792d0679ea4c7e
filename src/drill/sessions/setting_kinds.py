"""What sort of thing a setting holds: read from its model, shown, and understood."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from drill.config.durations import seconds_of
from drill.errors import InvalidSetting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drill.config.settings import Section

SWITCH = {"yes": True, "on": True, "true": True, "no": False, "off": False,
          "false": False}  # fmt: skip
"""How a switch may be typed; it is shown as yes or no."""
_WHOLE = re.compile(r"[+-]?\d{1,12}")
_DECIMAL = re.compile(r"[+-]?\d{1,12}(\.\d{0,12})?")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the settings."""

    kind: str
    """`switch`, `choice`, `whole`, `decimal`, `duration`, `text` or `list`."""
    item: str
    """Of a list: the kind of its items; else empty."""
    choices: tuple[str, ...]
    limits: str
    """`0 to 23`; empty where nothing is refused for its size."""
    default: Any
    explanation: str
    is_optional: bool
    """Whether it may be empty, though it is no text and no list."""


def field_of(model: type[Section], name: str) -> Field:
    """A field of a section by its name."""
    found = model.model_fields[name]
    parts = list(_unwrapped(found))
    plain = [part for part in parts if isinstance(part, type) or get_origin(part)]
    held = next(part for part in plain if part is not type(None))
    kind = _kind(held, parts)
    is_list = kind == "list"
    return Field(
        kind=kind,
        item=_item_kind(held) if is_list else "",
        choices=_choices(held),
        limits=_limits(parts),
        default=found.default,
        explanation=" ".join((found.description or "").split()),
        is_optional=type(None) in plain,
    )


def shown(value: object) -> str:
    """A value as one types it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(shown, value))
    return str(value.value) if isinstance(value, Enum) else str(value)


def understood(field: Field, path: str, text: str) -> Any:
    """The value that a text stands for; None where empty means none.

    Raises:
        InvalidSetting: the text is no such thing; limits are not looked at.
    """
    typed = text.strip()
    if not typed and field.is_optional:
        return None
    if field.kind == "list":
        return [_one(field.item, field, path, item) for item in _items(field, typed)]
    return _one(field.kind, field, path, typed)


def _items(field: Field, typed: str) -> list[str]:
    """Names and paths may hold spaces, so only commas part them."""
    pattern = "," if field.item == "text" else r"[,\s]"
    return [item.strip() for item in re.split(pattern, typed) if item.strip()]


def _one(kind: str, field: Field, path: str, text: str) -> Any:
    match kind:
        case "switch" if text.lower() in SWITCH:
            return SWITCH[text.lower()]
        case "choice" if text.lower() in field.choices:
            return text.lower()
        case "whole" if _WHOLE.fullmatch(text):
            return int(text)
        case "decimal" if _DECIMAL.fullmatch(text):
            return float(text)
        case "duration" if _is_duration(text):
            return text
        case "text":
            return text
    raise InvalidSetting(path, text, _expected(kind, field), "settings")


def _is_duration(text: str) -> bool:
    try:
        seconds_of(text)
    except ValueError:
        return False
    return True


def _expected(kind: str, field: Field) -> str:
    if field.choices:
        return f"one of {', '.join(field.choices)}"
    words = {
        "whole": "a whole number",
        "decimal": "a number such as 0.9",
        "duration": "durations such as 90s, 10m, 1h or 1d",
    }
    return f"{words[kind]}, {field.limits}" if field.limits else words[kind]


def _unwrapped(part: Any) -> Iterator[Any]:
    """A type and what is annotated on it, through `Annotated` and unions."""
    if isinstance(part, FieldInfo):
        yield from part.metadata
        if part.annotation is not None:
            yield from _unwrapped(part.annotation)
    elif get_origin(part) is Annotated:
        held, *said = get_args(part)
        for each in said:
            yield from _unwrapped(each) if isinstance(each, FieldInfo) else (each,)
        yield from _unwrapped(held)
    elif get_origin(part) in {Union, UnionType}:
        for each in get_args(part):
            yield from _unwrapped(each)
    else:
        yield part


def _kind(held: Any, parts: list[Any]) -> str:
    if get_origin(held) is tuple:
        return "list"
    if issubclass(held, Enum):
        return "choice"
    if issubclass(held, str) and _checks_durations(parts):
        return "duration"
    return {bool: "switch", int: "whole", float: "decimal"}.get(held, "text")


def _item_kind(held: Any) -> str:
    parts = list(_unwrapped(get_args(held)[0]))
    return _kind(next(part for part in parts if isinstance(part, type)), parts)


def _checks_durations(parts: list[Any]) -> bool:
    checks = [getattr(part, "func", None) for part in parts]
    return any(getattr(check, "__name__", "") == "_is_duration" for check in checks)


def _choices(held: Any) -> tuple[str, ...]:
    if held is bool:
        return ("yes", "no")
    if isinstance(held, type) and issubclass(held, Enum):
        return tuple(str(member.value) for member in held)
    return ()


def _limits(parts: list[Any]) -> str:
    bounds = [_bound(parts, "ge"), _bound(parts, "le")]
    return " to ".join(bounds) if all(bounds) else ""


def _bound(parts: list[Any], name: str) -> str:
    values = (getattr(part, name, None) for part in parts)
    return next((str(value) for value in values if value is not None), "")
