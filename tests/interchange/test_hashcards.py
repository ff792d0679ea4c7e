"""hashcards' reviews, found by the hashes of its cards."""

from __future__ import annotations

import os
import sqlite3
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drill.content.notes import parse_note
from drill.errors import BrokenSource, InterchangeError
from drill.ids import Rating
from drill.interchange.foreign_database import ForeignDatabase
from drill.interchange.formats import read, recognise
from drill.interchange.hashcards_reviews import deletions
from drill.interchange.instants import (
    local_milliseconds,
    milliseconds,
    noon_milliseconds,
)
from drill.interchange.package import LIMITS, Limits
from tests.interchange.breaking import broken
from tests.interchange.making_hashcards import (
    OLD,
    answer,
    basic,
    database,
    gap,
    state,
)

if TYPE_CHECKING:
    from pathlib import Path

    from drill.interchange.package import ForeignCard, Package

FUZZ = int(os.environ.get("DRILL_TEST_FUZZ", "40"))


def found(package: Package) -> dict[str, list[ForeignCard]]:
    """What is known of the cards of each note, by the id of its document."""
    made = [note.make() for note in package.notes()]
    return {each.document["id"]: list(each.cards) for each in made if each is not None}


def local_ms(text: str) -> int:
    at = datetime.fromisoformat(text).astimezone(UTC)
    return round(at.timestamp() * 1000)


@pytest.mark.parametrize(
    ("text", "clean", "places"),
    [
        ("Foo [bar] baz [quux].", "Foo bar baz quux.", [(4, 6), (12, 15)]),
        ("Foo [bar] ![](a.jpg) [q].", "Foo bar ![](a.jpg) q.", [(4, 6), (19, 19)]),
        ("Key: [`\\[`]", "Key: `[`", [(5, 7)]),
        ("\\[a\\] [`\\[b\\]`]", "[a] `[b]`", [(4, 8)]),
        ("é [foo]\n[bar]", "é foo\nbar", [(3, 5), (7, 9)]),
        ("open [ and ] \\ !", "open  and  \\ !", [(5, 9)]),
        ("] none [", "none", []),
    ],
)
def test_deletions_are_counted_in_bytes(
    text: str, clean: str, places: list[tuple[int, int]]
) -> None:
    shown, deleted = deletions(text)
    assert (shown.decode().strip(), [each[:2] for each in deleted]) == (clean, places)


def test_cards_come_with_their_fsrs_state_and_reviews(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "Q: What?\n  more\nA: This.\n\n```\nx\n```\n\nQ: b\nA: c\n"
    )
    name = basic("What?\n  more", "This.\n\n```\nx\n```")
    database(
        tmp_path,
        [state(name, "2025-02-15T18:30:00.500", "2025-02-25"), state(basic("b", "c"))],
        [
            answer(name, "2025-02-15T18:30:00.500", "good"),
            answer(name, "2025-02-01T08:00:00.000", "forgot"),
            answer(name, "2025-02-02T08:00:00.000", "forgot"),
            answer(name, "2025-02-02T08:00:00.000", "hard"),
            answer(name, "2025-02-03T08:00:00.000", "unsure"),
            answer(name, "nonsense", "easy"), answer("gone", "2025-02-02", "easy"),
        ],
    )  # fmt: skip
    package = read(tmp_path)
    cards = found(package)
    [known] = cards["what-more"]
    assert [each.rating for each in known.reviews] == [
        Rating.AGAIN, Rating.AGAIN, Rating.GOOD
    ]  # fmt: skip
    assert known.reviews[-1].at_ms == local_ms("2025-02-15T18:30:00.500")
    assert known.schedule is not None
    assert (known.schedule.stability, known.schedule.difficulty) == (12.5, 4.25)
    assert (known.schedule.interval_days, known.schedule.lapses) == (10, 1)
    due = datetime.fromtimestamp(known.schedule.due_ms / 1000, UTC)
    assert due.isoformat() == "2025-02-25T12:00:00+00:00"
    assert [each.schedule for each in cards["b"]] == [None]
    assert not package.report.counts


def test_times_are_of_the_zone_of_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        assert local_milliseconds("1970-01-01T00:00:00.250") == 5 * 3_600_000 + 250
    finally:
        monkeypatch.undo()
        time.tzset()
    assert milliseconds("1970-01-01T00:00:01") == milliseconds({"date": 1_000}) == 1_000
    assert noon_milliseconds("1970-01-02T23:00:00") == 36 * 3_600_000
    nothings: tuple[object, ...] = (
        "",
        "1969-12-31",
        "9999-12-31",
        True,
        [],
        1e18,
        float("nan"),
    )
    for nothing in nothings:
        assert milliseconds(nothing) is None
        assert local_milliseconds(nothing) is None


