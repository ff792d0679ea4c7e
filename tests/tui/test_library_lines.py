"""The pure parts behind browse, settings, progress and the form."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.ids import CardId, NoteId, TopicId
from drill.sessions.note_steps import Draft, DraftPreview, Duplicate, TopicChoice
from drill.sessions.selection import Kind, Selection
from drill.sessions.steps import BrowsePage, BrowseRow, Face
from drill.sessions.upkeep_steps import SettingRow
from drill.tui.browse_lines import browse_rows, columns_for, head_line, row_detail
from drill.tui.charts import bars, column_chart, fitted
from drill.tui.decks_lines import deck_id_of, say_deck
from drill.tui.form_lines import preview_lines, verdict_lines
from drill.tui.hits import SORTS, Hits, Selected, Wanted
from drill.tui.keys_lines import with_keys
from drill.tui.list_lines import LazyLines
from drill.tui.runs import Run, text_of, width_of
from drill.tui.screens.topics import fitting
from drill.tui.settings_lines import can_step, stepped
from drill.tui.study_lines import KINDS, Wishes

HOSTILE = "a \x1b[31m[bold]red[/bold] \u202e 中文字 " * 3


def row(place: int = 0, **changes: object) -> BrowseRow:
    found = BrowseRow(
        card=CardId(f"networks/tcp/note-{place}#front"),
        front=f"Question {place}",
        deck="networks",
        topic="tcp",
        state="reviewing",
        due_label="in 14 days",
        retrievability=0.93,
        stability=14.2,
        difficulty=5.3,
        lapses=0,
        flag=0,
        suspended=False,
        buried=False,
        leech=False,
    )
    return replace(found, **changes)  # type: ignore[arg-type]


def page(first: int, count: int, total: int, text: str = "") -> BrowsePage:
    rows = tuple(row(place) for place in range(first, first + count))
    return BrowsePage(text, "due", False, rows, first, total)  # noqa: FBT003 - a step's field


# --- hits ---------------------------------------------------------------------------


def test_pages_of_one_search_are_put_together() -> None:
    hits = Hits().taking(page(0, 200, 500)).taking(page(400, 100, 500))
    assert hits.row(0) == row(0)
    assert hits.row(450) == row(450)
    assert hits.row(300) is None
    assert hits.missing(0, 24) is None
    assert hits.missing(190, 24) == 200
    assert hits.missing(490, 24) is None


def test_another_search_begins_anew() -> None:
    hits = Hits().taking(page(0, 200, 500)).taking(page(0, 3, 3, "raft"))
    assert (hits.total, len(hits.rows)) == (3, 3)


def test_rows_that_may_have_changed_are_forgotten() -> None:
    hits = Hits().taking(page(0, 200, 500)).taking(page(200, 200, 500), anew=True)
    assert hits.row(0) is None


def test_an_error_keeps_the_rows_until_a_search_can_be_read() -> None:
    good = Hits().taking(page(0, 3, 3))
    bad = good.taking(BrowsePage("x:", "due", False, (), 0, 0, "why", "hint"))  # noqa: FBT003 - a step's field
    assert (bad.rows, bad.total, bad.error, bad.hint) == (good.rows, 3, "why", "hint")
    assert bad.taking(page(0, 3, 3)).error == ""


def test_every_sort_comes_once_in_a_round() -> None:
    wanted, seen = Wanted(), []
    for _ in SORTS:
        seen.append(wanted.sort)
        wanted = wanted.sorted_by(1)
    assert sorted(seen) == sorted(SORTS)
    assert wanted == Wanted()
    assert Wanted().sorted_by(1).sorted_by(-1) == Wanted()
    assert Wanted().order != Wanted().reversed().order


def test_selecting_twice_leaves_a_card() -> None:
    one, two = row(1).card, row(2).card
    selected = Selected().toggled(one, 1).toggled(two, 2).toggled(one, 1)
    assert list(selected.cards) == [two]
    assert list(selected.joined([one, two], 5).cards) == [two, one]
    assert one in selected.joined([one])


# --- lists --------------------------------------------------------------------------


@pytest.mark.parametrize("width", [60, 80, 100, 120, 160])
@pytest.mark.parametrize("front", ["Short", HOSTILE, "", "long " * 60])
def test_no_row_of_browse_is_wider_than_the_screen(width: int, front: str) -> None:
    rows = {0: row(0, front=front, flag=7, suspended=True, buried=True, leech=True,
                   due_label="in 12.3 months", topic="a-very-long-name-of-a-topic",
                   stability=99_999.0, lapses=12)}  # fmt: skip
    hits = Hits(total=1, rows=rows, is_known=True)
    [line] = browse_rows(hits, Selected(), 0, width)
    assert width_of(line) <= width
    assert width_of(head_line(hits, width)) <= width
    assert "\x1b" not in text_of(line)
    for detail in row_detail(rows[0], width, 6):
        assert width_of(detail) <= width


def test_wider_screens_have_more_columns() -> None:
    counts = [len(columns_for(width)) for width in (80, 100, 120, 160)]
    assert counts == sorted(set(counts))


def test_lazy_lines_draw_only_what_is_looked_at() -> None:
    drawn: list[int] = []

    def draw(place: int) -> tuple[Run]:
        drawn.append(place)
        return (Run(str(place)),)

    lines = LazyLines(100_000, draw)
    assert len(lines) == 100_000
    assert [text_of(line) for line in lines[500:503]] == ["500", "501", "502"]
    assert text_of(lines[-1]) == "99999"
    assert drawn == [500, 501, 502, 99_999]


def test_topics_are_found_by_every_word_that_is_typed() -> None:
    topics = (
        TopicChoice(TopicId("mine/words"), "My notes › Words", is_own=True),
        TopicChoice(TopicId("networks/tcp"), "Networks › TCP", is_own=False),
    )
    assert fitting(topics, "tcp net") == topics[1:]
    assert fitting(topics, "") == topics
    assert fitting(topics, "udp") == ()


# --- settings and keys --------------------------------------------------------------


def setting(**changes: object) -> SettingRow:
    found = SettingRow(
        "study.x", "Study", "X", "10", "10", "whole", (), "…", is_set=False
    )
    return replace(found, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "value", "choices", "up", "down"),
    [
        ("whole", "10", (), "11", "9"),
        ("whole", "200", (), "205", "195"),
        ("whole", "50", (), "55", "49"),
        ("decimal", "0.9", (), "0.91", "0.89"),
        ("switch", "yes", ("yes", "no"), "no", "no"),
        ("choice", "b", ("a", "b", "c"), "c", "a"),
        ("choice", "gone", ("a", "b"), "a", "a"),
    ],
)
def test_a_value_has_a_next_one(
    kind: str, value: str, choices: tuple[str, ...], up: str, down: str
) -> None:
    row_ = setting(kind=kind, value=value, choices=choices)
    assert can_step(row_)
    assert (stepped(row_, 1), stepped(row_, -1)) == (up, down)


@pytest.mark.parametrize("kind", ["text", "list", "duration"])
def test_words_have_no_next_one(kind: str) -> None:
    assert not can_step(setting(kind=kind))


def test_the_default_keys_are_no_keys_of_ones_own() -> None:
    assert with_keys({"home.progress": "z"}, "home.progress", "p") == ({}, "")
    assert with_keys({}, "home.progress", "z") == ({"home.progress": "z"}, "")
    kept, reason = with_keys({"home.add": "z"}, "home.progress", "z")
    assert kept == {"home.add": "z"}
    assert "home." in reason


# --- decks, study, the form ---------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Go 101", "go-101"),
        ("  C++ & Rust ", "c-rust"),
        ("étude", "tude"),
        ("中文", ""),
    ],
)
def test_a_title_makes_an_id(title: str, name: str) -> None:
    assert deck_id_of(title) == name
    assert say_deck(title, []).is_good is bool(name)
    assert not say_deck(title, [name]).is_good


def test_numbers_of_custom_study_stay_within_bounds() -> None:
    wishes = Wishes(new=1, ahead=1, back=1)
    for place in range(len(KINDS)):
        here = replace(wishes, cursor=place)
        for _ in range(3):
            here = here.stepped(-1)
        assert here == replace(wishes, cursor=place)
    assert Wishes(cursor=1, ahead=9).selection() == Selection(Kind.AHEAD, days=9)


def test_a_draft_says_what_is_wrong_first() -> None:
    preview = DraftPreview(
        faces=(),
        problems=("back: is missing",),
        warnings=("no source",),
        duplicates=(Duplicate(NoteId("a/b/c"), "the same", 1.0),),
    )
    texts = [text_of(line) for line in verdict_lines(preview, 80, 9, is_empty=False)]
    assert texts == [
        " ✗ back: is missing", " ≈ the same as a/b/c: the same", " ! no source",
    ]  # fmt: skip
    assert verdict_lines(preview, 80, 9, is_empty=True) == []
    short = verdict_lines(preview, 80, 2, is_empty=False)
    assert text_of(short[-1]).strip() == "and 2 more"


def test_the_text_of_a_draft_is_never_markup() -> None:
    preview = DraftPreview((Face(HOSTILE, HOSTILE),), (), (), ())
    shown = "".join(text_of(line) for line in preview_lines(preview, 60))
    assert "[bold]red[/bold]" in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert Draft(TopicId("a/b")).kind == "basic"


# --- charts -------------------------------------------------------------------------


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=400), st.integers(1, 120))
def test_values_fill_at_most_the_width_and_keep_their_bounds(
    values: list[int], width: int
) -> None:
    cells = fitted(values, width)
    assert 0 < len(cells) <= width
    assert min(values) <= min(cells) <= max(cells) <= max(values)
    if len(values) <= width:
        assert len(cells) % len(values) == 0


@given(
    st.lists(st.integers(0, 10_000), max_size=400),
    st.integers(12, 120),
    st.integers(1, 9),
)
def test_a_chart_keeps_to_its_room(values: list[int], width: int, height: int) -> None:
    lines = column_chart("title", values, width, height, ends=("first", "today"))
    assert all(width_of(line) <= width for line in lines)
    assert len(lines) in {height + 1, height + 2}


def test_bars_say_numbers_and_shares() -> None:
    lines = bars([("again", 1, "again"), ("good", 3, "good")], 40)
    assert [text_of(line).split()[1:4] for line in lines] == [
        ["1", "25", "%"], ["3", "75", "%"],
    ]  # fmt: skip
    assert all(width_of(line) <= 40 for line in lines)
    assert "–" in text_of(bars([("again", 0, "again")], 40)[0])
