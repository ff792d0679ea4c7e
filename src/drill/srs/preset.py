"""How a deck's cards are scheduled: the part of the settings that the fold needs."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from drill.errors import ScheduleError
from drill.ids import PresetId
from drill.srs.bounds import (
    check_count,
    check_interval,
    check_parameters,
    check_retention,
    check_steps,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DEFAULT_PARAMETERS = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666,
    0.796, 1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658,
    0.1542,
)  # fmt: skip
"""The 21 parameters of FSRS-6 that its authors fitted on 10,000 collections."""


@dataclass(frozen=True, slots=True)
class Preset:
    """Numbers that decide what a rating does to a card."""

    desired_retention: float = 0.9
    """The chance of recall that a due day is chosen for, 0.70 to 0.97."""
    maximum_interval_days: int = 36_500
    parameters: tuple[float, ...] = DEFAULT_PARAMETERS
    """FSRS-6 w0 to w20."""
    learning_steps_s: tuple[int, ...] = (60, 600)
    """Delays of a new card before its first interval, in seconds."""
    relearning_steps_s: tuple[int, ...] = (600,)
    """Delays after a lapse, in seconds."""
    learn_ahead_s: int = 1_200
    """How early a learning card may be answered when nothing else is left."""
    leech_lapses: int = 8
    """Lapses that make a leech; again at every half of it more; 0: none do."""
    leech_suspends: bool = False
    fuzz: bool = True

    def contents(self) -> dict[str, Any]:
        """The JSON object that is recorded in the journal."""
        return {name: _plain(value) for name, value in asdict(self).items()}

    def id(self) -> PresetId:
        """The hash of the contents: equal presets have equal ids everywhere."""
        text = json.dumps(self.contents(), sort_keys=True, separators=(",", ":"))
        return PresetId(blake2b(text.encode(), digest_size=8).hexdigest())


def check_preset(preset: Preset) -> None:
    """Refuse a preset that no card may be scheduled with.

    Raises:
        ScheduleError: naming the first value that is out of bounds.
    """
    for field in fields(Preset):
        _check(field.name, getattr(preset, field.name))


def preset_from(contents: Mapping[str, Any]) -> Preset:
    """The preset that was recorded: any JSON object gives one that can be used.

    Entries that a newer drill added are left out; the default stands in for a value
    that this one refuses, so that a journal folds whatever was written into it.
    """
    values = {
        field.name: _read(contents[field.name])
        for field in fields(Preset)
        if field.name in contents
    }
    return Preset(
        **{name: value for name, value in values.items() if _fits(name, value)}
    )


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _read(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _fits(name: str, value: object) -> bool:
    try:
        _check(name, value)
    except ScheduleError:
        return False
    return True


def _check(name: str, value: Any) -> None:
    """Type first, since JSON promises none; then the range."""
    default = getattr(_DEFAULT, name)
    if not _is_like(value, default):
        raise ScheduleError(name, value, f"a value like {default!r}")
    if name in _CHECKS:
        _CHECKS[name](value)


def _is_like(value: object, default: object) -> bool:
    if isinstance(default, tuple):
        kind = type(default[0])
        return isinstance(value, tuple) and all(_is_a(item, kind) for item in value)
    return _is_a(value, type(default))


def _is_a(value: object, kind: type) -> bool:
    """Whether JSON's value has the type: true is no number, 1 is a float, too."""
    if isinstance(value, bool) or kind is bool:
        return isinstance(value, bool) and kind is bool
    return isinstance(value, int) or (kind is float and isinstance(value, float))


_DEFAULT = Preset()
_CHECKS: dict[str, Callable[[Any], None]] = {
    "desired_retention": check_retention,
    "maximum_interval_days": check_interval,
    "parameters": check_parameters,
    "learning_steps_s": partial(check_steps, "learning_steps_s"),
    "relearning_steps_s": partial(check_steps, "relearning_steps_s"),
    "learn_ahead_s": partial(check_count, "learn_ahead_s"),
    "leech_lapses": partial(check_count, "leech_lapses"),
}
