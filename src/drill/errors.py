"""Every exception that drill raises on purpose.

An error says what could not be done, with the values at hand, and `hint` says
what to do about it. Defects in a user's files are no errors but `Problem`
values (`drill.content.problems`); failing code and wrong responses are values
too. A test compares this drawing with the classes:

DrillError
├── ConfigError
│   ├── ConfigUnreadable
│   ├── ConfigMalformed
│   ├── UnknownSetting
│   ├── InvalidSetting
│   └── InvalidKeymap
├── ContentError
│   ├── DeckNotFound
│   ├── NoteNotFound
│   ├── NotWritable
│   ├── InvalidNote
│   └── DeckExists
├── InterchangeError
│   ├── UnknownFormat
│   ├── BrokenSource
│   ├── OverLimit
│   ├── InvalidMapping
│   ├── ImportCancelled
│   └── ExportCancelled
├── StoreError
│   ├── StoreLocked
│   ├── StoreUnwritable
│   ├── StoreFull
│   ├── StoreDamaged
│   ├── StoreRefused
│   ├── SchemaTooNew
│   ├── CardNotFound
│   ├── BackupNotFound
│   └── StoreClosed
├── JudgeError
│   ├── SandboxUnavailable
│   ├── ToolchainMissing
│   └── CaseNotFound
├── SessionError
│   ├── OutOfTurn
│   ├── RatingRefused
│   ├── NothingToAsk
│   ├── SittingNotFound
│   ├── FormatNotFound
│   ├── InvalidGoal
│   ├── GoalNotFound
│   ├── KataNotFound
│   ├── KataUnreadable
│   ├── LanguageNotFound
│   ├── SubmissionTooLong
│   ├── WorkUnreadable
│   ├── InvalidInput
│   ├── ConsentNeeded
│   ├── MediaNotFound
│   ├── MediaRefused
│   ├── NothingToUndo
│   ├── NothingToRedo
│   └── InvalidSearch
├── UsageError
│   ├── NoHomeFolder
│   ├── UnknownCommand
│   ├── NoTerminal
│   ├── NobodyToAsk
│   ├── NobodyToWrite
│   ├── PathNotFound
│   ├── MissingArgument
│   ├── EditorFailed
│   ├── OpenerFailed
│   └── OutputFailed
└── ScheduleError
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from drill.ids import Rating


class DrillError(Exception):
    """Something asked for could not be done; the root of the tree."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        """One sentence for the learner, with the offending value."""
        self.hint = hint
        """What to do about it; may be empty."""


class ConfigError(DrillError):
    """The settings file, an environment variable or a flag is wrong."""


class ConfigUnreadable(ConfigError):
    """The settings file cannot be read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path}: cannot be read: {reason}",
            hint="Check the permissions, or name another file with --config.",
        )


class ConfigMalformed(ConfigError):
    """The settings file is no TOML."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path}: is no TOML: {reason}",
            hint="Mend the file, or move it away to start from the defaults.",
        )


class UnknownSetting(ConfigError):
    """A setting that does not exist."""

    def __init__(self, name: str, origin: str, nearest: str | None) -> None:
        super().__init__(
            f"{origin}: unknown setting {name!r}",
            hint=f"Did you mean {nearest!r}?"
            if nearest
            else "The settings screen and docs/settings.md list all settings.",
        )


class InvalidSetting(ConfigError):
    """A setting whose value is not allowed."""

    def __init__(self, name: str, value: object, expected: str, origin: str) -> None:
        super().__init__(
            f"{origin}: {name} = {value!r} is not allowed",
            hint=f"Expected: {expected}.",
        )


class InvalidKeymap(ConfigError):
    """The keymap names a command that does not exist, or a key twice."""

    def __init__(self, name: str, reason: str, nearest: str | None = None) -> None:
        super().__init__(
            f"keys.{name}: {reason}",
            hint=f"Did you mean {nearest!r}?" if nearest else "",
        )


class ContentError(DrillError):
    """A deck or a note cannot be found, read or written."""


class DeckNotFound(ContentError):
    """No deck or topic of that name."""

    def __init__(self, name: str, nearest: str | None = None) -> None:
        super().__init__(
            f"no deck or topic is called {name!r}",
            hint=f"Did you mean {nearest!r}?"
            if nearest
            else "`drill decks` lists them all.",
        )


class NoteNotFound(ContentError):
    """No note of that id."""

    def __init__(self, note: str) -> None:
        super().__init__(f"no note has the id {note!r}")


class NotWritable(ContentError):
    """A deck's file or folder cannot be written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: cannot be written: {reason}")


