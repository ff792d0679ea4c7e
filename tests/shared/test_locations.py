"""Where things are kept, on this platform or below one folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from drill import locations as module
from drill.errors import NoHomeFolder
from drill.locations import locations, shipped_decks


def test_one_folder_can_hold_everything(tmp_path: Path) -> None:
    found = locations(tmp_path)
    for path in (found.data, found.state, found.config, found.cache, found.database):
        assert path.is_relative_to(tmp_path)
    assert found.device.is_relative_to(found.state)


@pytest.mark.skipif(sys.platform != "linux", reason="names of Linux")
def test_the_platform_s_folders_are_taken_otherwise(no_real_home: Path) -> None:
    found = locations()
    assert found.database == no_real_home / ".local/share/drill/drill.db"
    assert found.device == no_real_home / ".local/state/drill/device"
    assert found.config == no_real_home / ".config/drill/config.toml"
    assert found.cache == no_real_home / ".cache/drill"


def test_a_wheel_s_decks_lie_in_the_package(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "drill"
    (package / "decks").mkdir(parents=True)
    assert shipped_decks(package) == package / "decks"


def test_an_editable_install_reads_the_decks_of_the_tree(tmp_path: Path) -> None:
    package = tmp_path / "src" / "drill"
    package.mkdir(parents=True)
    assert shipped_decks(package) is None
    (tmp_path / "decks").mkdir()
    assert shipped_decks(package) == tmp_path / "decks"


def test_own_decks_come_after_the_shipped_ones(tmp_path: Path) -> None:
    found = locations(tmp_path)
    shipped = shipped_decks()
    assert shipped is not None
    assert list(found.deck_roots) == [shipped]
    found.own_decks.mkdir()
    assert list(found.deck_roots) == [shipped, found.own_decks]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows it otherwise")
@pytest.mark.parametrize("folder", [None, Path("~nobody-of-this-name/drill")])
def test_a_home_folder_that_nobody_knows_is_said(
    monkeypatch: pytest.MonkeyPatch, folder: Path | None
) -> None:
    def unknown(_name: object) -> None:
        raise KeyError

    monkeypatch.setattr("pwd.getpwuid", unknown)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(NoHomeFolder):
        locations(folder)


def test_platformdirs_is_imported_only_when_needed(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from drill.locations import locations;"
        f"locations(Path({str(tmp_path)!r})); print('platformdirs' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
    assert module.PACKAGE.name == "drill"
