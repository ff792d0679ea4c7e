"""Importing foreign files: what is new, what has changed, one operation, one undo."""

from __future__ import annotations

import io
import threading
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from drill.content.notes import parse_note
from drill.errors import BrokenSource, ImportCancelled, InvalidMapping, UnknownFormat
from drill.ids import CardId, DeckId, NoteId, Rating
from drill.interchange.package import (
    ForeignCard,
    ForeignNote,
    ForeignReview,
    ForeignSchedule,
    Made,
    NoteType,
    Package,
    Report,
    ready,
)
from drill.sessions.editing import keep_edit, remove_note
from drill.sessions.import_decks import slug_of_deck
from drill.sessions.import_doors import format_titles, import_file
from drill.sessions.import_history import instant
from drill.sessions.import_steps import ImportOptions, ImportStep, Policy
from drill.sessions.importing import import_package
from drill.sessions.maintenance import backups
from drill.sessions.undoing import undo
from drill.srs.foreign import memory_of_sm2
from drill.srs.preset import DEFAULT_PARAMETERS
from drill.srs.schedule import New, Reviewing
from drill.store import doctor
from tests.sessions.desk import NOW, Desk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

SER = NoteId("anki:ser")
FRONT = CardId("anki:ser#front")
DECK = ("Languages", "Español")
NOW_MS = int(NOW.timestamp() * 1000)
DAY_MS = 86_400_000


class Files:
    """Media as a package has them."""

    def __init__(self, **files: bytes) -> None:
        self.files = {name.replace("_", "."): data for name, data in files.items()}

    def has(self, name: str) -> bool:
        return name in self.files

    def size(self, name: str) -> int:
        return len(self.files[name])

    def open(self, name: str) -> BinaryIO:
        if self.files[name] == b"broken":
            raise BrokenSource("x.apkg", "it is damaged")
        return io.BytesIO(self.files[name])


def note(
    name: str = "ser",
    back: str = "to be",
    cards: Sequence[ForeignCard] = (),
    deck: tuple[str, ...] = DECK,
    media: frozenset[str] = frozenset(),
    **more: Any,
) -> ForeignNote:
    document = {"id": name, "front": f"{name}?", "back": back, **more}
    made = Made(document, cards, {"guid": name}, media)
    return ready(NoteId(f"anki:{name}"), deck, made, f"note {name}")


def package(*notes: ForeignNote, **more: Any) -> Package:
    values: dict[str, Any] = {
        "format": "anki",
        "title": "Spanish",
        "total": len(notes),
        "notes": lambda: iter(notes),
        "report": Report(),
        **more,
    }
    return Package(**values)


def take_in(desk: Desk, *notes: ForeignNote, **more: Any) -> ImportStep:
    desk.clock.advance(timedelta(seconds=1))
    kept = {key: more.pop(key) for key in ("media", "types", "notes") if key in more}
    found = package(*notes, **kept)
    return import_package(desk.collection, found, "x.apkg", **more)


def figures(step: ImportStep) -> tuple[int, ...]:
    """Added, changed, unchanged, kept, conflicts, removed, cards, reviews."""
    return (
        *(step.added, step.changed, step.unchanged, step.kept),
        *(step.conflicts, step.removed, step.cards, step.reviews),
    )


def document(desk: Desk, name: str = "ser") -> dict[str, Any]:
    with desk.collection.store.read() as unit:
        return dict(unit.notes.get(NoteId(f"anki:{name}")).document)


def edit(desk: Desk, back: str) -> None:
    desk.clock.advance(timedelta(seconds=1))
    with desk.collection.store.read() as unit:
        stored = unit.notes.get(SER)
    changed = parse_note({**stored.document, "back": back})
    keep_edit(desk.collection, stored, changed)


def is_healthy(desk: Desk) -> bool:
    return doctor.is_healthy(doctor.examine(desk.collection.store))


HISTORY = (
    ForeignReview(NOW_MS - 9 * DAY_MS, Rating.GOOD, 4_000),
    ForeignReview(NOW_MS - 2 * DAY_MS, Rating.HARD, 9_000_000),
)
KNOWN = ForeignCard(
    "front",
    ForeignSchedule(
        6, NOW_MS + 4 * DAY_MS, HISTORY[-1].at_ms, repetitions=2, sm2_factor=2.5
    ),
    HISTORY,
)

# --- new notes ------------------------------------------------------------------------