def test_gaps_have_histories_of_their_own(tmp_path: Path) -> None:
    text = "C: [Paris] is [the](link) capital of [France::country] ![](a.png)\n"
    (tmp_path / "a.md").write_text(text)
    clean = "Paris is the(link) capital of France::country ![](a.png)"
    place = clean.index("France")
    names = [gap(clean, 0, 4), gap(clean, place, place + len("France::country") - 1)]
    database(
        tmp_path,
        [state(name, "2025-02-15T18:30:00", "2025-02-25") for name in names],
        [answer(names[1], "2025-02-15T18:30:00", "easy")],
    )
    [(_, cards)] = found(read(tmp_path / "a.md")).items()
    assert [(each.part, len(each.reviews)) for each in cards] == [("c1", 0), ("c2", 1)]


def test_the_first_version_keeps_state_with_reviews_alone(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Q: a\n# remark\nA: b\nC: [x]\n# y\nz\n")
    name, other = basic("a", "b"), gap("x\nz", 0, 0)
    database(
        tmp_path,
        [[name, ""], [other, ""], [basic("old", "text"), ""]],
        [
            answer(name, "2025-02-15T18:30:00", "good"),
            answer(other, "2025-02-15T18:30:00", "hard", ""),
            answer(basic("old", "text"), "2025-02-15T18:30:00", "good"),
        ],
        OLD,
    )
    package = read(tmp_path)
    cards = found(package)
    known = cards["a-remark"][0].schedule
    assert known is not None
    assert (known.stability, known.interval_days, known.repetitions) == (5.5, 5, 1)
    assert cards["x-y-z"][0].schedule is None
    assert len(cards["x-y-z"][0].reviews) == 1
    assert package.report.counts == {"I706": 1}
    assert found(package) == cards


def test_of_two_cards_alike_the_first_has_the_history(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("a.md", "sub/b.md"):
        (tmp_path / name).write_text("Q: a\nA: b\n")
    database(
        tmp_path, [state(basic("a", "b"), "2025-02-15T18:30:00", "2025-02-25")], []
    )
    made = [note.make() for note in read(tmp_path).notes()]
    assert [len(each.cards) for each in made if each is not None] == [1, 0]


def test_a_database_that_cannot_be_read_is_told_and_left(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Q: a\nA: b\n")
    path = database(tmp_path, [state(basic("a", "b"))], [])
    with pytest.raises(BrokenSource, match="without the texts"):
        recognise(path)
    package = read(tmp_path, limits=Limits(notes=0))
    assert found(package) == {"a": []}
    assert package.report.counts == {"I705": 1}
    path.write_text("no database")
    assert found(read(tmp_path)) == {"a": []}


def test_statements_read_plain_tables_alone(tmp_path: Path) -> None:
    path = database(tmp_path, [state("x")], [])
    opened = ForeignDatabase(path, LIMITS, {"cards": ("card_hash",)})
    try:
        assert opened.count("cards") == 1
        for statement in (
            "SELECT * FROM reviews", "SELECT hex(card_hash) FROM cards",
            "DELETE FROM cards", "ATTACH 'x' AS y", "PRAGMA user_version",
        ):  # fmt: skip
            with pytest.raises(BrokenSource, match=r"authoriz|prohibited"):
                list(opened.rows(statement))
    finally:
        opened.close()
    with pytest.raises(BrokenSource, match=r"closed|damaged"):
        opened.count("cards")
    with pytest.raises(BrokenSource, match="no column `more`"):
        ForeignDatabase(path, LIMITS, {"cards": ("more",)})


def test_what_is_broken_below_is_whole_before(tmp_path: Path) -> None:
    assert [len(each) for each in whole(tmp_path).values()] == [1, 2]


TEXT = "Q: a\nA: b\n\nC: [x] and [y]\n"
NAMES = [basic("a", "b"), gap("x and y", 0, 0), gap("x and y", 6, 6)]
ROWS = {
    "cards": [state(name, "2025-02-15T18:30:00", "2025-02-25") for name in NAMES],
    "reviews": [answer(name, "2025-02-15T18:30:00", "good") for name in NAMES],
}


def whole(folder: Path) -> dict[str, list[ForeignCard]]:
    (folder / "a.md").write_text(TEXT)
    database(folder, ROWS["cards"], ROWS["reviews"])
    return found(read(folder))


def _lists(rows: Any) -> list[Any]:
    return [row for row in rows if isinstance(row, list)]


@settings(max_examples=FUZZ, deadline=None, suppress_health_check=list(HealthCheck))
@given(choices=st.data())
def test_nothing_but_our_own_errors_comes_out_of_any_database(
    choices: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    whole(folder)
    rows = broken(choices, ROWS)
    try:
        path = database(folder, _lists(rows["cards"]), _lists(rows["reviews"]))
    except (sqlite3.Error, OverflowError, UnicodeEncodeError, KeyError, TypeError):
        whole(folder)
        path = folder / "hashcards.db"
    if choices.draw(st.booleans()):
        data = bytearray(path.read_bytes())
        for _ in range(choices.draw(st.integers(1, 8))):
            place = choices.draw(st.integers(100, len(data) - 1))
            data[place] = choices.draw(st.integers(0, 255))
        path.write_bytes(data)
    try:
        package = read(folder)
    except InterchangeError:
        return
    for note in package.notes():
        made = note.make()
        assert made is not None
        parse_note(made.document)
