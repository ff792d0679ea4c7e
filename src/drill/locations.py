"""Where drill keeps things: the platform's folders, or one folder for everything.

Names folders only; whoever writes makes them. platformdirs costs 4 ms and is
imported only when no folder was given.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from drill.errors import NoHomeFolder

PACKAGE = Path(__file__).resolve().parent


def shipped_decks(package: Path = PACKAGE) -> Path | None:
    """The decks that came with drill, None where they are missing.

    A wheel carries them inside the package; an editable install reads those at the
    root of the working tree.
    """
    for place in (package / "decks", package.parent.parent / "decks"):
        if place.is_dir():
            return place
    return None


@dataclass(frozen=True, slots=True)
class Locations:
    """The folders of one learner on one machine."""

    data: Path
    """The database, its backups and the learner's own decks."""
    state: Path
    """What belongs to this machine alone: its device identity, logs."""
    config: Path
    """The settings file, whether it exists or not."""
    cache: Path
    """What may be deleted at any time."""
    shipped: Path | None = field(default_factory=shipped_decks)
    """The decks that came with drill, None where they are missing."""

    @property
    def database(self) -> Path:
        """The collection's SQLite file."""
        return self.data / "drill.db"

    @property
    def snapshot(self) -> Path:
        """What home showed last, for the next start."""
        return self.data / "home.json"

    @property
    def backups(self) -> Path:
        """The folder of backups."""
        return self.data / "backups"

    @property
    def device(self) -> Path:
        """The file with this installation's identity; never copied with the data."""
        return self.state / "device"

    @property
    def own_decks(self) -> Path:
        """The learner's own decks."""
        return self.data / "decks"

    @property
    def deck_roots(self) -> tuple[Path, ...]:
        """Folders of decks that exist: the shipped ones first, then the own ones."""
        roots = (*([self.shipped] if self.shipped else []), self.own_decks)
        return tuple(root for root in roots if root.is_dir())


def path_of(text: str) -> Path:
    """The file or folder that a person names; `~` is the home folder.

    `~name` is taken letter by letter where there is nobody of that name.
    """
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def locations(folder: Path | None = None) -> Locations:
    """The folders to use.

    Args:
        folder: what `--data` names: everything lies below it; None for the
            platform's own places.

    Raises:
        NoHomeFolder: they lie in a home folder, and that is not known.
    """
    try:
        return _places(folder)
    except RuntimeError as error:  # as `Path.expanduser` and platformdirs say it
        raise NoHomeFolder from error


def _places(folder: Path | None) -> Locations:
    if folder is not None:
        root = folder.expanduser().absolute()
        return Locations(root, root / "state", root / "config.toml", root / "cache")
    from platformdirs import PlatformDirs

    places = PlatformDirs("drill", appauthor=False, roaming=False)
    return Locations(
        data=places.user_data_path,
        state=places.user_state_path,
        config=places.user_config_path / "config.toml",
        cache=places.user_cache_path,
    )
