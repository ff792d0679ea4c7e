"""What every unit of one store has in common."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from drill.events import microseconds
from drill.ids import DeviceId, PresetId
from drill.srs.preset import Preset, preset_from
from drill.store.schema import devices, presets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drill.clock import Calendar, Clock
    from drill.store.link import Link

_PRESET = select(presets.c.contents).where(presets.c.preset == bindparam("preset"))
_PRESETS = select(presets.c.preset).order_by(presets.c.preset)
_DEVICE_KEY = select(devices.c.key).where(devices.c.device == bindparam("device"))
_DEVICE = select(devices.c.device).where(devices.c.key == bindparam("device"))


@dataclass(slots=True)
class Shared:
    """The surroundings of a store, and facts that never change once known."""

    path: str
    clock: Clock
    calendar: Calendar
    device: DeviceId
    presets: dict[PresetId, Preset] = field(default_factory=dict)
    kept: dict[Preset, PresetId] = field(default_factory=dict)
    """Ids of presets that were recorded; hashing one takes 30 µs of each answer."""
    devices: dict[int, DeviceId] = field(default_factory=dict)
    """Ids of devices by the key of their row."""

    def device_of(self, link: Link, key: int) -> DeviceId:
        """The id of the device whose row has this key."""
        known = self.devices.get(key)
        if known is None:
            known = DeviceId(str(link.scalar(_DEVICE, {"device": key})))
            self.devices[key] = known
        return known

    def device_key(self, link: Link, device: DeviceId) -> int:
        """The key of a device's row, which must exist."""
        for key, known in self.devices.items():
            if known == device:
                return key
        key = int(link.scalar(_DEVICE_KEY, {"device": device}))
        self.devices[key] = device
        return key

    def forget(self) -> None:
        """After a rollback: what was known may never have been committed."""
        self.presets.clear()
        self.kept.clear()
        self.devices.clear()

    def now_us(self) -> int:
        """The present instant in microseconds."""
        return microseconds(self.clock.now())


class KnownPresets(Mapping[PresetId, Preset]):
    """Every preset that was recorded, read as it is asked for."""

    def __init__(self, link: Link, shared: Shared) -> None:
        self._link = link
        self._known = shared.presets

    def __getitem__(self, preset: PresetId) -> Preset:
        known = self._known.get(preset)
        if known is None:
            contents = self._link.scalar(_PRESET, {"preset": preset})
            if contents is None:
                raise KeyError(preset)
            known = preset_from(json.loads(contents))
            self._known[preset] = known
        return known

    def __iter__(self) -> Iterator[PresetId]:
        return iter([PresetId(row[0]) for row in self._link.rows(_PRESETS)])

    def __len__(self) -> int:
        return len(list(iter(self)))
