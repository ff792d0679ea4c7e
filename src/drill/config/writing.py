"""Changing single settings in the file without losing what a person wrote there."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drill.config.loading import validate
from drill.errors import ConfigMalformed, ConfigUnreadable, InvalidSetting, NotWritable

if TYPE_CHECKING:
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
        ConfigMalformed: the file as it stands is no TOML.
        UnknownSetting: a name that does not exist.
        InvalidSetting: a value outside its limits; nothing is written.
        NotWritable: the file or its folder cannot be written.
    """
    document = _document(path)
    for names, value in changes.items():
        _set(document, names, value, str(path))
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
    except OSError as error:
        raise ConfigUnreadable(path, error.strerror or str(error)) from error
    except (ValueError, TOMLKitError) as error:
        raise ConfigMalformed(path, str(error)) from error
    except RecursionError as error:
        raise ConfigMalformed(path, "it is nested too deeply") from error


def _set(
    document: TOMLDocument, names: tuple[str, ...], value: object, origin: str
) -> None:
    import tomlkit

    *parents, name = names
    table: Any = document
    for depth, parent in enumerate(parents, start=1):
        if parent not in table:
            if value is None:
                return
            table[parent] = tomlkit.table()
        table = table[parent]
        if not isinstance(table, Mapping):
            raise InvalidSetting(".".join(names[:depth]), table, "a table", origin)
    if value is None:
        table.pop(name, None)
    else:
        table[name] = list(value) if isinstance(value, tuple) else value


def _replace(path: Path, text: str) -> None:
    """Put a new file in the place of the old one, or of what a link leads to."""
    target = path.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_beside(target, text)
    except OSError as error:
        raise NotWritable(path, error.strerror or str(error)) from error


def _write_beside(target: Path, text: str) -> None:
    """Write another file safely to the disk, and give it the target's name."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".drill-", suffix=".new")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(target)
    except OSError:
        temporary.unlink()
        raise
