"""Changing single settings in the file without losing what a person wrote there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from drill.config.loading import validate
from drill.errors import ConfigUnreadable, NotWritable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tomlkit import TOMLDocument

    from drill.config.settings import Settings


def change_settings(path: Path, changes: Mapping[tuple[str, ...], Any]) -> Settings:
    """Write settings and return all that are in the file now.

    Comments, order and everything else in the file stay. The file is replaced as a
    whole, so a crash leaves the old or the new one.

    Args:
        path: the TOML file; it and its folder are made when missing.
        changes: path of names, such as `("study", "new_a_day")`, to its value; None
            takes the setting out, so that the default holds.

    Raises:
        ConfigUnreadable: the file as it is cannot be read.
        UnknownSetting: a name that does not exist.
        InvalidSetting: a value outside its limits; nothing is written.
        NotWritable: the file or its folder cannot be written.
    """
    document = _document(path)
    for names, value in changes.items():
        _set(document, names, value)
    settings = validate(document.unwrap(), str(path))
    _replace(path, document.as_string())
    return settings


def _document(path: Path) -> TOMLDocument:
    import tomlkit  # only when something is written: 30 ms
    from tomlkit.exceptions import TOMLKitError

    try:
        return tomlkit.parse(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return tomlkit.document()
    except (OSError, ValueError, TOMLKitError) as error:
        raise ConfigUnreadable(path, str(error)) from error


def _set(document: TOMLDocument, names: tuple[str, ...], value: object) -> None:
    import tomlkit

    *parents, name = names
    table: Any = document
    for parent in parents:
        if parent not in table:
            if value is None:
                return
            table[parent] = tomlkit.table()
        table = table[parent]
    if value is None:
        table.pop(name, None)
    else:
        table[name] = list(value) if isinstance(value, tuple) else value


def _replace(path: Path, text: str) -> None:
    temporary = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise NotWritable(path, error.strerror or str(error)) from error
