"""Every setting with its explanation, for the settings screen and the manual."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple

from drill.config.loading import validate
from drill.config.settings import Appearance, Deck, Files, Preset, Study
from drill.errors import InvalidSetting, ScheduleError, UnknownSetting
from drill.sessions.collection import scheduling_preset
from drill.sessions.setting_kinds import Field, field_of, shown, understood
from drill.sessions.upkeep_steps import SettingRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drill.config.settings import Section, Settings
    from drill.sessions.collection import Collection

ORIGIN = "settings"
"""Where a value that was typed in comes from, in errors."""
DEFAULT_PRESET = "default"
KEYS = "keys"
_PLAIN: dict[str, type[Section]] = {
    "study": Study,
    "appearance": Appearance,
    "files": Files,
}
_NAMED: dict[str, type[Section]] = {"presets": Preset, "decks": Deck}
"""Tables of which there is one for each name."""
_KEYS_SAID = "The keys of a command, separated by commas; empty: the usual ones."


class _Place(NamedTuple):
    """Where a setting stands in the file."""

    section: str
    name: str
    """Of the preset, the deck or the command; empty in the plain sections."""
    field: str

    @property
    def names(self) -> tuple[str, ...]:
        parts = (self.section, self.name, self.field)
        return tuple(part for part in parts if part)


def setting_rows(collection: Collection) -> tuple[SettingRow, ...]:
    """All settings but the keys, by group; each deck that is studied has its own."""
    settings = collection.settings
    presets = dict.fromkeys([DEFAULT_PRESET, *settings.presets])
    decks = dict.fromkeys([*settings.study.decks, *settings.decks])
    places = [
        *_places("study", ""),
        *(place for name in presets for place in _places("presets", name)),
        *(place for name in decks for place in _places("decks", name)),
        *_places("appearance", ""),
        *_places("files", ""),
    ]
    return tuple(_row(settings, place) for place in places)


def setting(collection: Collection, path: str) -> SettingRow:
    """One setting.

    Args:
        collection: the learner's.
        path: `study.new_a_day`, `presets.default.fuzz`, `decks.networks.preset`,
            `keys.review.good`.

    Raises:
        UnknownSetting: with the nearest name that exists.
    """
    return _row(collection.settings, _place(path))


def change(collection: Collection, path: str, text: str | None) -> SettingRow:
    """Set a setting to what was typed, in the file and at once.

    Args:
        collection: the learner's.
        path: as `setting` takes it.
        text: the value as one types it: `yes`, `0.9`, `1m, 10m`; None takes the
            setting out of the file, so that the default holds.

    Raises:
        UnknownSetting: with the nearest name that exists.
        InvalidSetting: with what is expected; nothing was written.
        NotWritable: the settings file cannot be written.
    """
    place = _place(path)
    value = None
    if text is not None and place.section == KEYS:
        value = text.strip() or None
    elif text is not None:
        value = understood(_field(place), path, text)
    if place.section == "presets":
        _check_preset(collection.settings, place, value)
    collection.change({place.names: value})
    return _row(collection.settings, place)


def settings_table_markdown() -> str:
    """All settings as tables: the body of `docs/settings.md`."""
    lines: list[str] = []
    for section, model in (_PLAIN | _NAMED).items():
        name = "NAME" if section in _NAMED else ""
        head = f"{section}.{name}" if name else section
        said = " ".join((model.__doc__ or "").split())
        lines += [f"## `[{head}]`", "", said, ""]
        lines += ["| setting | default | allowed | |", "|---|---|---|---|"]
        lines += [_table_row(_row(None, place)) for place in _places(section, name)]
        lines += [""]
    return "\n".join(lines)


def _table_row(row: SettingRow) -> str:
    allowed = ", ".join(f"`{choice}`" for choice in row.choices) or row.limits
    default = f"`{row.default}`" if row.default else "empty"
    name = row.path.rpartition(".")[2]
    return f"| `{name}` | {default} | {allowed or row.kind} | {row.explanation} |"


def _places(section: str, name: str) -> Iterator[_Place]:
    for field in _model(section).model_fields:
        yield _Place(section, name, field)


def _model(section: str) -> type[Section]:
    return (_PLAIN | _NAMED)[section]


def _field(place: _Place) -> Field:
    return field_of(_model(place.section), place.field)


def _row(settings: Settings | None, place: _Place) -> SettingRow:
    """One setting as it stands in the settings; the default without any."""
    if place.section == KEYS:
        return _key_row(settings, place)
    field = _field(place)
    table = None if settings is None else _table(settings, place)
    is_set = table is not None and place.field in table.model_fields_set
    value = getattr(table, place.field) if is_set else field.default
    return SettingRow(
        path=".".join(place.names),
        group=_group(place),
        label=place.field.replace("_", " ").capitalize(),
        value=shown(value),
        default=shown(field.default),
        kind=field.kind,
        choices=field.choices,
        explanation=field.explanation,
        is_set=is_set,
        limits=field.limits,
    )


def _key_row(settings: Settings | None, place: _Place) -> SettingRow:
    value = settings.keys.get(place.name) if settings else None
    return SettingRow(
        path=".".join(place.names),
        group="Keys",
        label=place.name,
        value=value or "",
        default="",
        kind="text",
        choices=(),
        explanation=_KEYS_SAID,
        is_set=value is not None,
    )


def _table(settings: Settings, place: _Place) -> Section | None:
    found: Any = getattr(settings, place.section)
    section: Section | None = found.get(place.name) if place.name else found
    return section


def _group(place: _Place) -> str:
    singular = {"presets": "Preset", "decks": "Deck"}
    if place.name:
        return f"{singular[place.section]} {place.name}"
    return place.section.capitalize()


def _place(path: str) -> _Place:
    """Take a path apart; names of presets, decks and commands may hold dots."""
    section, _, rest = path.partition(".")
    if section == KEYS and rest:
        return _Place(KEYS, rest, "")
    name, _, field = rest.rpartition(".")
    if (
        section in (_NAMED if name else _PLAIN)
        and field in _model(section).model_fields
    ):
        return _Place(section, name, field)
    raise UnknownSetting(path, ORIGIN, _nearest(section, name, path))


def _nearest(section: str, name: str, path: str) -> str | None:
    known = [".".join(p.names) for each in _PLAIN for p in _places(each, "")]
    if section in _NAMED and name:
        known += [".".join(place.names) for place in _places(section, name)]
    close = get_close_matches(path, known, n=1)
    return close[0] if close else None


def _check_preset(settings: Settings, place: _Place, value: object) -> None:
    """Refuse what no card can be scheduled with, before it is written."""
    table = settings.preset(place.name).model_dump(exclude_unset=True)
    table[place.field] = value
    if value is None:
        del table[place.field]
    path = ".".join(place.names)
    changed = validate({"presets": {place.name: table}}, ORIGIN)
    try:
        scheduling_preset(changed, place.name)
    except ScheduleError as error:
        found, _, expected = error.message.rpartition(": expected ")
        said = f"{expected} for {found.partition(' = ')[0]}"
        raise InvalidSetting(path, value, said, ORIGIN) from error
