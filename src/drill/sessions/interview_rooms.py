"""The doors to interview drills: what there is to sit, and one sitting at a time."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from drill.content.format_reader import format_files, read_formats
from drill.content.formats import (
    BreakSection,
    KataSection,
    QuestionSection,
    RoundSection,
)
from drill.errors import FormatNotFound
from drill.events import SittingOpened
from drill.sessions.interview import InterviewSession
from drill.sessions.interview_composing import Composer
from drill.sessions.interview_export import as_markdown
from drill.sessions.interview_katas import lack_of_walls
from drill.sessions.interview_reports import report, sitting_rows
from drill.sessions.interview_steps import FormatRow, InterviewsStep
from drill.sessions.labels import plural
from drill.sessions.reports import write_list
from drill.sessions.rereading import deck_roots
from drill.sessions.steps import Changed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from drill.content.formats import AnySection, Format
    from drill.ids import EventId
    from drill.sessions.collection import Collection
    from drill.sessions.interview_steps import InterviewReport, SittingRow


def formats_of(collection: Collection) -> tuple[dict[str, Format], tuple[str, ...]]:
    """The formats at hand, shipped ones first, and what is wrong with files."""
    files = format_files(root.path for root in deck_roots(collection))
    formats, problems = read_formats(files)
    said = [f"{each.path}:{each.line}: {each.message}" for each in problems]
    return formats, tuple(said)


def interviews(collection: Collection) -> InterviewsStep:
    """The formats to choose from, and the sittings there were."""
    formats, problems = formats_of(collection)
    with collection.store.read() as unit:
        rows = sitting_rows(unit)
    latest: dict[str, SittingRow] = {}
    for row in rows:
        if not row.is_open:
            latest.setdefault(row.format, row)
    return InterviewsStep(
        formats=tuple(
            FormatRow(
                each.format,
                each.title,
                each.description,
                each.minutes,
                tuple(map(_section_words, each.sections)),
                latest.get(each.format),
            )
            for each in sorted(
                formats.values(), key=lambda each: (each.minutes, each.title)
            )
        ),
        open=tuple(row for row in rows if row.can_resume),
        done=tuple(row for row in rows if not row.is_open),
        problems=problems,
    )


def _section_words(section: AnySection) -> str:
    minutes = f"{section.minutes:g} min"
    if isinstance(section, QuestionSection):
        return f"{section.title}: {plural(section.number, 'question')}, {minutes}"
    if isinstance(section, BreakSection | RoundSection):
        return f"{section.title}, {minutes}"
    return f"{section.title}: {section.kind}, {minutes}"


def format_named(collection: Collection, name: str) -> tuple[Format, dict[str, Format]]:
    """A format by its id, and all there are.

    Raises:
        FormatNotFound: there is no such format, or its file has an error.
    """
    formats, _ = formats_of(collection)
    if name not in formats:
        near = get_close_matches(name, formats, n=1)
        raise FormatNotFound(name, near[0] if near else None)
    return formats[name], formats


def open_interview(collection: Collection, name: str) -> InterviewSession:
    """A new sitting of a format; it is recorded, and its first section waits.

    Raises:
        FormatNotFound: there is no such format.
        DeckNotFound: a section of it names a deck or topic that there is not.
    """
    found, formats = format_named(collection, name)
    with collection.store.read() as unit:
        has_katas = bool(unit.katas())
    lack = ""
    if has_katas and _asks_kata(found, formats):
        from drill.judge.sandbox.probing import probe

        # Outside of the transaction: the first time it takes half a second.
        lack = lack_of_walls(probe(collection.locations.cache))
    with collection.store.write(hidden=True) as unit:
        plan = Composer(collection, unit, formats, lack).plan(found)
        opened = SittingOpened(plan.format, plan.title, plan.document())
        sitting = unit.record(opened).id
    return InterviewSession(collection, sitting)


def _asks_kata(format_: Format, formats: Mapping[str, Format]) -> bool:
    rounds = [each for each in format_.sections if isinstance(each, RoundSection)]
    inner = [each for part in rounds for each in formats[part.format].sections]
    return any(isinstance(each, KataSection) for each in (*format_.sections, *inner))


def resume_interview(collection: Collection, sitting: EventId) -> InterviewSession:
    """A sitting that was left half way.

    Raises:
        SittingNotFound: there is none of that id that this program can read.
    """
    return InterviewSession(collection, sitting)


def interview_report(collection: Collection, sitting: EventId) -> InterviewReport:
    """What a sitting came to.

    Raises:
        SittingNotFound: there is none of that id that this program can read.
    """
    with collection.store.read() as unit:
        return report(collection, unit, sitting)


def give_up_interview(collection: Collection, sitting: EventId) -> InterviewReport:
    """End a sitting that was left half way; what it came to.

    Raises:
        SittingNotFound: there is none of that id that this program can read.
    """
    session = InterviewSession(collection, sitting)
    session.start()
    session.end()
    return interview_report(collection, sitting)


def export_interview(collection: Collection, sitting: EventId, path: Path) -> Changed:
    """Write a report to a file, as Markdown.

    Raises:
        SittingNotFound: there is none of that id that this program can read.
        NotWritable: the file cannot be written.
    """
    found = interview_report(collection, sitting)
    write_list(path, as_markdown(found))
    return Changed(f"the report was written to {path}", 1, can_undo=False)
