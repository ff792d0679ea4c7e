"""Choose the topic that a note is written into, by typing a part of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal
from textual.reactive import var
from textual.widgets import Input

from drill.tui.bindings import bindings_of
from drill.tui.list_lines import ListPicture, marked, plain_list
from drill.tui.runs import Line, Run, left
from drill.tui.screens.listing import ListScreen
from drill.tui.text import one_line
from drill.tui.widgets import Lines, Page

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from drill.sessions.note_steps import TopicChoice

TITLE = 56


def fitting(topics: tuple[TopicChoice, ...], text: str) -> tuple[TopicChoice, ...]:
    """The topics whose title or id holds every word that was typed."""
    words = text.lower().split()
    return tuple(
        topic
        for topic in topics
        if all(word in f"{topic.title} {topic.topic}".lower() for word in words)
    )


class TopicsScreen(ListScreen["TopicChoice | None"]):
    """Topics; the chosen one is the result."""

    KEYS = "topics"
    HELP = "general.help-typing"
    BINDINGS: ClassVar = bindings_of("topics")

    fitting: var[tuple[TopicChoice, ...]] = var((), init=False)

    def __init__(self, topics: tuple[TopicChoice, ...]) -> None:
        """Offer some topics, the likeliest first."""
        super().__init__()
        self._topics = topics
        self.set_reactive(TopicsScreen.fitting, topics)

    def compose(self) -> ComposeResult:
        """What is typed above the list."""
        yield Lines(id="top")
        with Horizontal(id="searching"):
            yield Lines(id="prompt")
            yield Input(placeholder="a part of its name", compact=True, id="search")
        yield Page()
        yield Lines(id="detail")
        yield Lines(id="keys")

    def lay_out(self, width: int, height: int) -> int:
        """One row for what is typed."""
        return 1 + super().lay_out(width, height)

    def top_line(self) -> tuple[Line, Line]:
        """How many there are."""
        return (Run(" add a note › topic", "muted"),), (
            Run(f"{len(self.fitting):,} of {len(self._topics):,}", "muted"),
        )

    def row_count(self) -> int:
        """Those that fit what was typed."""
        return len(self.fitting)

    def picture(self, width: int) -> ListPicture:
        """The topics with the decks they belong to."""
        rows = [
            _row(topic, index, is_marked=index == self.cursor)
            for index, topic in enumerate(self.fitting)
        ]
        head: list[Line] = [()]
        if not rows:
            head.append((Run("   No topic is called so; ^n makes a deck.", "muted"),))
        return plain_list(rows, width, head)

    def watch_fitting(self) -> None:
        """Paint what fits."""
        self.show_cursor()

    def on_mount(self) -> None:
        """What is typed narrows the list at once."""
        self.query_one("#prompt", Lines).paint([(Run(" / ", "key"),)])
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        event.stop()
        self.set_reactive(TopicsScreen.cursor, 0)
        self.fitting = fitting(self._topics, event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Choose."""
        event.stop()
        self.action_choose()

    def action_pick(self, row: int) -> None:
        """A click chooses."""
        super().action_pick(row)
        self.action_choose()

    def action_choose(self) -> None:
        """Write into the topic at the mark."""
        if self.fitting:
            self.dismiss(self.fitting[self.clamped(self.cursor)])

    def action_leave(self) -> None:
        """Keep the topic as it was."""
        self.dismiss(None)

    def action_new(self) -> None:
        """Make a deck of one's own, and write into it."""
        from drill.tui.screens.decks import ask_deck

        taken = {topic.topic.partition("/")[0] for topic in self._topics}
        ask_deck(self, taken, self._made)

    def _made(self, deck: str) -> None:
        def take(topics: tuple[TopicChoice, ...]) -> None:
            found = [t for t in topics if t.topic.startswith(f"{deck}/")]
            if found:
                self.dismiss(found[0])

        self.ask(self.drill.asking(lambda workspace: workspace.topic_choices()), take)


def _row(topic: TopicChoice, index: int, *, is_marked: bool) -> Line:
    action = f"screen.pick({index})"
    return (
        marked(is_marked),
        Run(left(one_line(topic.title), TITLE), "cursor" if is_marked else "", action),
        Run("  your own" if topic.is_own else "", "muted", action),
    )
