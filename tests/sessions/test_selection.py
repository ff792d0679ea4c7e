"""What a learner may choose to study."""

from __future__ import annotations

import pytest

from drill.ids import CardId
from drill.sessions.selection import Kind, Selection


@pytest.mark.parametrize(
    ("selection", "title"),
    [
        (Selection(), "today"),
        (Selection(scope=("networks", "mine/words")), "networks, mine/words"),
        (Selection(Kind.SEARCH, text="tag:x"), "search: tag:x"),
        (Selection(Kind.SEARCH, cards=(CardId("a/b/c#q"),)), "chosen cards"),
        (Selection(Kind.MORE_NEW, new=3), "more new"),
        (Selection(Kind.AHEAD), "ahead"),
        (Selection(Kind.FORGOTTEN), "forgotten"),
    ],
)
def test_a_selection_has_a_name(selection: Selection, title: str) -> None:
    assert selection.title == title


def test_each_kind_says_whether_it_counts() -> None:
    counting = {kind for kind in Kind if not Selection(kind).is_practice}
    assert counting == {Kind.TODAY, Kind.MORE_NEW}
    for kind in Kind:
        is_practice = Selection(kind).explanation.startswith("Practice")
        assert is_practice is (kind not in counting)