def test_notes_come_in_with_their_deck_and_are_studied(desk: Desk) -> None:
    step = take_in(desk, note(), note("estar", both_ways=True, tags=["verb"]))
    assert figures(step) == (2, 0, 0, 0, 0, 0, 3, 0)
    assert step.decks == ("Languages › Español",)
    assert [sample.faces[0].front for sample in step.samples] == ["ser?", "estar?"]
    assert not step.is_nothing
    with desk.collection.store.read() as unit:
        titles = {each.deck: each.title for each in unit.library.decks()}
    [deck] = [each for each, title in titles.items() if "Español" in title]
    assert deck.startswith("languages::espanol-")
    assert deck in desk.collection.chosen
    assert is_healthy(desk)


def test_a_dry_run_says_the_same_and_changes_nothing(desk: Desk) -> None:
    files = Files(a_mp3=b"sound")
    sounding = note(
        "ir", back="[sound: a.mp3](media:a.mp3)", media=frozenset({"a.mp3"})
    )
    notes = (note(cards=[KNOWN]), sounding)
    with desk.collection.store.read() as unit:
        before = unit.journal.count()
    dry = take_in(desk, *notes, media=files, is_dry=True)
    with desk.collection.store.read() as unit:
        assert unit.journal.count() == before
    assert not (desk.collection.locations.data / "media").exists()
    wet = take_in(desk, *notes, media=files)
    assert figures(dry) == figures(wet) == (2, 0, 0, 0, 0, 0, 2, 2)
    assert dry.media == wet.media == 1
    assert (dry.is_dry, wet.is_dry) == (True, False)


def test_a_backup_is_taken_before_when_there_is_something_to_lose(desk: Desk) -> None:
    assert take_in(desk, note()).backup == ""
    assert take_in(desk, note("ir")).backup.startswith("drill-")
    assert take_in(desk, note("ir")).backup == ""  # nothing changed


def test_one_undo_takes_all_of_it_back(desk: Desk) -> None:
    take_in(desk, note(cards=[KNOWN]), note("ir"))
    undo(desk.collection)
    with desk.collection.store.read() as unit:
        assert not unit.notes.get(SER).present
    assert isinstance(desk.card(FRONT).schedule.state, New)
    assert is_healthy(desk)
    again = take_in(desk, note(cards=[KNOWN]), note("ir"))
    assert figures(again) == (2, 0, 0, 0, 0, 0, 2, 2)
    assert isinstance(desk.card(FRONT).schedule.state, Reviewing)
    assert is_healthy(desk)


def test_all_goes_into_one_deck_when_that_is_asked_for(desk: Desk) -> None:
    options = ImportOptions(deck="Verbs")
    step = take_in(desk, note(), note("ir", deck=()), options=options)
    assert step.decks == ("Verbs", "Verbs › Español")


@pytest.mark.parametrize(
    ("wish", "title"),
    [
        ("A:: B", "A › B › Español"),
        ("::", "Languages › Español"),
        (" ", "Languages › Español"),
    ],
)
def test_a_deck_that_is_asked_for_may_lie_below_another(
    desk: Desk, wish: str, title: str
) -> None:
    assert take_in(desk, note(), options=ImportOptions(deck=wish)).decks == (title,)


@pytest.mark.parametrize(
    ("path", "title"),
    [
        (("a\n b", "", " "), "a b"),
        (("",), "Spanish"),
        (("x" * 5_000,), "x" * 200),
        (("a",) * 500, " › ".join(["a"] * 30)),
    ],
)
def test_a_title_is_one_line_and_no_longer_than_it_can_be_read(
    desk: Desk, path: tuple[str, ...], title: str
) -> None:
    assert take_in(desk, note(deck=path)).decks == (title,)


def test_a_note_that_is_in_its_file_twice_comes_in_once(desk: Desk) -> None:
    twice = [note(cards=[KNOWN]), note(back="other", cards=[KNOWN])]
    step = take_in(desk, *twice)
    assert figures(step) == (1, 0, 0, 0, 0, 0, 1, 2)
    assert step.counts == {"I104": 1}
    assert document(desk)["back"] == "to be"


def test_answers_of_one_instant_are_one_and_come_in_order(desk: Desk) -> None:
    jumbled = replace(KNOWN, reviews=(HISTORY[1], HISTORY[0], HISTORY[1]))
    assert take_in(desk, note(cards=[jumbled])).reviews == 2
    again = take_in(desk, note(back="other", cards=[KNOWN]))
    assert figures(again) == (0, 1, 0, 0, 0, 0, 0, 0)
    assert is_healthy(desk)