class InvalidNote(ContentError):
    """A note that was typed in does not follow the format."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons
        """One sentence a defect."""


class DeckExists(ContentError):
    """A deck of that name is there already."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"a deck called {name!r} exists already", hint="Choose another name."
        )


class InterchangeError(DrillError):
    """A file of another program cannot be read, or not be written."""


class UnknownFormat(InterchangeError):
    """Nothing in a file says which program it is of."""

    def __init__(self, path: Path, reason: str = "") -> None:
        because = f": {reason}" if reason else ""
        super().__init__(
            f"{path}: this is of no format that drill knows{because}",
            hint="Name it with --format; `drill import --help` lists the formats.",
        )


class BrokenSource(InterchangeError):
    """A file of another program is damaged, or is not what it says."""

    def __init__(
        self, path: Path | str, reason: str, hint: str = "", line: int | None = None
    ) -> None:
        """What is wrong, and where.

        Args:
            path: of the file.
            reason: half a sentence.
            hint: what to do about it.
            line: counted from 1, where the file has lines.
        """
        at = f"{path}:{line}" if line is not None else f"{path}"
        super().__init__(f"{at}: cannot be imported: {reason}", hint=hint)
        self.reason = reason


class OverLimit(InterchangeError):
    """A file holds more than a person's deck does: it may be made to do harm."""

    def __init__(self, path: Path | str, what: str) -> None:
        super().__init__(
            f"{path}: refused: {what}",
            hint="If it is a deck of yours, split it into several files.",
        )


class InvalidMapping(InterchangeError):
    """Columns of a table cannot be understood as they were asked to."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"the columns cannot be read like that: {reason}",
            hint="`drill import FILE --dry-run` shows how they are understood.",
        )


class ImportCancelled(InterchangeError):
    """An import was cancelled; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("the import was cancelled; nothing was changed")


class ExportCancelled(InterchangeError):
    """An export was cancelled; nothing was written."""

    def __init__(self) -> None:
        super().__init__("the export was cancelled; nothing was written")


class StoreError(DrillError):
    """The record of reviews cannot be read or written."""


class StoreLocked(StoreError):
    """Another process held the database for longer than the timeout."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} is in use by another program",
            hint="Nothing was written. Try again, or close the other drill.",
        )


class StoreUnwritable(StoreError):
    """The database file or its folder is read-only."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"{path} cannot be written: {reason}",
            hint="Check the permissions, or name another folder with --data.",
        )


class StoreFull(StoreError):
    """The disk is full."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"no space is left on the disk of {path}",
            hint="Free some space and try again; nothing was lost.",
        )


class StoreDamaged(StoreError):
    """The database file is no database, or a page of it is damaged."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"{path} is damaged: {reason}",
            hint="`drill restore` brings back the latest backup; where there is none,"
            " move the file away to begin anew.",
        )


