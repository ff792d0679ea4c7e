"""The presets that reviews name, and those who record them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, insert, select

from drill.store.quick import Quick
from drill.store.schema import presets

if TYPE_CHECKING:
    from drill.events import PresetRecorded
    from drill.store.link import Link

_IS_KNOWN = Quick(
    select(presets.c.preset).where(presets.c.preset == bindparam("preset"))
)
_ADD = insert(presets)


def keep_preset(link: Link, body: PresetRecorded) -> None:
    """Keep a recorded preset; it stays even when its operation is taken back.

    A preset is named by the hash of its contents, so it can only be repeated.
    """
    if not is_known(link, body.preset):
        contents = json.dumps(dict(body.contents), sort_keys=True)
        link.run(_ADD, {"preset": body.preset, "contents": contents})


def is_known(link: Link, preset: str) -> bool:
    """Whether a preset's contents were recorded."""
    return link.quick_row(_IS_KNOWN, {"preset": preset}) is not None