def test_notes_without_a_deck_go_into_one_named_like_the_file(desk: Desk) -> None:
    assert take_in(desk, note(deck=())).decks == ("Spanish",)


def test_a_deck_with_files_keeps_to_itself(desk: Desk) -> None:
    take_in(desk, note(deck=("Networks",)), note("ir", deck=("Mine",)))
    with desk.collection.store.read() as unit:
        assert unit.notes.get(SER).topic == "networks-imported/notes"
        assert unit.notes.get(NoteId("anki:ir")).topic == "mine-imported/notes"


def test_a_deck_that_was_named_here_keeps_its_name(desk: Desk) -> None:
    take_in(desk, note(deck=("Verbs",)))
    take_in(desk, note("ir", deck=("verbs",)))
    with desk.collection.store.read() as unit:
        titles = {each.deck: each.title for each in unit.library.decks()}
    assert titles[DeckId("verbs")] == "Verbs"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Spanish", "spanish"),
        ("  System Design ", "system-design"),
        ("C", "c"),
        ("C++", "c-"),
        ("中文", "deck-"),
        ("Español", "espanol-"),
    ],
)
def test_ids_of_decks_can_be_read_and_differ(name: str, slug: str) -> None:
    found = slug_of_deck(name)
    assert found == slug or (slug[-1] == "-" and found.startswith(slug))
    assert found == slug_of_deck(name)
    assert slug_of_deck(f"{name}#") != found


def test_kinds_of_note_are_kept_for_exports(desk: Desk) -> None:
    take_in(desk, note(), types=(NoteType("7", {"name": "Basic"}),))
    with desk.collection.store.read() as unit:
        kept = [
            e.body for _, e in unit.journal.events() if e.body.kind == "foreign-kept"
        ]
    assert [each.name for each in kept] == ["anki-type:7"]  # type: ignore[union-attr]


# --- the same file again --------------------------------------------------------------


def test_the_same_file_again_changes_nothing_and_converts_nothing(desk: Desk) -> None:
    take_in(desk, note(cards=[KNOWN]))

    def never() -> Made | None:
        raise AssertionError

    step = take_in(desk, note(cards=[KNOWN])._replace(make=never))
    assert figures(step) == (0, 0, 1, 0, 0, 0, 0, 0)
    assert step.is_nothing


def test_a_note_that_changed_there_keeps_its_progress(desk: Desk) -> None:
    take_in(desk, note(cards=[KNOWN]))
    before = desk.card(FRONT).schedule
    step = take_in(desk, note(back="to be, forever", cards=[KNOWN]))
    assert figures(step) == (0, 1, 0, 0, 0, 0, 0, 0)
    assert document(desk)["back"] == "to be, forever"
    assert desk.card(FRONT).schedule == before
    assert figures(take_in(desk, note(back="to be, forever", cards=[KNOWN])))[2] == 1


def test_a_note_that_was_changed_here_stays_so(desk: Desk) -> None:
    take_in(desk, note())
    edit(desk, "mine")
    assert figures(take_in(desk, note()))[2] == 1  # the file says what it said
    step = take_in(desk, note(cards=[ForeignCard("front", reviews=HISTORY[:1])]))
    assert figures(step) == (0, 0, 0, 1, 0, 0, 0, 1)
    assert document(desk)["back"] == "mine"


@pytest.mark.parametrize(
    ("policy", "wanted", "back"),
    [
        (Policy.MINE, (0, 0, 0, 1, 1, 0, 0, 0), "mine"),
        (Policy.THEIRS, (0, 1, 0, 0, 1, 0, 0, 0), "theirs"),
        (Policy.BOTH, (1, 0, 0, 1, 1, 0, 0, 0), "mine"),
    ],
)
def test_a_note_that_changed_in_both_goes_by_the_policy(
    desk: Desk, policy: Policy, wanted: tuple[int, ...], back: str
) -> None:
    take_in(desk, note())
    edit(desk, "mine")
    options = ImportOptions(policy=policy)
    step = take_in(desk, note(back="theirs"), options=options)
    assert figures(step) == wanted
    assert document(desk)["back"] == back
    if policy is Policy.BOTH:
        assert document(desk, "ser~theirs")["back"] == "theirs"
    # Settled: the same file says no more.
    assert figures(take_in(desk, note(back="theirs"), options=options))[2] == 1


def test_the_same_change_on_both_sides_is_no_conflict(desk: Desk) -> None:
    take_in(desk, note())
    edit(desk, "better")
    assert figures(take_in(desk, note(back="better")))[:5] == (0, 1, 0, 0, 0)


