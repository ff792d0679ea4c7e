"""Which installation this is: an id in the platform's state folder.

It never lies in the database, so that a copy or a backup that comes back is not
taken for the device that wrote it.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from drill.ids import DeviceId
from drill.store.failures import translated

if TYPE_CHECKING:
    from pathlib import Path

_ID = re.compile(r"[0-9a-f]{32}")


def device_identity(path: Path) -> DeviceId:
    """The identity kept in a file, which is made when it is missing or odd.

    Raises:
        StoreUnwritable: the file cannot be made.
    """
    try:
        found = path.read_text("ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        found = ""
    except OSError:
        with translated(str(path)):
            raise
    return DeviceId(found) if _ID.fullmatch(found) else renewed_identity(path)


def renewed_identity(path: Path) -> DeviceId:
    """A new identity, put into the file; a restored backup needs one.

    Two processes that start at once agree on the one whose file stands last.
    """
    fresh = os.urandom(16).hex()
    temporary = path.with_name(f"{path.name}.{fresh}")
    with translated(str(path)):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(fresh + "\n", "ascii")
        temporary.replace(path)
        return DeviceId(path.read_text("ascii").strip())
