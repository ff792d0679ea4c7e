"""What a vault of Obsidian or a folder of Org says of how its cards are spelled.

Settings are looked for where their programs look: in the folder of the texts, and in
those above it. They are read as data; no Lisp is ever run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from drill.errors import InterchangeError
from drill.interchange.guarded_json import guarded_json
from drill.interchange.texts import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drill.interchange.package import Limits, Report

PLUGIN: Final = Path(".obsidian", "plugins", "obsidian-spaced-repetition", "data.json")
DIR_LOCALS: Final = ".dir-locals.el"
MOST_BYTES: Final = 4 << 20
"""Of a file of settings."""
HIGHEST: Final = 16
"""Folders above a text that are looked at."""
LONGEST: Final = 100
"""Characters of a separator."""
_PATTERN: Final = re.compile(
    r"([^\[\]]{1,20}?)(?:\[123([^\[\]]{1,10})\])?answer(?:\[([^\[\]]{1,10})hint\])?"
    r"([^\[\]]{1,20})"
)
_VARIABLE: Final = re.compile(
    r"org-drill-(left-cloze-delimiter|right-cloze-delimiter|hint-separator|question-tag)"
    r'[\s.:]{1,20}"((?:[^"\\\n]|\\.){1,100})"'
)


@dataclass(frozen=True, slots=True)
class GapMarks:
    """How a gap is spelled: `==1;;answer;;hint==`."""

    opening: str
    closing: str
    after_number: str = ""
    before_hint: str = ""


HIGHLIGHT: Final = GapMarks("==", "==", ";;", ";;")
BOLD: Final = GapMarks("**", "**", ";;", ";;")
CURLY: Final = GapMarks("{{", "}}", ";;", ";;")


@dataclass(frozen=True, slots=True)
class ObsidianSettings:
    """Of the plugin for spaced repetition, as they are at first."""

    single: str = "::"
    single_both: str = ":::"
    several: str = "?"
    """On a line of its own between front and back."""
    several_both: str = "??"
    end: str = ""
    """Ends a card of several lines, which may have blank ones then."""
    tags: tuple[str, ...] = ("flashcards", "review")
    gaps: tuple[GapMarks, ...] = (HIGHLIGHT,)
    is_by_folder: bool = False
    """Whether folders are decks, and not tags."""


@dataclass(frozen=True, slots=True)
class OrgSettings:
    """Of org-drill, as they are at first."""

    opening: str = "["
    closing: str = "]"
    before_hint: str = "||"
    tag: str = "drill"

    @property
    def is_first(self) -> bool:
        """Whether gaps are spelled as they are at first."""
        return (self.opening, self.closing) == ("[", "]")


@dataclass(frozen=True, slots=True)
class TextSettings:
    """Of all texts below a folder."""

    obsidian: ObsidianSettings = ObsidianSettings()
    org: OrgSettings = OrgSettings()


def settings_of(
    path: Path, limits: Limits, report: Report | None = None
) -> TextSettings:
    """What is said of the texts in a file or a folder.

    Args:
        path: of the file or the folder.
        limits: how large and deep settings may be.
        report: is told of settings that cannot be read, which count as not there.
    """
    found = TextSettings()
    for folder in _folders(path):
        if _is_folder(folder / ".obsidian"):
            text = _read(folder / PLUGIN, limits, report)
            found = replace(found, obsidian=_obsidian(folder, text, limits, report))
            break
    for folder in _folders(path):
        text = _read(folder / DIR_LOCALS, limits, report)
        if text:
            return replace(found, org=with_variables(text, found.org))
    return found


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # it lies in a folder above that one may not look into
        return False


def _folders(path: Path) -> Iterator[Path]:
    """The folder of a path, and some above it."""
    top = path.absolute()
    start = top if _is_folder(top) else top.parent
    yield from (start, *start.parents[:HIGHEST])


def _read(file: Path, limits: Limits, report: Report | None) -> str:
    """The text of a file of settings; empty if there is none."""
    try:
        if not file.is_file() or file.stat().st_size > MOST_BYTES:
            return ""
        return text_of(file, limits)[0]
    except OSError:
        return ""
    except InterchangeError as error:
        _tell(report, error)
        return ""


def _tell(report: Report | None, error: InterchangeError) -> None:
    if report is not None:
        report.add("I707", error.message)


# --- Obsidian ------------------------------------------------------------------------


def _obsidian(
    folder: Path, text: str, limits: Limits, report: Report | None
) -> ObsidianSettings:
    if not text.strip():
        return ObsidianSettings()
    try:
        given = guarded_json(folder / PLUGIN, text, limits)
    except InterchangeError as error:
        _tell(report, error)
        return ObsidianSettings()
    if not isinstance(given, dict):
        return ObsidianSettings()
    inner = given.get("settings")
    return obsidian_settings(inner if isinstance(inner, dict) else given)


def obsidian_settings(given: Mapping[str, Any]) -> ObsidianSettings:
    """Settings from the plugin's own; what has no sense stays as it is at first."""
    first = ObsidianSettings()
    tags = given.get("flashcardTags")
    known = tuple(_tag(each) for each in tags) if isinstance(tags, list) else ()
    return ObsidianSettings(
        single=_sign(given, "singleLineCardSeparator", first.single),
        single_both=_sign(given, "singleLineReversedCardSeparator", first.single_both),
        several=_sign(given, "multilineCardSeparator", first.several),
        several_both=_sign(given, "multilineReversedCardSeparator", first.several_both),
        end=_sign(given, "multilineCardEndMarker", ""),
        tags=tuple(filter(None, known)) or first.tags,
        gaps=_gaps(given),
        is_by_folder=given.get("convertFoldersToDecks") is True,
    )