def test_a_note_that_was_removed_here_stays_away(desk: Desk) -> None:
    take_in(desk, note(), note("ir"))
    desk.clock.advance(timedelta(seconds=1))
    remove_note(desk.collection, SER)
    step = take_in(desk, note(back="other"), note("ir"))
    assert figures(step) == (0, 0, 1, 0, 0, 1, 0, 0)


def test_only_what_is_new_of_a_history_comes_in(desk: Desk) -> None:
    take_in(desk, note(cards=[replace(KNOWN, reviews=HISTORY[:1])]))
    later = take_in(desk, note(cards=[KNOWN]))
    assert figures(later) == (0, 0, 1, 0, 0, 0, 0, 1)
    assert is_healthy(desk)


# --- schedules ------------------------------------------------------------------------


def test_the_due_day_stays_and_the_memory_is_of_the_history(desk: Desk) -> None:
    take_in(desk, note(cards=[KNOWN]))
    state = desk.card(FRONT).schedule.state
    assert isinstance(state, Reviewing)
    assert state.due == desk.collection.today + 4
    assert state.last_day == desk.collection.today - 2
    assert 1 < state.memory.stability < 30


def test_the_sources_own_fsrs_state_goes_before(desk: Desk) -> None:
    assert KNOWN.schedule is not None
    told = replace(KNOWN.schedule, stability=12.5, difficulty=7.25)
    take_in(desk, note(cards=[replace(KNOWN, schedule=told)]))
    memory = desk.card(FRONT).schedule.memory
    assert memory is not None
    assert (memory.stability, memory.difficulty) == (12.5, 7.25)


def test_without_a_history_the_interval_gives_a_first_estimate(desk: Desk) -> None:
    schedule = ForeignSchedule(40, NOW_MS + DAY_MS, sm2_factor=1.3, lapses=3)
    take_in(desk, note(cards=[ForeignCard("front", schedule)]))
    found = desk.card(FRONT).schedule
    assert found.memory is not None
    assert found.memory.stability == 40
    assert found.memory.difficulty > 9
    assert found.lapses == 3
    assert isinstance(found.state, Reviewing)
    assert found.state.last_day == desk.collection.today - 39


def test_flags_and_suspension_come_along_once(desk: Desk) -> None:
    card = ForeignCard("front", suspended=True, flag=3)
    take_in(desk, note(cards=[card]))
    schedule = desk.card(FRONT).schedule
    assert (schedule.suspended, schedule.flag) == (True, 3)
    take_in(desk, note(back="other", cards=[replace(card, flag=5)]))
    assert desk.card(FRONT).schedule.flag == 3


@pytest.mark.parametrize("at_ms", [-1, 0, 1 << 62])
def test_instants_beyond_all_reason_are_bounded(at_ms: int) -> None:
    assert 1970 <= instant(at_ms).year <= 3000


def test_what_a_clock_gone_wrong_has_in_the_future_happened_now(desk: Desk) -> None:
    later = ForeignReview(NOW_MS + 90 * DAY_MS, Rating.GOOD)
    schedule = ForeignSchedule(1, NOW_MS + 80 * DAY_MS)
    cards = [ForeignCard("front", schedule, [later])]
    assert take_in(desk, note(cards=cards)).reviews == 1
    with desk.collection.store.read() as unit:
        answers = unit.journal.history(FRONT)
        assert {each.event.at for each in answers} == {desk.clock.now()}
    take_in(desk, note("ir"))
    assert is_healthy(desk)


def test_claims_beyond_all_reason_are_bounded(desk: Desk) -> None:
    schedule = ForeignSchedule(
        10**30, NOW_MS, NOW_MS, float("inf"), 99.0, repetitions=-3, lapses=10**30
    )
    take_in(desk, note(cards=[ForeignCard("front", schedule)]))
    state = desk.card(FRONT).schedule.state
    assert isinstance(state, Reviewing)
    assert state.interval_days == 36_500
    assert (state.memory.stability, state.memory.difficulty) == (36_500.0, 10.0)
    assert is_healthy(desk)


def test_an_interval_at_ninety_percent_is_the_stability() -> None:
    memory = memory_of_sm2(30, 2.5, DEFAULT_PARAMETERS)
    assert memory.stability == 30
    assert 1 <= memory.difficulty <= 10
    assert memory_of_sm2(30, None, DEFAULT_PARAMETERS) == memory
    harder = memory_of_sm2(30, 1.3, DEFAULT_PARAMETERS)
    assert harder.difficulty > memory.difficulty
    flat = [*DEFAULT_PARAMETERS[:10], 0.0, *DEFAULT_PARAMETERS[11:]]
    assert memory_of_sm2(0, 2.5, flat).difficulty == 5.0


