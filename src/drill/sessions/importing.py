"""Importing a foreign file: what is new, what has changed, one operation for it all.

A note is told by its identity. Of each the record keeps what the file said last, so
that a file that comes again is compared and not converted, and a change here is told
from one there.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from drill.errors import ImportCancelled
from drill.events import ForeignKept, NotePut, Reviewed
from drill.ids import NoteId, TopicId, card_id, deck_of
from drill.sessions.choosing import set_studied
from drill.sessions.garbage import seldom_collected
from drill.sessions.import_arrived import arrived
from drill.sessions.import_backup import backed_up
from drill.sessions.import_bases import (
    NO_BASE,
    as_it_came,
    base_of,
    changed,
    says_the_same,
    stays,
)
from drill.sessions.import_decks import ImportDecks
from drill.sessions.import_history import History
from drill.sessions.import_media import MediaStore
from drill.sessions.import_steps import ImportOptions, ImportStep, Policy, Sample
from drill.store.arrivals import Arrival

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor, Future

    from drill.interchange.package import ForeignCard, ForeignNote, Made, Package
    from drill.sessions.collection import Collection
    from drill.sessions.import_arrived import Arrived
    from drill.sessions.import_bases import Base
    from drill.sessions.import_history import Known
    from drill.store.arrivals import Dated
    from drill.store.notes import KnownNote
    from drill.store.units import ReadUnit, WriteUnit

    OnProgress = Callable[[int, int], None]

AT_ONCE: Final = 500
SAMPLES: Final = 5
IMPORTED: Final = "imported"
THEIRS: Final = "~theirs"
"""Behind the identity of what a file says of a note that is kept as it is here."""


@seldom_collected()
def import_package(  # noqa: PLR0913 - what is wished, and how one is told
    collection: Collection,
    package: Package,
    path: str,
    options: ImportOptions | None = None,
    *,
    is_dry: bool = False,
    on_progress: OnProgress = lambda *_: None,
    cancelled: threading.Event | None = None,
) -> ImportStep:
    """Take in a foreign file, as one operation; or say what that would do.

    A backup is taken before, unless nothing would change. It is all or nothing: a file
    that turns out broken at its last note leaves no trace.

    Args:
        collection: the learner's.
        package: the file, opened; it is not closed.
        path: of the file, for the report.
        options: what the learner chose.
        is_dry: whether to change nothing.
        on_progress: told how many notes were looked at, and how many there are.
        cancelled: ends it when set.

    Raises:
        ImportCancelled: it was cancelled; nothing was changed.
        InterchangeError: the file is broken further on; nothing was changed.
        StoreError: it cannot be written; nothing was changed.
    """
    run = _Import(
        collection, package, options or ImportOptions(), on_progress, cancelled, is_dry
    )
    if is_dry:
        with collection.store.read() as unit:
            run.look(unit)
        return run.step(path)
    try:
        with collection.store.write(f"import {package.title}") as unit:
            run.take_in(unit)
    except BaseException:
        run.media.forget()
        raise
    for deck in run.decks.new:
        set_studied(collection, deck, studied=True)
    return run.step(path)


@dataclass(slots=True)
class _Counts:
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0
    conflicts: int = 0
    removed: int = 0
    cards: int = 0
    reviews: int = 0


@dataclass(slots=True)
class _Import:
    """One import on its way."""

    collection: Collection
    package: Package
    options: ImportOptions
    on_progress: OnProgress
    cancelled: threading.Event | None
    is_dry: bool
    backup: Future[str] | None = None
    """Begun before the first change; None while there was none."""
    counts: _Counts = field(default_factory=_Counts)
    samples: list[Sample] = field(default_factory=list)
    decks: ImportDecks = field(init=False)
    media: MediaStore = field(init=False)
    history: History = field(init=False)

    def __post_init__(self) -> None:
        collection, package = self.collection, self.package
        self.history = History(collection.calendar, package.format, collection.now)
        data = collection.locations.data
        self.media = MediaStore(data, package.media, package.report, is_dry=self.is_dry)

    def look(self, unit: ReadUnit) -> None:
        """Go through the file and change nothing."""
        for arrivals in self._arrivals(unit):
            self._count_reviews(unit.unseen(arrivals))

    def take_in(self, unit: WriteUnit) -> None:
        """Go through the file, and write what is new."""
        # Copied while notes are converted: it cannot see what is not committed.
        with ThreadPoolExecutor(1, "drill-backup") as beside:
            self._write(unit, beside)
        if self.backup is not None:
            self.backup.result()
        if self.counts.added or self.counts.changed:
            self.decks.name(unit)
            for each in self.package.types:
                name = f"{self.package.format}-type:{each.id}"
                unit.record(ForeignKept(name, dict(each.contents)))

    def _write(self, unit: WriteUnit, beside: Executor) -> None:
        for arrivals in self._arrivals(unit):
            for topic in {each.put.topic for each in arrivals if each.put}:
                deck = deck_of(TopicId(topic))
                unit.keep_preset(self.collection.preset_of(deck))
            new = unit.unseen(arrivals)
            self._count_reviews(new)
            if new and self.backup is None:
                self.backup = beside.submit(backed_up, self.collection)
            unit.take_in(new)

    def step(self, path: str) -> ImportStep:
        """What it did, or would do."""
        counts, package = self.counts, self.package
        return ImportStep(
            path=path,
            format=package.format,
            title=package.title,
            is_dry=self.is_dry,
            total=package.total,
            added=counts.added,
            changed=counts.changed,
            unchanged=counts.unchanged,
            kept=counts.kept,
            conflicts=counts.conflicts,
            removed=counts.removed,
            cards=counts.cards,
            reviews=counts.reviews,
            media=self.media.count,
            decks=tuple(sorted(self.decks.titles.values())),
            samples=tuple(self.samples),
            remarks=tuple(package.report.remarks),
            counts=dict(package.report.counts),
            mapping=package.mapping,
            backup="" if self.backup is None else self.backup.result(),
        )

    def _arrivals(self, unit: ReadUnit) -> Iterator[list[Arrival]]:
        """What is to be written, some hundred notes at a time."""
        title, wish = self.package.title, self.options.deck
        self.decks = ImportDecks(unit, title, wish)
        done, some, seen = 0, [], set[NoteId]()
        for note in self.package.notes():
            if note.identity in seen:
                self.package.report.add("I104", "it was there before", note.place)
                continue
            seen.add(note.identity)
            some.append(note)
            if len(some) == AT_ONCE:
                done += len(some)
                yield self._of(unit, some)
                self.on_progress(done, self.package.total)
                some = []
        yield self._of(unit, some)
        self.on_progress(done + len(some), self.package.total)

    def _of(self, unit: ReadUnit, some: Sequence[ForeignNote]) -> list[Arrival]:
        if self.cancelled is not None and self.cancelled.is_set():
            raise ImportCancelled
        bases = unit.notes.bases([note.identity for note in some])
        others = [
            note for note in some if note.stamp not in bases.get(note.identity, "")
        ]
        self.counts.unchanged += len(some) - len(others)
        known = unit.notes.known(note.identity for note in others)
        arrivals: list[Arrival] = []
        for note in others:
            arrivals += self._arrival(unit, note, known.get(note.identity))
        return arrivals

    def _arrival(
        self, unit: ReadUnit, note: ForeignNote, known: KnownNote | None
    ) -> list[Arrival]:
        is_there = known is not None and known.present
        if known is not None and is_there and stays(note, known):
            return self._come_back(unit, note, known.topic)
        if known is not None and not is_there and unit.notes.is_removed(note.identity):
            self.counts.removed += 1
            return []
        made = note.make()
        if made is None:
            return []
        found = arrived(note, made, self.media)
        if known is None or not known.present:
            here = unit if known is not None else None
            return [self._added(here, found)]
        return self._again(unit, found, known)

    def _come_back(
        self, unit: ReadUnit, note: ForeignNote, topic: TopicId
    ) -> list[Arrival]:
        """Reviews of a note that went out from here: its text is as it stands here."""
        self.counts.unchanged += 1
        made = note.make()
        if made is None:  # pragma: no cover - what went out can be read
            return []
        # Where it stands follows from its answers here and there together.
        told = [replace(card, schedule=None) for card in made.cards if card.reviews]
        known = self._known(unit, note.identity, told)
        events = self._events(note.identity, told, topic, known)
        return [Arrival(None, events)] if events else []

    def _known(
        self, unit: ReadUnit, note: NoteId, cards: Sequence[ForeignCard]
    ) -> dict[str, Known]:
        """By part: what counts of a card's history here, wherever it happened."""
        ids = {card_id(note, each.part): each.part for each in cards}
        histories = unit.journal.histories(list(ids)) if ids else {}
        return {
            part: tuple(
                (each.event.at, each.event.body)
                for each in histories.get(id_, ())
                if not each.retracted
            )
            for id_, part in ids.items()
        }

    def _added(self, unit: ReadUnit | None, found: Arrived) -> Arrival:
        """A note that is not there.

        Args:
            unit: where it was there once, and answers to it may still be.
            found: what the file says.
        """
        note, made = found.note, found.made
        topic = self.decks.topic(note.deck)
        put = self._put(found, note.identity, topic)
        said = found.said(topic)
        self.counts.added += 1
        self.counts.cards += len(said.parts)
        if len(self.samples) < SAMPLES:
            title = self.decks.titles[deck_of(topic)]
            self.samples.append(Sample(note.place, title, found.faces))
        told = [card for card in made.cards if card.has_happened]
        here = self._known(unit, note.identity, told) if unit is not None else {}
        known = {part: each for part, each in here.items() if each}
        events = self._events(note.identity, told, topic, known)
        return Arrival(put, events, said)

    def _again(self, unit: ReadUnit, found: Arrived, known: KnownNote) -> list[Arrival]:
        """A note that is there: its text may have changed here, there, or in both."""
        note, topic, base = found.note, known.topic, base_of(known.base)
        is_same = found.digest == known.content_hash
        if is_same and (note.is_ours or not base.digest):
            self.counts.unchanged += 1  # a file here has it word by word
            return []
        told = [card for card in found.made.cards if card.has_happened]
        known_here = self._known(unit, note.identity, told)
        events = self._events(note.identity, told, topic, known_here)
        is_changed_there, is_changed_here = changed(found, known, base)
        document: Any = found.document
        more: list[Arrival] = []
        if not is_changed_there:
            document = known.document
            self.counts.kept += is_changed_here
            self.counts.unchanged += not is_changed_here
        elif is_changed_here and not is_same and says_the_same(found, known):
            document = dict(known.document)  # it went out from here, and came back
            found = found._replace(document=document, digest=known.content_hash)
            self.counts.unchanged += 1
        elif is_changed_here and not is_same:
            self.counts.conflicts += 1
            if self.options.policy is Policy.THEIRS:
                self.counts.changed += 1
            else:
                document = known.document
                self.counts.kept += 1
            if self.options.policy is Policy.BOTH:
                other = NoteId(f"{note.identity}{THEIRS}")
                more.append(Arrival(self._put(found, other, topic)))
                self.counts.added += 1
        else:
            self.counts.changed += 1
        put = self._put(found, note.identity, topic, document, base)
        if note.went_out:
            put = as_it_came(unit, put, base)
        return [Arrival(put, events), *more]

    def _put(
        self,
        found: Arrived,
        identity: NoteId,
        topic: TopicId,
        document: Any = None,
        base: Base = NO_BASE,
    ) -> NotePut:
        return NotePut(
            note=identity,
            topic=topic,
            document=found.document if document is None else document,
            origin=IMPORTED,
            base=base.after(found).text,
            extra=self._extra(found.made),
        )

    def _extra(self, made: Made) -> dict[str, Any]:
        media = self.media.kept(made.media)
        kept = {"media": media} if media else {}
        return {"format": self.package.format, **kept, **made.extra}

    def _events(
        self,
        note: NoteId,
        cards: Sequence[ForeignCard],
        topic: TopicId,
        known: Mapping[str, Known],
    ) -> tuple[Dated, ...]:
        """What happened to cards of a note.

        Args:
            note: whose cards they are.
            cards: as the source has them.
            topic: in which it is.
            known: what of it is here, by part; cards without come in as new ones.
        """
        if not cards:
            return ()
        preset = self.collection.preset_of(deck_of(topic))
        return tuple(
            event
            for card in cards
            for event in self.history.events(note, card, preset, known.get(card.part))
        )

    def _count_reviews(self, arrivals: Sequence[Arrival]) -> None:
        events = (event for arrival in arrivals for event in arrival.events)
        self.counts.reviews += sum(isinstance(e.body, Reviewed) for e in events)
