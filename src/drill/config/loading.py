"""Settings out of a file and the environment, checked.

What a person typed on the command line beats `DRILL_SECTION__NAME` variables, these
beat the file, the file beats the defaults. Reading never writes.
"""

from __future__ import annotations

import tomllib
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from drill.config.settings import (
    Appearance,
    Deck,
    Files,
    Preset,
    Settings,
    Study,
)
from drill.config.tables import environment_table, merged
from drill.errors import (
    ConfigMalformed,
    ConfigUnreadable,
    InvalidSetting,
    UnknownSetting,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pydantic_core import ErrorDetails

DEFAULT_PRESET = "default"
"""There without being written down."""
KINDS = {
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "string": "text",
    "list": "a list",
    "tuple": "a list",
    "dict": "a table",
    "model": "a table",
}
"""What a value should have been, by how the names of pydantic's errors begin."""
SECTIONS: dict[str, type[BaseModel]] = {
    "study": Study,
    "appearance": Appearance,
    "files": Files,
    "presets": Preset,
    "decks": Deck,
}


def load_settings(
    path: Path,
    environment: Mapping[str, str],
    flags: Mapping[str, Any] | None = None,
) -> Settings:
    """The settings in force.

    Args:
        path: the TOML file; one that is not there means the defaults.
        environment: variables such as `DRILL_STUDY__NEW_A_DAY=5`.
        flags: nested values that were typed on the command line.

    Raises:
        ConfigUnreadable: the file cannot be read.
        ConfigMalformed: the file is no TOML.
        UnknownSetting: a name that does not exist, with the nearest that does.
        InvalidSetting: a value outside its limits.
    """
    table = _read(path)
    checked = _validate(table, str(path))
    both = merged(table, environment_table(environment))
    if both != table:
        checked = _validate(both, "environment")
    if flags:
        checked = _validate(merged(both, flags), "command line")
    return checked


def validate(table: Mapping[str, Any], origin: str) -> Settings:
    """Settings of a nested table, or the first thing that is wrong with it."""
    return _validate(table, origin)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ConfigUnreadable(path, error.strerror or str(error)) from error
    except ValueError as error:
        raise ConfigMalformed(path, str(error)) from error
    except RecursionError as error:
        raise ConfigMalformed(path, "it is nested too deeply") from error


def _validate(table: Mapping[str, Any], origin: str) -> Settings:
    try:
        settings = Settings.model_validate(table)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise _as_config_error(first, origin) from error
    _check_presets(settings, origin)
    return settings


def _check_presets(settings: Settings, origin: str) -> None:
    """A deck whose preset is misspelled must not go by the default unnoticed."""
    known = {DEFAULT_PRESET: None, **settings.presets}
    for name, deck in settings.decks.items():
        if deck.preset not in known:
            expected = f"one of {', '.join(known)}"
            raise InvalidSetting(f"decks.{name}.preset", deck.preset, expected, origin)


def _as_config_error(
    error: ErrorDetails, origin: str
) -> UnknownSetting | InvalidSetting:
    path = [str(part) for part in error["loc"]]
    name = ".".join(path)
    if error["type"] == "extra_forbidden":
        return UnknownSetting(name, origin, _nearest(path))
    return InvalidSetting(name, error["input"], _expected(error), origin)


def _expected(error: ErrorDetails) -> str:
    """What was wanted, as the rest of a sentence that begins with `Expected:`."""
    kind = error["type"].partition("_")[0]
    if kind in KINDS and error["type"].endswith(("_type", "_parsing")):
        return KINDS[kind]
    said = error["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
    return said.removeprefix("a valid ")


def _nearest(path: list[str]) -> str | None:
    section = SECTIONS.get(path[0], Settings) if len(path) > 1 else Settings
    known = list(section.model_fields)
    close = get_close_matches(path[-1], known, n=1)
    return ".".join([*path[:-1], close[0]]) if close else None
