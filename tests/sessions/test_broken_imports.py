"""Documents with anything in the place of anything: only our own errors come out."""

from __future__ import annotations

import json
import os
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drill.errors import InterchangeError
from drill.sessions.exporting import ExportFormat, export
from drill.sessions.import_doors import import_file
from drill.store import doctor
from tests.sessions.desk import NOW, Desk

if TYPE_CHECKING:
    import pytest

FUZZ = int(os.environ.get("DRILL_TEST_FUZZ", "25"))
NOW_MS = int(NOW.timestamp() * 1000)
DAY_MS = 86_400_000

EXPORT: dict[str, Any] = {
    "format": "drill",
    "version": 1,
    "notes": [
        {
            "note": "anki:ser",
            "topic": "spanish/notes",
            "deck": ["Spanish", "Verbs"],
            "document": {"id": "ser", "front": "ser", "back": "be", "both_ways": True},
            "cards": [
                {
                    "part": "front",
                    "suspended": True,
                    "flag": 3,
                    "repetitions": 2,
                    "lapses": 1,
                    "interval_days": 6,
                    "due_ms": NOW_MS + 4 * DAY_MS,
                    "stability": 6.5,
                    "difficulty": 5.0,
                    "reviews": [
                        [NOW_MS - 9 * DAY_MS, 3, 4_000],
                        [NOW_MS - 2 * DAY_MS, 1, 9_000],
                    ],
                },
                {"part": "back", "interval_days": 3, "due_ms": NOW_MS},
            ],
            "extra": {"format": "anki", "fields": ["ser", "be"], "guid": "x"},
        },
        {
            "note": "anki:agua",
            "topic": "spanish/notes",
            "deck": ["Spanish"],
            "document": {"id": "agua", "kind": "cloze", "text": "{{c1::agua}}, water"},
        },
    ],
}
CROWDANKI: dict[str, Any] = {
    "__type__": "Deck",
    "crowdanki_uuid": "x",
    "name": "Top",
    "note_models": [
        {
            "crowdanki_uuid": "m",
            "name": "Basic",
            "type": 0,
            "flds": [{"name": "Front"}, {"name": "Back"}],
            "tmpls": [
                {"name": "1", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}: {{Back}}"}
            ],
        }
    ],
    "notes": [{"guid": "g", "note_model_uuid": "m", "fields": ["f", "b"], "tags": []}],
    "children": [{"name": "Sub", "notes": [{"note_model_uuid": "m", "fields": ["x"]}]}],
}
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(
        [10**18, -1, 0, 1 << 63, "\0", "\ud800", "../../x", "{{c1::", "a::b", "1e999"]
    ),
    st.lists(st.integers(-5, 5), max_size=3),
    st.just([]),
    st.just({}),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=2),
)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every container of a document with a key of it."""
    found: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        found += [(value, key) for key in value]
    elif isinstance(value, list):
        found += [(value, key) for key in range(len(value))]
    for container, key in list(found):
        found += places(container[key])
    return found


@settings(max_examples=FUZZ, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), source=st.sampled_from([EXPORT, CROWDANKI]))
def test_nothing_but_our_own_errors_comes_out_of_any_document(
    data: st.DataObject,
    source: dict[str, Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    document = deepcopy(source)
    for _ in range(data.draw(st.integers(1, 3))):
        container, key = data.draw(st.sampled_from(places(document)))
        if isinstance(container, dict) and data.draw(st.booleans()):
            container.pop(key)
        else:
            container[key] = data.draw(JUNK)
        if not document:
            return
    folder = tmp_path_factory.mktemp("broken")
    path = folder / "x.json"
    path.write_text(json.dumps(document))
    desk = Desk(folder)
    try:
        import_file(desk.collection, path)
        import_file(desk.collection, path)
        for each in ExportFormat:
            export(desk.collection, folder / f"out.{each}", each)
        assert doctor.is_healthy(doctor.examine(desk.collection.store))
    except InterchangeError:
        pass
    finally:
        desk.collection.close()