# --- media ----------------------------------------------------------------------------


def test_files_are_kept_by_their_content(desk: Desk) -> None:
    text = "![a](media:a.png) and ![a](media:a.png)"
    names = frozenset({"a.png", "b.png", "c.png"})
    files = Files(a_png=b"picture", b_png=b"broken")
    first = note(back=text, media=names, hints=["media:a.png"])
    step = take_in(desk, first, note("ir", back=text, media=names), media=files)
    [kept] = (desk.collection.locations.data / "media").iterdir()
    assert kept.read_bytes() == b"picture"
    assert (
        document(desk)["back"] == f"![a](media:{kept.name}) and ![a](media:{kept.name})"
    )
    assert step.media == 1
    assert step.counts == {"I101": 1, "I102": 1}
    listed = note("otro", media=names, hints=[text, "plain"], both_ways=True)
    again = take_in(desk, listed, media=files)
    assert again.media == 1
    assert document(desk, "otro")["hints"][0].count(kept.name) == 2


# --- all or nothing -------------------------------------------------------------------


def broken_after(*notes: ForeignNote) -> Iterator[ForeignNote]:
    yield from notes
    raise BrokenSource("x.apkg", "its database is damaged")


def test_one_backup_is_taken_however_many_notes_come_in(desk: Desk) -> None:
    take_in(desk, note())
    take_in(desk, *[note(f"n{number}") for number in range(600)])
    assert len(backups(desk.collection.locations)) == 1


def test_a_file_that_is_broken_at_its_end_leaves_no_trace(desk: Desk) -> None:
    sounding = note("ir", back="[x](media:a.mp3)", media=frozenset({"a.mp3"}))
    many = [note(f"n{number}") for number in range(600)]
    with pytest.raises(BrokenSource):
        take_in(
            desk,
            media=Files(a_mp3=b"sound"),
            notes=lambda: broken_after(sounding, *many),
        )
    with desk.collection.store.read() as unit:
        assert unit.notes.find(NoteId("anki:ir")) is None
    assert not any((desk.collection.locations.data / "media").iterdir())
    assert is_healthy(desk)


def test_an_import_can_be_cancelled_without_a_trace(desk: Desk) -> None:
    cancelled = threading.Event()
    seen: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        seen.append((done, total))
        cancelled.set()

    many = [note(f"n{number}") for number in range(1_200)]
    with pytest.raises(ImportCancelled):
        take_in(desk, *many, on_progress=tell, cancelled=cancelled)
    assert seen == [(500, 1_200)]
    with desk.collection.store.read() as unit:
        assert unit.notes.find(NoteId("anki:n0")) is None


def test_notes_that_cannot_be_converted_are_passed_over(desk: Desk) -> None:
    lost = note("lost")._replace(make=lambda: None)
    assert figures(take_in(desk, lost, note()))[0] == 1


# --- from a file ----------------------------------------------------------------------


def test_a_table_is_imported_from_its_file(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "verbs.tsv"
    path.write_text("ser\tto be\nir\tto go\n")
    step = import_file(desk.collection, path)
    assert (step.format, step.added, step.decks) == ("table", 2, ("verbs",))
    assert import_file(desk.collection, path).unchanged == 2
    swapped = import_file(desk.collection, path, mapping={"front": 2, "back": 1})
    assert swapped.added == 2
    with pytest.raises(InvalidMapping):
        import_file(desk.collection, path, mapping={"fornt": 2})
    with pytest.raises(UnknownFormat):
        import_file(desk.collection, path, format_="sonnet")
    assert set(format_titles()) >= {"anki", "table"}


def test_decks_of_ours_that_are_here_as_files_are_not_doubled(desk: Desk) -> None:
    step = import_file(desk.collection, desk.own)
    assert (step.format, step.added, step.changed) == ("drill", 0, 0)
    assert step.unchanged == step.total > 0
    file = next(desk.own.glob("mine/*.yaml"))
    other = desk.own.parent / "elsewhere/theirs"
    other.mkdir(parents=True)
    (other / "deck.yaml").write_text("title: Theirs\n")
    (other / file.name).write_text(file.read_text("utf-8"), "utf-8")
    more = import_file(desk.collection, other.parent)
    assert more.added == more.total > 0
    assert import_file(desk.collection, other.parent).unchanged == more.total
    assert doctor.is_healthy(doctor.examine(desk.collection.store))
