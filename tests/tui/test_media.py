"""Pictures, sounds and films on cards: named, found, shown and opened."""

from __future__ import annotations

import sys
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from drill.tui.media_names import Medium, media_of, named
from drill.tui.runs import MARK, text_of
from drill.tui.screens.media import MediaScreen
from drill.tui.screens.review import ReviewScreen
from drill.tui.text import text_lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from drill.tui.application import DrillApp
    from tests.sessions.desk import Desk
    from tests.tui.conftest import Hand

    MakeApp = Callable[..., DrillApp]
    MakeHand = Callable[[Pilot[int]], Hand]


def drawn(text: str) -> list[str]:
    return [text_of(line) for line in text_lines(text, 60)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![a graph](media:0a1b.png)", "▣ a graph ⟨png⟩"),
        ("![graph.PNG](media:0a1b.png)", "▣ graph.PNG"),
        ("![](media:0a1b.png)", "▣ 0a1b.png"),
        ("![a graph](pictures/graph.svg)", "▣ a graph ⟨graph.svg⟩"),
        ("![x](noending)", "▣ x ⟨noending⟩"),
        ("[sound: hello.mp3](media:0a1b.mp3)", "♪ hello.mp3"),
        ("[sound:hello.ogg]", "♪ hello.ogg"),
        ("[listen](media:0a1b.wav)", "♪ listen ⟨wav⟩"),
        ("[sound: film.webm](media:0a1b.webm)", "▶ film.webm"),
        ("[sound: old.wma](media:0a1b.wma)", "♪ old.wma"),
        ("[sound: old.ogv](media:0a1b.ogv)", "▶ old.ogv"),
        ("[words](elsewhere)", "words ⟨elsewhere⟩"),
        ("**![a](media:b.png)** then", "▣ a ⟨png⟩ then"),
    ],
)
def test_a_file_is_named_with_its_sign(text: str, shown: str) -> None:
    assert drawn(text) == [shown]


def test_the_files_of_a_card_are_found_in_order_and_once() -> None:
    texts = (
        "![a](media:1.png) and `![b](media:2.png)` and **[sound:c.mp3]**",
        "```\n![d](media:4.png)\n```\n[sound: e.mp3](media:5.mp3), ![a](media:1.png)",
    )
    assert media_of(texts) == (
        Medium("a", "media:1.png"),
        Medium("c.mp3", "c.mp3"),
        Medium("e.mp3", "media:5.mp3"),
    )
    assert [each.name for each in media_of(texts)] == ["1.png", "c.mp3", "5.mp3"]
    assert [each.is_picture for each in media_of(texts)] == [True, False, False]


def test_a_link_elsewhere_is_no_file_of_a_card() -> None:
    assert media_of(("[a](b.png) [c]", "plain")) == ()
    assert named(Medium("", "")) == "▣ "


def card(desk: Desk, front: str, back: str = "nothing", why: str = "so") -> None:
    """One card to review, in a deck of the learner's own."""
    desk.set(study={"decks": ["mine"]})
    text = f"""
        topic: words
        title: Words
        notes:
          - id: picture
            front: "{front}"
            back: "{back}"
            why: "{why}"
            source: a book
        """
    desk.write(desk.own / "mine" / "words.yaml", text)


def opener(desk: Desk, *names: str) -> Path:
    """Files among the media, and an opener that notes what it is given; its notes."""
    folder = desk.locations.data / "media"
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_bytes(b"")
    notes = desk.folder / "opened"
    code = "import sys; open(sys.argv[1], 'a').write(sys.argv[2] + chr(10))"
    desk.set(files={"opener": f'{sys.executable} -c "{code}" {notes}'})
    return notes


def opened(notes: Path) -> list[str]:
    """The names of the files that were opened."""
    if not notes.exists():
        return []
    return [line.rpartition("/")[2] for line in notes.read_text("utf-8").splitlines()]