def _sign(given: Mapping[str, Any], key: str, otherwise: str) -> str:
    value = given.get(key)
    sign = value.strip() if isinstance(value, str) else ""
    return sign if sign and len(sign) <= LONGEST and "\n" not in sign else otherwise


def _tag(value: Any) -> str:
    return value.strip().lstrip("#").strip("/")[:200] if isinstance(value, str) else ""


def _gaps(given: Mapping[str, Any]) -> tuple[GapMarks, ...]:
    """From patterns as later versions have them, or from switches of earlier ones."""
    patterns = given.get("clozePatterns")
    if isinstance(patterns, list):
        marks = [_marks(each) for each in patterns[:20] if isinstance(each, str)]
        return tuple(dict.fromkeys(each for each in marks if each is not None))
    switches = (
        ("convertHighlightsToClozes", True, HIGHLIGHT),
        ("convertBoldTextToClozes", False, BOLD),
        ("convertCurlyBracketsToClozes", False, CURLY),
    )
    return tuple(
        marks for key, otherwise, marks in switches if given.get(key, otherwise) is True
    )


def _marks(pattern: str) -> GapMarks | None:
    """`==[123;;]answer[;;hint]==` in pieces; what may follow the gap is left out."""
    found = _PATTERN.match(pattern[:200])
    if found is None:
        return None
    opening, number, hint, closing = found.groups(default="")
    return GapMarks(opening, closing, number, hint)


# --- Org -----------------------------------------------------------------------------


def with_variables(text: str, otherwise: OrgSettings) -> OrgSettings:
    """Settings with the variables of org-drill's that a text of Lisp's sets.

    Args:
        text: of `.dir-locals.el`, or the local variables of an Org file.
        otherwise: what is not set.
    """
    names = {
        "left-cloze-delimiter": "opening",
        "right-cloze-delimiter": "closing",
        "hint-separator": "before_hint",
        "question-tag": "tag",
    }
    said = {
        names[found[1]]: re.sub(r"\\(.)", r"\1", found[2])
        for found in _VARIABLE.finditer(text)
    }
    return replace(otherwise, **said)