class StoreRefused(StoreError):
    """The database refused a statement, and neither the disk nor a lock is why."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"{path} refused a statement of drill: {reason}",
            hint="Nothing was written. This is a defect of drill, or another program"
            " changed the file: `drill doctor` says more.",
        )


class SchemaTooNew(StoreError):
    """The database was written by a newer drill."""

    def __init__(self, path: str, found: str, known: str) -> None:
        super().__init__(
            f"{path} was written by a newer drill (schema {found}, known: {known})",
            hint="Upgrade drill; this version changes nothing in the file.",
        )


class CardNotFound(StoreError):
    """No card of that id was ever known."""

    def __init__(self, card: str) -> None:
        super().__init__(f"no card has the id {card!r}")


class BackupNotFound(StoreError):
    """No backup of that name, or none at all."""

    def __init__(self, name: str, folder: Path) -> None:
        super().__init__(
            f"no backup {name!r} in {folder}",
            hint="`drill backup --list` shows those there are.",
        )


class StoreClosed(StoreError):
    """A store was used after it was closed."""

    def __init__(self) -> None:
        super().__init__("the collection is closed")


class JudgeError(DrillError):
    """Code cannot be run or judged."""


class SandboxUnavailable(JudgeError):
    """The walls that were asked for cannot be put up on this machine."""

    def __init__(self, rung: str, reason: str) -> None:
        super().__init__(
            f"the sandbox {rung!r} cannot be put up: {reason}",
            hint="`drill doctor` says what this machine has, and what would help.",
        )
        self.rung = rung
        self.reason = reason


class ToolchainMissing(JudgeError):
    """Nothing on this machine compiles or runs a language."""

    def __init__(self, language: str, reason: str, hint: str) -> None:
        super().__init__(f"{language} cannot be run here: {reason}", hint=hint)
        self.language = language
        self.reason = reason


class CaseNotFound(JudgeError):
    """A kata has no case, or no stage, of a name."""

    def __init__(self, name: str, kata: str) -> None:
        super().__init__(
            f"the kata {kata!r} has neither a case nor a stage {name!r}",
            hint="Random cases are called `random 1` and so on, the large one `large`.",
        )


class SessionError(DrillError):
    """A use case was asked for something it cannot do now."""


class OutOfTurn(SessionError):
    """An intent that the present step does not allow."""

    def __init__(self, intent: str, phase: str) -> None:
        super().__init__(f"cannot {intent} now ({phase})")


class RatingRefused(SessionError):
    """A rating that the mark of a question does not allow."""

    def __init__(self, rating: Rating, verdict: str) -> None:
        super().__init__(
            f"what was marked as {verdict} cannot be rated {rating.name.lower()}",
            hint="Choose one of the ratings that are shown.",
        )


class NothingToAsk(SessionError):
    """A quiz that no card fits."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(f"there is nothing to ask: {what}", hint=hint)


class SittingNotFound(SessionError):
    """A quiz or an interview drill that was never begun, or not here."""

    def __init__(self, sitting: str, reason: str = "there is none of that id") -> None:
        super().__init__(f"the sitting {sitting!r} cannot be gone on with: {reason}")


class FormatNotFound(SessionError):
    """No interview format of that id, or one with an error in its file."""

    def __init__(self, name: str, nearest: str | None = None) -> None:
        super().__init__(
            f"no interview format is called {name!r}",
            hint=f"Did you mean {nearest!r}?"
            if nearest
            else "`drill interview --list` has them, `drill check` what is wrong.",
        )


class InvalidGoal(SessionError):
    """An interview that cannot be prepared for."""

    def __init__(self, what: str, reason: str, hint: str = "") -> None:
        super().__init__(f"{what}: {reason}", hint=hint)


class GoalNotFound(SessionError):
    """No interview of that title is prepared for."""

    def __init__(self, title: str, nearest: str | None = None) -> None:
        super().__init__(
            f"no interview is called {title!r}",
            hint=f"Did you mean {nearest!r}?"
            if nearest
            else "`drill goal` lists them all.",
        )


class KataNotFound(SessionError):
    """There is no kata of that name, or several."""

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__(
            f"there is no kata {name!r}",
            hint=hint or "`drill kata list` shows them all.",
        )


class KataUnreadable(SessionError):
    """The files of a kata have errors, so that it cannot be worked on."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"{folder}: the kata cannot be worked on: {reason}",
            hint="`drill check` says what is wrong with its files.",
        )


class LanguageNotFound(SessionError):
    """A kata cannot be written in a language."""

    def __init__(self, language: str, offered: tuple[str, ...]) -> None:
        super().__init__(
            f"this kata cannot be written in {language!r}",
            hint=f"It can be written in: {', '.join(offered)}.",
        )


class SubmissionTooLong(SessionError):
    """A work file is larger than a submission may be."""

    def __init__(self, path: Path, most: int) -> None:
        super().__init__(
            f"{path}: a submission may have {most // 1024} KiB at most",
            hint="Shorten it, or start afresh with a reset.",
        )


class WorkUnreadable(SessionError):
    """A work file is no text, or cannot be opened."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path}: cannot be read: {reason}",
            hint="Mend the file, or start afresh with a reset.",
        )