async def test_a_key_opens_the_one_file_of_a_card_outside(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    card(desk, "What is said?", "[sound: hello.mp3](media:0a1b.mp3)")
    notes = opener(desk, "0a1b.mp3")
    app = make_app()
    async with app.run_test() as pilot:
        keys = hand(pilot)
        await keys.settle()
        await keys.press("enter", "o")
        assert "o open" not in keys.text()
        await keys.press("space")
        assert "♪ hello.mp3" in keys.text()
        assert "o open" in keys.text()
        await keys.press("o")
        assert isinstance(app.screen, ReviewScreen)
    assert opened(notes) == ["0a1b.mp3"]


async def test_of_several_files_one_is_chosen(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    card(
        desk, "![one](media:1.png) ![two](media:2.png) [sound: three.ogg](media:3.ogg)"
    )
    notes = opener(desk, "1.png", "2.png", "3.ogg")
    app = make_app()
    async with app.run_test() as pilot:
        keys = hand(pilot)
        await keys.settle()
        await keys.press("enter", "o")
        assert isinstance(app.screen, MediaScreen)
        assert f"{MARK} ▣ one ⟨png⟩" in keys.text()
        await keys.press("n", "enter", "j", "o")
        assert "3 of 3" in keys.text()
        assert f"{MARK} ♪ three.ogg" in keys.text()
        await keys.press("escape")
        assert isinstance(app.screen, ReviewScreen)
    assert opened(notes) == ["2.png", "3.ogg"]


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("media:gone.png", "The file 'gone.png' is not there"),
        ("media:..%2F..%2Fsecret.png", "is not there"),
        ("/etc/passwd", "it is no picture, sound or film"),
        ("https://example.org/a.png", "is not there"),
        ("media:run.sh", "it is no picture, sound or film"),
    ],
)
async def test_nothing_but_files_of_the_media_is_opened(
    desk: Desk, make_app: MakeApp, hand: MakeHand, target: str, words: str
) -> None:
    card(desk, f"![x]({target})")
    notes = opener(desk, "run.sh")
    app = make_app()
    async with app.run_test(notifications=True) as pilot:
        keys = hand(pilot)
        await keys.settle()
        await keys.press("enter", "o")
        said = [each.message for each in app._notifications]
        assert len(said) == 1
        assert words in said[0]
    assert opened(notes) == []


