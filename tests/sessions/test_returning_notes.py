"""Notes whose file is gone, brought back by an export that was made before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drill.ids import CardId
from drill.sessions.exporting import ENDINGS, export
from drill.sessions.import_doors import import_file

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sessions.desk import Desk

FOLD = CardId("mine/words/fold#front")


@pytest.mark.parametrize("ending", [".apkg", ".json"])
def test_answers_are_not_doubled_where_the_deck_file_was_removed_since(
    desk: Desk, tmp_path: Path, ending: str
) -> None:
    desk.learn(FOLD)
    desk.pass_time(days=3)
    desk.learn(FOLD)
    before = desk.card(FOLD).schedule
    out = tmp_path / f"out{ending}"
    export(desk.collection, out, ENDINGS[ending], names=["mine"])
    (desk.own / "mine" / "words.yaml").unlink()
    desk.reopen()
    assert not desk.card(FOLD).present
    desk.pass_time(hours=1)
    step = import_file(desk.collection, out)
    assert (step.added, step.reviews) == (2, 0)
    assert desk.card(FOLD).present
    assert desk.card(FOLD).schedule == before