class InvalidInput(SessionError):
    """An input of one's own that is none."""

    def __init__(self, reason: str, example: str) -> None:
        super().__init__(reason, hint=f"For example: {example}")


class ConsentNeeded(SessionError):
    """Something may run only when the learner says so."""

    def __init__(self, what: str, reason: str, hint: str) -> None:
        super().__init__(f"{what}: {reason}", hint=hint)
        self.what = what
        """`deck code`, or `no sandbox`."""
        self.reason = reason


class MediaNotFound(SessionError):
    """A picture, sound or film that a note mentions is not there."""

    def __init__(self, name: str, folder: Path) -> None:
        super().__init__(
            f"The file {name!r} is not there",
            hint=f"Files of imported decks lie in {folder}; import the deck again.",
        )


class MediaRefused(SessionError):
    """A file that a note mentions is not opened, or not shown."""

    def __init__(self, name: str, reason: str, act: str = "opened") -> None:
        super().__init__(f"The file {name!r} is not {act}: {reason}")


class NothingToUndo(SessionError):
    """This device has no operation left to take back."""

    def __init__(self) -> None:
        super().__init__("nothing to undo")


class NothingToRedo(SessionError):
    """No operation of this device was taken back last."""

    def __init__(self) -> None:
        super().__init__("nothing to redo")


class InvalidSearch(SessionError):
    """A search that cannot be read."""

    def __init__(self, text: str, column: int, reason: str, hint: str = "") -> None:
        super().__init__(f"column {column}: {reason}", hint=hint)
        self.text = text
        """The search as typed."""
        self.column = column
        """Where it stopped making sense, counted from 1."""


class UsageError(DrillError):
    """The command line was used wrongly."""


class NoHomeFolder(UsageError):
    """Nobody said where things are kept, and there is no home folder."""

    def __init__(self) -> None:
        super().__init__(
            "your home folder is not known",
            hint="Name a folder with --data, or set $HOME.",
        )


class UnknownCommand(UsageError):
    """A command that does not exist."""

    def __init__(self, name: str, nearest: str | None) -> None:
        super().__init__(
            f"there is no command {name!r}",
            hint=f"Did you mean `drill {nearest}`?"
            if nearest
            else "`drill --help` lists the commands.",
        )


class NoTerminal(UsageError):
    """The app was started where nothing can be shown or typed."""

    def __init__(self) -> None:
        super().__init__(
            "drill opens in a terminal, and this is none",
            hint="`drill due`, `drill stats` and `drill decks` print what is known.",
        )


class NobodyToAsk(UsageError):
    """Something needs a yes, and standard input is no terminal."""

    def __init__(self, question: str, way_out: str) -> None:
        super().__init__(
            f"{question} Nobody is there to say so.",
            hint=f"Add {way_out} to do it without asking.",
        )


class NobodyToWrite(UsageError):
    """The editor was wanted where no person sits."""

    def __init__(self) -> None:
        super().__init__(
            "nobody is there to write a note in the editor",
            hint="Say it all with --topic, --front, --back or --cloze, and --yes.",
        )


class PathNotFound(UsageError):
    """A file or folder that was named is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"there is no file or folder {str(path)!r}",
            hint="Check the spelling, or the folder you are in.",
        )


class MissingArgument(UsageError):
    """Something must be typed that was not."""

    def __init__(self, name: str, hint: str) -> None:
        super().__init__(f"{name} is missing", hint=hint)


class EditorFailed(UsageError):
    """The learner's editor cannot be started, or ended with an error."""

    def __init__(self, command: str, reason: str) -> None:
        super().__init__(
            f"{command}: {reason}",
            hint="Set $EDITOR, or `files.editor` in the settings.",
        )


class OpenerFailed(UsageError):
    """A picture, sound or film cannot be opened outside of the terminal."""

    def __init__(self, reason: str, path: Path) -> None:
        super().__init__(
            f"It cannot be opened outside: {reason}",
            hint=f"The file is {path}. The setting `files.opener` names a command.",
        )


class OutputFailed(UsageError):
    """What standard output is connected to takes nothing."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"standard output cannot be written: {reason}")


class ScheduleError(DrillError):
    """A value that the scheduler must never be given."""

    def __init__(self, name: str, value: object, expected: str) -> None:
        super().__init__(f"{name} = {value!r}: expected {expected}")