async def test_without_a_display_the_path_is_told(
    desk: Desk, make_app: MakeApp, hand: MakeHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    card(desk, "[sound: x.mp3](media:1.mp3)")
    opener(desk, "1.mp3")
    desk.set(files={"opener": ""})
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SSH_TTY", "/dev/pts/7")
    app = make_app()
    async with app.run_test(notifications=True) as pilot:
        keys = hand(pilot)
        await keys.settle()
        await keys.press("enter", "o")
        (said,) = [each.message for each in app._notifications]
        assert "connected over SSH" in said
        assert str(desk.locations.data / "media" / "1.mp3") in said


async def test_an_opener_that_fails_is_told(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    card(desk, "[sound: x.mp3](media:1.mp3)")
    opener(desk, "1.mp3")
    desk.set(files={"opener": "no-such-opener"})
    app = make_app()
    async with app.run_test(notifications=True) as pilot:
        keys = hand(pilot)
        await keys.settle()
        await keys.press("enter", "o")
        (said,) = [each.message for each in app._notifications]
        assert "there is no program 'no-such-opener'" in said


def pictured(desk: Desk, *names: str) -> Path:
    """Real pictures among the media; the notes of the opener."""
    from tests.tui.test_pictures import png

    notes = opener(desk)
    for name in names:
        png(desk.locations.data / "media" / name, (400, 200))
    return notes


async def test_a_picture_is_shown_in_the_terminal_and_opened_from_there(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    pytest.importorskip("PIL")
    card(desk, "![x](media:1.png)")
    notes = pictured(desk, "1.png")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        keys = hand(pilot)
        await keys.settle()
        await keys.press("enter", "o")
        await keys.settle()
        assert isinstance(app.screen, MediaScreen)
        rows = rows_of_picture(keys.text())
        assert len(rows) == 10
        assert {len(row) for row in rows} == {40}
        await pilot.resize_terminal(40, 18)
        await keys.settle()
        rows = rows_of_picture(keys.text())
        assert {len(row) for row in rows} == {38}
        await keys.press("o")
    assert opened(notes) == ["1.png"]


async def test_each_picture_of_a_card_is_shown_in_its_turn(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    pytest.importorskip("PIL")
    card(desk, "![a](media:1.png) [sound: b.mp3](media:2.mp3) ![c](media:3.png)")
    pictured(desk, "1.png")
    (desk.locations.data / "media" / "3.png").write_bytes(b"no picture")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        keys = hand(pilot)
        await keys.settle()
        await keys.press("enter", "o")
        await keys.settle()
        assert "▀" in keys.text()
        await keys.press("n")
        await keys.settle()
        assert "▀" not in keys.text()
        await keys.press("n")
        await keys.settle()
        assert "'3.png' is not shown: it cannot be decoded" in keys.text()
        await keys.press("p", "p")
        await keys.settle()
        assert "▀" in keys.text()


async def test_without_the_extra_that_is_said_and_files_are_opened_outside(
    desk: Desk, make_app: MakeApp, hand: MakeHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("drill.tui.media_acts", "drill.tui.screens.media"):
        monkeypatch.setattr(f"{place}.can_show", lambda: False)
    card(desk, "![a](media:1.png)", "![b](media:2.png)")
    notes = opener(desk, "1.png", "2.png")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        keys = hand(pilot)
        await keys.settle()
        await keys.press("enter", "o")
        assert isinstance(app.screen, ReviewScreen)
        await keys.press("space", "o")
        assert "pip install 'drill[images]'" in keys.text()
    assert opened(notes) == ["1.png"]


async def test_pictures_can_be_turned_off(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    card(desk, "![a](media:1.png)")
    notes = pictured(desk, "1.png")
    desk.set(appearance={"images": "off"})
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        keys = hand(pilot)
        await keys.settle()
        await keys.press("enter", "o")
        assert isinstance(app.screen, ReviewScreen)
    assert opened(notes) == ["1.png"]


def rows_of_picture(text: str) -> list[str]:
    """The rows of a screen that hold half blocks."""
    return [line.strip() for line in text.split("\n") if "▀" in line]


async def test_pictures_stand_below_the_text_of_their_side(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    pytest.importorskip("PIL")
    card(
        desk,
        "Which? ![a](media:1.png)",
        "That. ![b](media:2.png)",
        "Look: ![c](media:3.png)",
    )
    pictured(desk, "1.png", "2.png", "3.png")
    app = make_app()
    async with app.run_test(size=(80, 60)) as pilot:
        keys = hand(pilot)
        await keys.settle()
        await keys.press("enter")
        await keys.settle()
        front = rows_of_picture(keys.text())
        assert len(front) == 10
        assert {len(row) for row in front} == {40}
        await keys.press("space")
        text = keys.text()
        assert len(rows_of_picture(text)) == 30
        first, second = text.index("That. ▣ b"), text.index("Look: ▣ c")
        assert text.index("▀") < first < text.rindex("▀", 0, second) < second
        assert second < text.rindex("▀")


async def test_a_picture_takes_half_of_the_page_at_most(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    pytest.importorskip("PIL")
    card(desk, "Which? ![a](media:1.png)")
    pictured(desk, "1.png")
    app = make_app()
    async with app.run_test(size=(80, 20)) as pilot:
        keys = hand(pilot)
        await keys.settle()
        await keys.press("enter")
        await keys.settle()
        assert len(rows_of_picture(keys.text())) == 7
        await pilot.resize_terminal(30, 36)
        await keys.settle()
        assert {len(row) for row in rows_of_picture(keys.text())} == {24}


async def test_what_is_wrong_with_a_picture_is_said_below_the_text(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    pytest.importorskip("PIL")
    card(desk, "![a](media:gone.png) ![b](media:2.png) ![c](other.png)")
    opener(desk, "2.png")
    app = make_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        keys = hand(pilot)
        await keys.settle()
        await keys.press("enter")
        await keys.settle()
        assert "The file 'gone.png' is not there." in keys.text()
        assert "'2.png' is not shown: it cannot be decoded" in keys.text()
        assert "other.png' is" not in keys.text()
        assert list(app._notifications) == []


@pytest.mark.parametrize("cause", ["turned off", "not installed"])
async def test_without_the_extra_or_turned_off_a_card_shows_names_alone(
    desk: Desk,
    make_app: MakeApp,
    hand: MakeHand,
    monkeypatch: pytest.MonkeyPatch,
    cause: str,
) -> None:
    card(desk, "Which? ![a](media:1.png)")
    pictured(desk, "1.png")
    if cause == "turned off":
        desk.set(appearance={"images": "off"})
    else:
        monkeypatch.setattr("drill.tui.gallery.can_show", lambda: False)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        keys = hand(pilot)
        await keys.settle()
        await keys.press("enter")
        await keys.settle()
        assert "▣ a ⟨png⟩" in keys.text()
        assert rows_of_picture(keys.text()) == []


async def test_kitty_draws_pictures_below_the_text_and_forgets_them(
    desk: Desk, make_app: MakeApp, hand: MakeHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("PIL")
    terminal = StringIO()
    monkeypatch.setattr(sys, "__stdout__", terminal)
    card(desk, "Which? ![a](media:1.png)")
    pictured(desk, "1.png")
    desk.set(appearance={"images": "kitty"})
    app = make_app()
    async with app.run_test(size=(80, 36)) as pilot:
        keys = hand(pilot)
        await keys.settle()
        await keys.press("enter")
        await keys.settle()
        rows = [line for line in keys.text().split("\n") if "\U0010eeee" in line]
        assert [row.count("\U0010eeee") for row in rows] == [40] * 10
        assert "a=d" not in terminal.getvalue()
        await keys.press("escape")
        assert "a=d" in terminal.getvalue()
