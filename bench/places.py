"""The collections to measure on: built once a study day, and copied for every run."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from collection import DECKS, build
from worker import HERE

from drill.clock import Calendar

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = """[study]
decks = [{decks}]
zone = "UTC"

[files]
backups = 0
"""
FEW_ANSWERS, MANY_ANSWERS = 2, 20
"""A card, half of the cards having any."""


@dataclass(frozen=True, slots=True)
class Places:
    """Folders as `--data` takes them; measuring changes what is in them."""

    large: Path
    """100,000 cards, a million journal entries."""
    small: Path
    """As many cards, a tenth of the entries."""
    empty: Path
    """No card."""
    anki: Path | None
    """The cards and answers of `large` as Anki keeps them; no limit holds."""
    few: Path | None
    """The same with the limits of drill's defaults."""


def prepare(work: Path, cards: int, anki_python: str | None) -> Places:
    """Build what is missing, and copy it.

    Collections belong to a study day: what is due is due on it.

    Args:
        work: the folder for everything.
        cards: how many cards the collections have.
        anki_python: a Python that has `anki`; None goes without.
    """
    now = datetime.now(UTC)
    today = Calendar(UTC).day(now)
    kept = work / f"built-{today}-{cards}"
    for old in work.glob("built-*"):
        if old != kept:
            shutil.rmtree(old)
    for name, answers in (("large", MANY_ANSWERS), ("small", FEW_ANSWERS)):
        _built(kept / name, cards, answers, now)
    (kept / "empty").mkdir(exist_ok=True)
    _settings(kept / "empty", 0)
    if anki_python is not None:
        _built_for_anki(kept, anki_python, today)
    return _copied(kept, work / "run", has_anki=anki_python is not None)


def _built(folder: Path, cards: int, answers: int, now: datetime) -> None:
    if (folder / "config.toml").exists():
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    path = folder / "drill.db"
    events = build(path, cards=cards, reviewed=cards // 2, answers=answers, now=now)
    print(f"built {folder.name}: {cards:,} cards, {events:,} journal entries")
    _settings(folder, DECKS)  # written last: the folder is whole


def _settings(folder: Path, decks: int) -> None:
    names = ", ".join(f'"bench-{deck:02}"' for deck in range(decks))
    (folder / "config.toml").write_text(SETTINGS.format(decks=names), "utf-8")


def _built_for_anki(kept: Path, python: str, today: int) -> None:
    folder = kept / "anki"
    if folder.exists():
        return
    unfinished = kept / "anki.new"
    shutil.rmtree(unfinished, ignore_errors=True)
    source = str((kept / "large" / "drill.db").resolve())
    script = str(HERE / "anki_collection.py")
    subprocess.run([python, script, source, str(unfinished), str(today)], check=True)
    shutil.rmtree(kept / "few", ignore_errors=True)
    (unfinished / "few").rename(kept / "few")
    unfinished.rename(folder)
    print("built the same for Anki")


def _copied(kept: Path, run: Path, *, has_anki: bool) -> Places:
    shutil.rmtree(run, ignore_errors=True)
    shutil.copytree(kept, run)
    os.sync()  # nothing of the copy is written while something is measured
    anki = (run / "anki", run / "few") if has_anki else (None, None)
    return Places(run / "large", run / "small", run / "empty", *anki)
