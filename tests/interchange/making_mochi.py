"""Exports of Mochi, made for tests: the verbose form of Transit, as it writes them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.interchange.making_anki import archive

if TYPE_CHECKING:
    from pathlib import Path

BEGAN_MS = 1_700_000_000_000
DAY_MS = 86_400_000


def review(
    day: float, due: float, interval: float | None = None, *, knew: bool = True
) -> dict[str, Any]:
    """An answer, in days after `BEGAN_MS`."""
    said: dict[str, Any] = {
        "~:date": f"~t{round(BEGAN_MS + day * DAY_MS)}",
        "~:due": f"~t{round(BEGAN_MS + due * DAY_MS)}",
        "~:remembered?": knew,
        "~:duration": 4,
    }
    return said if interval is None else {**said, "~:interval": interval}


def card(id_: str, content: str, **more: Any) -> dict[str, Any]:
    """A card; other keys are written `review_reverse` for `~:review-reverse?`."""
    keys = {
        "review_reverse": "~:review-reverse?",
        "reverse_reviews": "~:reverse-reviews",
        "cloze_reviews": "~:cloze/reviews",
        "archived": "~:archived?",
        "trashed": "~:trashed?",
        "template": "~:template-id",
    }
    named = {keys.get(key, f"~:{key}"): value for key, value in more.items()}
    return {
        "~:id": f"~:{id_}",
        "~:content": content,
        "~:name": content.split("\n", maxsplit=1)[0],
        "~:pos": id_,
        "~:tags": {"~#set": []},
        "~:reviews": [],
        **named,
    }


def fields(**values: Any) -> dict[str, Any]:
    """A card's fields by id."""
    return {f"~:{k}": {"~:id": f"~:{k}", "~:value": v} for k, v in values.items()}


def deck(id_: str, name: str, *cards: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A deck with its cards."""
    named = {f"~:{key.replace('_', '-')}": value for key, value in more.items()}
    cards_ = {"~#list": list(cards)}
    return {"~:id": f"~:{id_}", "~:name": name, "~:cards": cards_, **named}


def data(*decks: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The whole of an export."""
    named = {f"~:{key}": value for key, value in more.items()}
    return {"~:version": 2, "~:decks": list(decks), **named}


def export(path: Path, said: Any, **media: bytes) -> Path:
    """Write one; names of media are written `cat_png` for `cat.png`."""
    files = {name.replace("_", "."): content for name, content in media.items()}
    content = json.dumps(said, ensure_ascii=False).encode()
    return archive(path, {"data.json": content, **files})
