"""How a deck's cards are scheduled: the part of the settings that the fold needs."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from drill.ids import PresetId

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    """Lapses that make a leech; again at every half of it more."""
    leech_suspends: bool = False
    fuzz: bool = True

    def contents(self) -> dict[str, Any]:
        """The JSON object that is recorded in the journal."""
        return {name: _plain(value) for name, value in asdict(self).items()}

    def id(self) -> PresetId:
        """The hash of the contents: equal presets have equal ids everywhere."""
        text = json.dumps(self.contents(), sort_keys=True, separators=(",", ":"))
        return PresetId(blake2b(text.encode(), digest_size=8).hexdigest())


def preset_from(contents: Mapping[str, Any]) -> Preset:
    """The preset that was recorded; unknown entries of a newer drill are left out."""
    known = {field.name for field in fields(Preset)}
    return Preset(
        **{
            name: tuple(value) if isinstance(value, list) else value
            for name, value in contents.items()
            if name in known
        }
    )


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
