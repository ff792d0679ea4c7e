"""Every command, declared once."""

from __future__ import annotations

from drill.cli.arguments import JSON, NAMES, YES
from drill.cli.declaration import Argument, Command, Completion, Kind
from drill.cli.interchange_table import EXPORT, IMPORT

GLOBAL: tuple[Argument, ...] = (
    Argument(
        "--data", "keep everything in this folder (also: $DRILL_DATA)",
        Kind.VALUE, "DIR", completion=Completion.FOLDERS,
    ),
    Argument(
        "--config", "read and write settings in this file",
        Kind.VALUE, "FILE", completion=Completion.FILES,
    ),
)  # fmt: skip
"""Options that stand before or after any command."""

REVIEW = Command(
    "review",
    "review what is due",
    "Opens the app in a review at once.",
    (
        Argument(
            "names", "review these decks or topics only", Kind.ANY, "DECK|TOPIC",
            completion=Completion.DECKS,
        ),
    ),
)  # fmt: skip
QUIZ = Command(
    "quiz",
    "be asked against the clock",
    "Opens the app in a quiz at once: ten questions of the decks that are studied, a"
    " minute for each, unless you say otherwise. `drill quiz history` prints earlier"
    " ones instead.",
    (
        Argument(
            "names", "ask of these decks or topics only; or `history`",
            Kind.ANY, "DECK|TOPIC", completion=Completion.DECKS,
        ),
        Argument("--number", "how many questions (10)", Kind.NUMBER, "N", default=10),
        Argument("--minutes", "minutes for all questions together", Kind.NUMBER, "M"),
        Argument("--per-question", "seconds for each question", Kind.NUMBER, "S"),
        Argument("--untimed", "without a clock"),
        Argument(
            "--mix", "what comes first; new and mistakes: these alone",
            Kind.VALUE, "MIX", choices=("weak", "due", "new", "mistakes", "any"),
        ),
        Argument(
            "--mistakes-days", "take the mistakes of this many study days (7)",
            Kind.NUMBER, "N",
        ),
        Argument(
            "--difficulty", "from the rule by itself to its corner cases",
            Kind.VALUE, "1-3", choices=("1", "2", "3"),
        ),
        Argument(
            "--kind", "ask questions of this kind only", Kind.TEXTS, "KIND",
            choices=("choice", "numeric", "typed", "order", "generated"),
        ),
        Argument("--marks-at-end", "show no mark before the end"),
        Argument("--pauses", "let the clock be paused"),
        JSON,
    ),
)  # fmt: skip
INTERVIEW = Command(
    "interview",
    "sit an interview drill",
    "Opens the app with a sitting of a format at once; without one, with the list of"
    " formats and earlier sittings.",
    (
        Argument("format", "its id, as --list prints it", Kind.OPTIONAL, "FORMAT"),
        Argument("--list", "print the formats"),
        Argument("--history", "print earlier sittings"),
        Argument(
            "--export", "write the report of the latest sitting, as Markdown",
            Kind.VALUE, "FILE", completion=Completion.FILES,
        ),
        JSON,
    ),
)  # fmt: skip
KATA_NAME = Argument("kata", "its id, as `drill kata list` prints it", Kind.ONE, "KATA")
LANGUAGE = Argument(
    "--language", "what it is written in (python)", Kind.VALUE, "LANGUAGE",
    choices=("python", "cpp", "rust", "go", "javascript"),
)  # fmt: skip
CONSENT = (
    Argument("--agree", "let code of this deck run, as long as it stays as it is"),
    Argument("--without-sandbox", "run your own code without walls, this once"),
)
KATA = Command(
    "kata",
    "work on a kata: in the app, or in an editor of your own",
    "Without an action the app opens with the list of katas. A kata lies in one file"
    " among your data; `start` prints its path, `test` judges it, `watch` judges it"
    " whenever it is saved. Code runs in the strongest sandbox of this machine.",
    (),
    (
        Command(
            "list", "list the katas",
            arguments=(
                Argument(
                    "names", "of these decks or topics only", Kind.ANY, "DECK|TOPIC",
                    completion=Completion.DECKS,
                ),
                Argument("--due", "those that are due, or half way"), JSON,
            ),
        ),
        Command(
            "start", "print the path of its file, made when missing",
            arguments=(
                KATA_NAME, LANGUAGE,
                Argument("--editor", "open it in your editor"),
                Argument("--reset", "begin the file anew"), JSON,
            ),
        ),
        Command(
            "test", "judge what stands in its file",
            "The status is 1 unless it passes. After a pass, --rate records a rating,"
            " the proposed one unless you name another.",
            (
                KATA_NAME, LANGUAGE,
                Argument("--case", "run this case only", Kind.VALUE, "NAME"),
                Argument(
                    "--input", "run it on an input of your own", Kind.VALUE,
                    "ARGUMENTS",
                ),
                Argument(
                    "--rate", "after a pass, rate it, as proposed or as you say",
                    Kind.VALUE, "RATING",
                    choices=("proposed", "again", "hard", "good", "easy"),
                ),
                *CONSENT,
                JSON,
            ),
        ),
        Command(
            "watch", "judge its file whenever it is saved, until ctrl+c",
            arguments=(
                KATA_NAME, LANGUAGE,
                *CONSENT,
            ),
        ),
        Command(
            "hint", "print one more hint; the rating is lower for it",
            arguments=(KATA_NAME, LANGUAGE),
        ),
        Command(
            "solution", "print the reference, after a pass",
            arguments=(
                KATA_NAME, LANGUAGE,
                Argument("--give-up", "give up: it counts as again"),
            ),
        ),
    ),
)  # fmt: skip
DUE = Command(
    "due",
    "print how much is due today",
    "One line for a shell prompt or a status bar: `42 due · 9 min`.",
    (JSON,),
)
STATS = Command(
    "stats",
    "print figures about the last days",
    "Reviews, minutes, ratings, the streak, and what comes due.",
    (
        Argument(
            "--days", "look back over this many study days (30)", Kind.NUMBER, "N",
            default=30,
        ),
        JSON,
    ),
)  # fmt: skip
DECKS = Command(
    "decks",
    "list the decks, or change which are studied",
    "Without an action: all decks and topics with their counts. A deck that is not"
    " studied keeps all it holds.",
    (JSON,),
    (
        Command(
            "show",
            "open decks as pages: topics, what comes first, sources",
            arguments=(NAMES, JSON),
        ),
        Command("study", "study these decks too", arguments=(NAMES, JSON)),
        Command("leave", "stop studying these decks", arguments=(NAMES, JSON)),
    ),
)
GOAL = Command(
    "goal",
    "list interview dates, set one or take one away",
    "Without an action: all of them, with the share of cards that will be recalled on"
    " the day. Until then the daily review asks for what gains most by that day.",
    (JSON,),
    (
        Command("list", "list them", arguments=(JSON,)),
        Command(
            "set", "set an interview, or change the one of that title",
            arguments=(
                Argument(
                    "date", "2026-12-14, or +24 for days from today", Kind.ONE, "DATE"
                ),
                Argument(
                    "scope", "what it is about; when left out, as it was", Kind.ANY,
                    "DECK|TOPIC", completion=Completion.DECKS,
                ),
                Argument("--title", "its name (interview)", Kind.VALUE, "TEXT"),
                Argument(
                    "--minutes", "how long its cards may take a day (20)", Kind.NUMBER,
                    "N",
                ),
                JSON,
            ),
        ),
        Command(
            "remove", "take an interview away; what was reviewed stays",
            arguments=(
                Argument("title", "its name, as `drill goal` prints it", Kind.ONE,
                         "TITLE"),
            ),
        ),
    ),
)  # fmt: skip
ADD = Command(
    "add",
    "write a note",
    "Without --front and --cloze it opens the editor with a form. What it would"
    " become is shown, with notes that look alike, and kept when you say so.",
    (
        Argument(
            "--topic", "where it goes: `deck/topic`", Kind.VALUE, "DECK/TOPIC",
            completion=Completion.DECKS,
        ),
        Argument("--front", "what is asked", Kind.VALUE, "TEXT"),
        Argument("--back", "what is answered", Kind.VALUE, "TEXT"),
        Argument(
            "--cloze", "a text with gaps: `{{c1::answer::hint}}`", Kind.VALUE, "TEXT"
        ),
        Argument("--both-ways", "ask the back for the front as well"),
        Argument("--why", "shown after the answer", Kind.VALUE, "TEXT"),
        Argument("--source", "where to check it", Kind.TEXTS, "TEXT"),
        Argument("--tag", "a tag", Kind.TEXTS, "TAG"),
        Argument("--yes", "keep it without asking"),
    ),
)  # fmt: skip
NEW = Command(
    "new",
    "make a deck of your own",
    "The deck is a folder of YAML files among your data, and is studied from now on.",
    (
        Argument("deck", "its id: a-z, 0-9 and hyphens", Kind.ONE, "DECK"),
        Argument("--title", "its name for people", Kind.VALUE, "TEXT"),
    ),
)
CHECK = Command(
    "check",
    "print every problem in deck files",
    "Static and quick: nothing is written, no database is opened. The status is 1"
    " when there is an error. With --prove the code of all katas runs, in the strongest"
    " sandbox of this machine: references, wrong solutions, and small changes to the"
    " references that some case must notice.",
    (
        Argument(
            "paths", "files or folders; all decks at hand by default",
            Kind.ANY, "PATH", completion=Completion.FILES,
        ),
        JSON,
        Argument("--strict", "let warnings count as errors"),
        Argument("--prove", "run the katas as well, to prove them; takes a while"),
        Argument("--schema", "print the format as JSON Schema, for editors"),
    ),
)  # fmt: skip
BACKUP = Command(
    "backup",
    "back up the record now",
    "Backups are also taken by themselves, and thinned by the day, week and month.",
    (Argument("--list", "list the backups there are"), JSON),
)
RESTORE = Command(
    "restore",
    "bring back a backup",
    "The record as it is now is set aside, not deleted. Without a name: the latest.",
    (
        Argument("name", "as `drill backup --list` prints it", Kind.OPTIONAL, "NAME"),
        YES,
    ),
)
DOCTOR = Command(
    "doctor",
    "look for damage, and mend it when asked",
    "Checks the database file, rebuilds every schedule from the journal and compares."
    " Nothing is changed without --repair. The status is 1 when something is wrong.",
    (Argument("--repair", "mend what can be mended, after a backup"), JSON),
)
UNDO = Command(
    "undo",
    "take back the latest operation of this machine",
    "An answer, a change to many cards, a note: whatever came last, across restarts.",
)
REPORTS = Command(
    "reports",
    "print the cards you said are wrong",
    "With what you wrote, and the file and line to mend.",
    (JSON,),
)
SETTINGS = Command(
    "settings",
    "print or change settings",
    "Without an action: all of them with their values.",
    (JSON,),
    (
        Command("list", "print all settings", arguments=(JSON,)),
        Command(
            "get", "print one setting",
            arguments=(
                Argument("name", "such as study.new_a_day", Kind.ONE, "NAME"), JSON,
            ),
        ),
        Command(
            "set", "change one setting in the file",
            "The value as the settings screen shows it: `5`, `0.92`, `yes`, `1m, 10m`;"
            " `default` takes the setting out of the file.",
            (
                Argument("name", "such as study.new_a_day", Kind.ONE, "NAME"),
                Argument("value", "the new value, or `default`", Kind.ONE, "VALUE"),
            ),
        ),
        Command("path", "print where the settings file is"),
    ),
)  # fmt: skip
COMPLETION = Command(
    "completion",
    "print a completion script for a shell",
    'For bash: `eval "$(drill completion bash)"` in ~/.bashrc.',
    (
        Argument(
            "shell", "your shell; `decks` prints the ids that the scripts offer",
            Kind.ONE, "SHELL", choices=("bash", "zsh", "fish", "decks"),
        ),
    ),
)  # fmt: skip

COMMANDS: tuple[Command, ...] = (
    REVIEW,
    QUIZ,
    INTERVIEW,
    KATA,
    DUE,
    STATS,
    DECKS,
    GOAL,
    ADD,
    NEW,
    CHECK,
    IMPORT,
    EXPORT,
    BACKUP,
    RESTORE,
    DOCTOR,
    UNDO,
    REPORTS,
    SETTINGS,
    COMPLETION,
)
"""In the order of the help."""
